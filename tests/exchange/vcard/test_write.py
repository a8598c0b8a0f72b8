from __future__ import annotations

import io
from datetime import UTC, date, datetime

import vobject
from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.card import (
    Card,
    Entry,
    Job,
    Name,
    PartialDate,
    Photo,
    PostalAddress,
)
from kontor.exchange.vcard.read import read_vcards
from kontor.exchange.vcard.write import (
    FOLD,
    Outgoing,
    Tie,
    escaped,
    folded,
    quoted,
    write_vcards,
)

UID = "6f0f3c1e-6f5e-4a39-9a55-0f6c1a2b3c4d"
GIF = b"GIF89a" + bytes(range(200))


def written(card: Card, **beside: object) -> str:
    return b"".join(write_vcards([Outgoing(card, **beside)])).decode()  # type: ignore[arg-type]


def back(text: str) -> Card:
    (card,) = read_vcards(io.BytesIO(text.encode()))
    assert isinstance(card, Card)
    return card


def full() -> Card:
    return Card(
        "vcard", 0, 0, source_id=UID,
        name=Name("Jörg", "Heinz", "von der Heide", "Dr.", "jun."),
        display="Dr. Jörg von der Heide", nickname="Jockel, Jo",
        jobs=[Job("Heide & Söhne; Bau", "Einkauf", "Chef"), Job("Verein", "", "Wart")],
        emails=[Entry("j@heide.example", "work", True), Entry("jo@x.example", "Yacht")],
        phones=[Entry("+49 451 1234", "mobile"), Entry("0451 99", "fax")],
        links=[Entry("https://heide.example/a,b;c", "other")],
        addresses=[PostalAddress("Kai 1", "Hof", "24103", "Kiel", "SH", "DE", "home")],
        birthday=PartialDate(2, 29, 1980), note="Zeile 1\nZeile 2; mit, \\n",
        tags=["Hafen, Süd", "Chor"], language="de", photo=Photo("image/gif", GIF),
        secrecy="private", met_day=date(2020, 5, 1), met_place="Messe Kiel",
        unknown=[("X-SHOE", "item1.X-SHOE;TYPE=foo:42"), ("ROLE", "ROLE:Kapitän")],
    )  # fmt: skip


def test_what_is_written_is_read_again() -> None:
    card = full()
    read = back(written(card))
    for field in (
        "source_id", "kind", "name", "display", "nickname", "jobs", "emails", "phones",
        "links", "addresses", "birthday", "note", "tags", "language", "photo",
        "secrecy",
    ):  # fmt: skip
        assert getattr(read, field) == getattr(card, field), field
    assert read.problems == []


def test_unknown_properties_go_out_as_they_came_and_only_once() -> None:
    card = full()
    card.unknown *= 2
    lines = written(card).split("\r\n")
    assert lines.count("item1.X-SHOE;TYPE=foo:42") == 1
    again = back(written(back(written(card))))
    assert ("X-SHOE", "item1.X-SHOE;TYPE=foo:42") in again.unknown


def test_what_kontor_says_itself_is_written_anew_and_not_kept() -> None:
    first = written(full(), own=[("RHYTHM", "B")])
    read = back(first)
    assert ("X-KONTOR-RHYTHM", "X-KONTOR-RHYTHM:B") in read.unknown
    assert "X-KONTOR-RHYTHM:B" not in written(read)
    assert "X-KONTOR-MET-ON:2020-05-01" in first


def test_every_line_is_at_most_75_octets_long() -> None:
    card = full()
    card.note = "ü" * 200 + "a" * 200
    text = written(card)
    assert max(len(line.encode()) for line in text.split("\r\n")) == FOLD
    assert back(text).note == card.note


def test_lines_end_with_carriage_return_and_line_feed_alone() -> None:
    text = written(full())
    assert text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert text.endswith("END:VCARD\r\n")
    assert text.replace("\r\n", "").count("\n") == 0


def test_another_program_reads_the_card() -> None:
    found = vobject.readOne(written(full()))
    assert found.fn.value == "Dr. Jörg von der Heide"
    assert found.n.value.family == "von der Heide"
    assert found.contents["org"][0].value == ["Heide & Söhne; Bau", "Einkauf"]


def test_ties_name_the_other_one_with_strength_and_how() -> None:
    other = "00000000-0000-4000-8000-000000000001"
    text = written(full(), ties=[Tie(other, 3, 'Chor "Süd"')], introduced_by=other)
    line = f"RELATED;TYPE=contact;X-STRENGTH=3;X-HOW=\"Chor ^'Süd^'\":urn:uuid:{other}"
    assert line in text.replace("\r\n ", "").split("\r\n")
    related = [(entry.kind, entry.value) for entry in back(text).related]
    assert related == [
        ("contact", f"urn:uuid:{other}"),
        ("referred-by", f"urn:uuid:{other}"),
    ]


def test_a_birthday_without_a_year_stays_so() -> None:
    card = Card("vcard", 0, 0, source_id=UID, display="A")
    card.birthday = PartialDate(3, 4)
    assert "BDAY:--0304\r\n" in written(card)
    assert back(written(card)).birthday == PartialDate(3, 4)


def test_when_it_was_changed_is_told_in_utc() -> None:
    moment = datetime(2026, 3, 2, 9, 5, 7, tzinfo=UTC)
    assert "REV:20260302T090507Z\r\n" in written(full(), revised=moment)


def test_a_job_that_has_ended_is_no_present_one() -> None:
    job = Job("Alt GmbH", "", "Azubi")
    text = written(full(), former=[(job, date(2001, 1, 1), date(2003, 1, 1))])
    assert (
        "X-KONTOR-FORMER-JOB;X-START=2001-01-01;X-END=2003-01-01:Alt GmbH;;Azubi"
        in text
    )
    assert job not in back(text).jobs


def test_columns_of_tables_go_out_as_lines_of_their_own() -> None:
    text = written(full(), columns=[('Lieblings"farbe"', "blau; grün")])
    line = "X-COLUMN;X-HEADING=\"Lieblings^'farbe^'\":blau\\; grün"
    assert line in text.split("\r\n")
    assert ("X-COLUMN", line) in back(text).unknown


def test_a_line_from_elsewhere_cannot_bring_another_line_along() -> None:
    card = full()
    card.unknown = [("X-A", "X-A:1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Eve"), ("", "")]
    assert written(card).count("BEGIN:VCARD\r\n") == 1
    assert back(written(card)).display == card.display


def test_a_parameter_cannot_bring_a_line_along() -> None:
    assert quoted('a"b^c\r\nd') == '"a^\'b^^c d"'


def test_escapes_are_those_of_the_standard() -> None:
    assert escaped("a,b;c\\d\r\ne\0") == "a\\,b\\;c\\\\d\\ne"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_folding_can_always_be_undone(text: str) -> None:
    line = "NOTE:" + "".join(c for c in text if c not in "\r\n")
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= FOLD for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


@given(
    note=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80),
    tag=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)
def test_any_text_comes_back(note: str, tag: str) -> None:
    card = Card("vcard", 0, 0, source_id=UID, display="A", note=note.strip())
    card.tags = [tag.strip()] if tag.strip() else []
    read = back(written(card))
    assert (read.note, read.tags) == (card.note, card.tags)
