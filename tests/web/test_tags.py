from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from kontor.reports.connections.people import PersonRow

DAY = date(2026, 11, 24)


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("level", "mark", "word"),
    [
        (0, "t-0", "no contact noted"),
        (3, "t-3", "steady"),
        (5, "t-5", "close"),
        # Out of bounds is drawn as the nearest there is.
        (9, "t-5", "close"),
        (-1, "t-0", "no contact noted"),
    ],
)
def test_strength_is_a_tally_with_its_word(level: int, mark: str, word: str) -> None:
    drawn = shown("{% tally level %}", level=level)

    assert f'href="#{mark}"' in drawn
    assert f'aria-label="{word}"' in drawn


def test_every_icon_and_tally_mark_asked_for_is_in_the_sprite() -> None:
    sprite = shown('{% include "_sprite.html" %}')

    for name in ("week", "people", "line", "imports", "more", "pin"):
        assert f'id="i-{name}"' in sprite
    for channel in ("email", "message", "call", "meeting", "event"):
        assert f'id="i-{channel}"' in sprite
    for level in range(6):
        assert f'id="t-{level}"' in sprite


def test_an_icon_says_nothing_to_a_screen_reader() -> None:
    assert 'aria-hidden="true"' in shown('{% icon "call" %}')


def test_an_icon_cannot_break_out_of_its_place() -> None:
    assert "<script>" not in shown("{% icon name %}", name='"/><script>')


@pytest.mark.parametrize(
    ("style", "text"),
    [("", "24 Nov 2026"), ("short", "24 Nov"), ("week", "Tue 24 Nov")],
)
def test_a_day_is_written_for_people_and_machines(style: str, text: str) -> None:
    written = shown("{% when day style %}", day=DAY, style=style)

    assert written == f'<time datetime="2026-11-24">{text}</time>'


def test_no_day_is_written_as_nothing() -> None:
    assert shown("{% when day %}", day=None) == ""


def test_a_moment_is_written_as_the_day_it_was_in_the_zone_in_force() -> None:
    # 23:30 in London is half past midnight of the next day in Berlin.
    moment = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    with timezone.override("Europe/Berlin"):
        assert "24 Nov 2026" in shown("{% when day %}", day=moment)


def row(**facts: object) -> str:
    person = PersonRow(
        **{
            "id": 1,
            "uid": "b-1",
            "name": "Ben Brandt",
            "role": "Owner",
            "organisation": "Brandt & Co",
            "rhythm": "B",
            "level": 2,
            "strength": 1.0,
            "last_touch": DAY,
            "tags": ("Fair", "Sailing"),
            **facts,
        }
    )
    return shown('{% person_rows people "/2/people/" %}', people=[person])


def test_a_row_of_the_list_says_who_where_how_strong_and_when() -> None:
    written = row()

    assert '<a href="/2/people/b-1/">Ben Brandt</a>' in written
    assert "Owner, Brandt &amp; Co" in written
    assert '<span class="class">B</span>' in written
    assert 'href="#t-2"' in written
    assert '<span class="tag">Sailing</span>' in written
    assert "24 Nov 2026" in written


def test_a_row_says_nothing_of_what_is_not_known() -> None:
    written = row(role="", organisation="", tags=(), last_touch=None, rhythm="own")

    assert '<td class="org"></td>' in written
    assert "<time" not in written
    assert '<span class="class">·</span>' in written


def test_a_name_in_a_row_cannot_be_markup() -> None:
    written = row(name="<b>Ben</b>", tags=("<i>",), organisation="<u>")

    assert "<b>" not in written
    assert "<i>" not in written
    assert "<u>" not in written


def test_the_list_is_written_in_the_language_in_force() -> None:
    # The marks and days are remembered, and each language has its own.
    with translation.override("de"):
        german = shown("{% when day %}", day=DAY)
    with translation.override("en"):
        english = shown("{% when day %}", day=date(2026, 5, 1))

    assert "2026" in german
    assert "1 May 2026" in english
