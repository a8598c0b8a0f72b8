from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kontor.core.connections.line.read import LONGEST, read_line
from kontor.core.connections.line.reading import Line

TODAY = date(2026, 3, 18)
WORDS = """
    Kaffee mit Anna Berger 40 min , schickt Angebot bis Freitag called Ben yesterday
    von der Heide letzten Dienstag : fragt und ich er sie will am 12.3. 1,5 h an to by
    about wegen hat nicht erreicht at the fair im Café um 15 Uhr ( ) . ; – morgen next
    week Ende März KW 12 vor 3 Tagen 31.2. 3/12 9999 0 half an hour todo
    Geburtstag birthday geboren 's
"""
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS.split()), st.text(max_size=4))).map(
        "".join
    ),
)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _untold(line: Line) -> str:
    rest = line.text
    for span in line.told:
        rest = rest[: span.start] + " " * (span.end - span.start) + rest[span.end :]
    return rest


@given(TEXTS, st.dates(), st.booleans())
def test_no_text_fails_and_no_word_is_lost(
    text: str, today: date, month_first: bool
) -> None:
    line = read_line(text, today=today, month_first=month_first)

    assert _letters(line.note) == _letters(_untold(line))


def test_the_spans_say_what_was_read_from_where() -> None:
    line = read_line("Kaffee mit Anna gestern, 40 min: Laden", today=TODAY)

    assert [(s.kind, line.text[s.start : s.end]) for s in line.told] == [
        ("channel", "Kaffee"),
        ("name", "mit Anna"),
        ("day", "gestern"),
        ("minutes", "40 min"),
    ]


def test_where_the_month_comes_first_3_12_is_12_march() -> None:
    assert read_line("Ben 3/12", today=TODAY, month_first=True).day == date(2026, 3, 12)
    assert read_line("Ben 3/12", today=TODAY).day == date(2025, 12, 3)


def test_a_day_a_few_weeks_ahead_is_no_touch_yet() -> None:
    # 17 May is 60 days after 18 March, 18 May is 61.
    near = read_line("Kaffee mit Ben am 17.5.", today=TODAY)
    far = read_line("Kaffee mit Ben am 18.5.", today=TODAY)

    assert (near.day, near.future) == (date(2026, 5, 17), True)
    assert (far.day, far.future) == (date(2025, 5, 18), False)


def test_a_name_with_its_accents_apart_is_read_as_one() -> None:
    line = read_line("Kaffee mit Mu\u0308ller", today=TODAY)

    assert line.names == ("Müller",)


def test_of_a_whole_letter_the_end_is_note() -> None:
    text = "Kaffee mit Anna, " + "bla " * 1000

    line = read_line(text, today=TODAY)

    assert line.names == ("Anna",)
    assert _letters(line.note) == "bla" * 1000
    assert len(text) > LONGEST
