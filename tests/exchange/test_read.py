from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontor.exchange import read as module
from kontor.exchange.card import Card, Problem
from kontor.exchange.meeting import Meeting
from kontor.exchange.read import Record, open_sources

TODAY = date(2026, 3, 2)
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Abt\r\nEND:VCARD\r\n"
TABLE = b"Name,Email\nAnna,a@abt.example\nBen,b@beck.example\n"
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"DTSTART:20260227T100000Z\r\nDTEND:20260227T110000Z\r\nSUMMARY:Talk\r\n"
    b"ATTENDEE;CN=Ben:mailto:ben@beck.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
MAIL = (
    b"Date: Fri, 27 Feb 2026 10:00:00 +0100\r\nFrom: Anna <a@abt.example>\r\n"
    b"To: Ben <ben@beck.example>\r\nMessage-ID: <1@abt.example>\r\n\r\nHello\r\n"
)
MAILBOX = b"From - Fri Feb 27 10:00:00 2026\r\n" + MAIL


def read(path: Path, name: str = "file") -> list[tuple[str, str, list[Record]]]:
    return [
        (source.name, source.format, list(source.records("Europe/Berlin", TODAY)))
        for source in open_sources(path, name)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "1"


@pytest.mark.parametrize(
    ("data", "format_", "kinds"),
    [
        (CARD, "vcard", [Card]),
        (TABLE, "csv", [Card, Card]),
        (CALENDAR, "ical", [Meeting]),
        (MAIL, "eml", [Meeting]),
        (MAILBOX * 2, "mbox", [Meeting, Meeting]),
    ],
)
def test_every_kind_comes_through_one_door(
    path: Path, data: bytes, format_: str, kinds: list[type]
) -> None:
    path.write_bytes(data)
    ((name, found, records),) = read(path, "dropped.bin")
    assert (name, found) == ("dropped.bin", format_)
    assert [type(record) for record in records] == kinds


@pytest.mark.parametrize(
    "data", [CARD, TABLE, CALENDAR, MAIL, MAIL + b"x" * 2_000_000, MAILBOX]
)
def test_a_source_tells_how_far_it_is(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    (source,) = open_sources(path, "file")
    assert (source.size, source.read_bytes) == (len(data), 0)
    list(source.records("Europe/Berlin", TODAY))
    assert source.read_bytes == source.size


def test_a_source_can_be_read_again(path: Path) -> None:
    path.write_bytes(TABLE)
    (source,) = open_sources(path, "file")
    first = list(source.records("Europe/Berlin", TODAY))
    assert list(source.records("Europe/Berlin", TODAY)) == first


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty-file"), (b"%PDF-1.4", "format-pdf"), (b"Hello.", "unknown-format")],
)
def test_a_file_of_no_use_is_one_problem(path: Path, data: bytes, code: str) -> None:
    path.write_bytes(data)
    ((_, _, records),) = read(path)
    assert records == [Problem(code, 0, 0)]


def test_a_file_that_is_gone_is_one_problem(path: Path) -> None:
    ((_, _, records),) = read(path)
    assert records == [Problem("unreadable", 0, 0)]


def test_the_files_of_an_archive_are_sources_of_their_own(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("people/Connections.csv", TABLE)
        archive.writestr("days.ics", CALENDAR)
        archive.writestr("index.html", "<html>")
    found = read(path, "all.zip")
    assert [(name, format_, len(records)) for name, format_, records in found] == [
        ("all.zip/people/Connections.csv", "csv", 2),
        ("all.zip/days.ics", "ical", 1),
        ("all.zip", "zip", 1),
    ]
    assert isinstance(found[1][2][0], Meeting)
    problem = found[2][2][0]
    assert isinstance(problem, Problem)
    assert (problem.code, problem.outcome) == ("zip-left-out", "noted")


def test_single_mails_of_a_folder_are_one_mailbox(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Maildir/cur/1,S=90:2,S", MAIL)
        archive.writestr("Maildir/new/2", MAIL.replace(b"<1@", b"<2@"))
        archive.writestr("old/one.eml", MAIL)
        archive.writestr("All mail.mbox", MAILBOX)
        archive.writestr("a.eml", MAIL)
        archive.writestr("b.eml", MAIL)
    found = read(path, "all.zip")
    assert [(name, format_, len(records)) for name, format_, records in found] == [
        ("all.zip/Maildir", "eml", 2),
        ("all.zip/old/one.eml", "eml", 1),
        ("all.zip", "eml", 2),
        ("all.zip/All mail.mbox", "mbox", 1),
    ]
    assert [getattr(record, "record", 0) for record in found[0][2]] == [1, 2]
    (source, *_) = open_sources(path, "all.zip")
    list(source.records("Europe/Berlin", TODAY))
    assert source.read_bytes == source.size == 2 * len(MAIL)


def test_a_damaged_mail_of_an_archive_costs_no_other(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for number in range(3):
            archive.writestr(
                f"cur/{number}", MAIL.replace(b"Hello", b"Hel%dlo" % number)
            )
    data = bytearray(path.read_bytes())
    at = data.index(b"Hel1lo")
    data[at : at + 3] = b"HEL"  # the check sum no longer fits
    path.write_bytes(data)
    (_, _, mails), (_, _, problems) = read(path, "all.zip")
    assert [type(record) for record in mails] == [Meeting, Meeting]
    assert problems == [Problem("zip-broken", 0, 0, facts={"name": "cur/1"})]


def test_a_member_tells_how_far_it_is(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("days.ics", CALENDAR)
    (source,) = open_sources(path, "all.zip")
    list(source.records("Europe/Berlin", TODAY))
    assert source.read_bytes == source.size == len(CALENDAR)


def test_a_member_damaged_further_down_keeps_what_came_before(path: Path) -> None:
    rows = b"".join(b"Person %d,p%d@x.example\n" % (i, i) for i in range(60_000))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", b"Name,Email\n" + rows)
    data = bytearray(path.read_bytes())
    at = data.index(b"Person 59990")
    data[at : at + 6] = b"PERSON"  # the check sum no longer fits
    path.write_bytes(data)
    ((_, _, records),) = read(path)
    assert sum(isinstance(record, Card) for record in records) > 50_000
    tail = [record for record in records if isinstance(record, Problem)]
    assert [(p.code, p.outcome) for p in tail] == [
        ("zip-broken", "failed"),
        ("rest-unread", "noted"),
    ]


def test_a_reader_that_fails_keeps_what_came_before(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(source: BinaryIO) -> Iterator[Card]:
        source.read(len(CARD) // 2)
        yield Card("vcard", 7, 30, display="Anna")
        msg = "no reader is perfect"
        raise RuntimeError(msg)

    monkeypatch.setattr(module, "read_vcards", failing)
    path.write_bytes(CARD)
    with caplog.at_level(logging.ERROR):
        ((_, _, records),) = read(path)
    assert [type(record) for record in records] == [Card, Problem, Problem]
    assert records[1] == Problem("unreadable", 8, 30)
    assert isinstance(records[2], Problem)
    assert records[2].code == "rest-unread"
    # Of the error its kind, never its words: they may be somebody's.
    assert "RuntimeError" in caplog.text


def test_reading_can_be_stopped_midway(path: Path) -> None:
    path.write_bytes(TABLE)
    (source,) = open_sources(path, "file")
    records = source.records("Europe/Berlin", TODAY)
    next(records)
    records.close()
    assert list(records) == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([b"", CARD, CALENDAR, TABLE, b"PK\x03\x04", b"BEGIN:VCALENDAR\n"]),
    st.binary(max_size=200),
)
def test_no_file_raises(path: Path, start: bytes, rest: bytes) -> None:
    path.write_bytes(start[: len(rest) * 3] + rest)
    for _, _, records in read(path):
        for record in records:
            assert isinstance(record, Card | Meeting | Problem)
            assert getattr(record, "code", "") not in {"unreadable", "rest-unread"}
