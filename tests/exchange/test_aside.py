from __future__ import annotations

import itertools
import logging
import os
import signal
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kontor.exchange import aside as module
from kontor.exchange.aside import LARGE, chunks_of, read_aside
from kontor.exchange.chunk import CHUNK, Ready, Task, read_chunks
from kontor.exchange.read import open_sources

CARD = """BEGIN:VCARD\r
VERSION:3.0\r
N:Möller{n};Anna;;Dr.;\r
FN:Dr. Anna Möller{n}\r
EMAIL:anna{n}@moeller.example\r
X-LEDGER:{n}\r
PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=\r
END:VCARD\r
"""
FIRM = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN:Eller Druck\r\nEND:VCARD\r\n"
NOBODY = "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:\r\nEND:VCARD\r\n"
MEETING = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    "DTSTART:20260227T100000Z\r\nDTEND:20260227T110000Z\r\nSUMMARY:Talk\r\n"
    "ATTENDEE;CN=Ben:mailto:ben@beck.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
COUNT = CHUNK + 30


def task(path: Path) -> Task:
    (source,) = open_sources(path, "file")
    return Task(source, "Europe/Berlin", date(2026, 3, 2), "DE")


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "cards"
    people = "".join(CARD.format(n=n) for n in range(COUNT))
    path.write_text(people + FIRM + NOBODY, newline="")
    return path


def test_another_process_reads_the_very_same(cards: Path) -> None:
    here, there = list(read_chunks(task(cards))), list(read_aside(task(cards)))
    assert there == here
    first, second = there
    assert (len(first.people), len(second.people)) == (CHUNK, COUNT - CHUNK)
    assert len(second.others) == len(second.problems) == 1
    record = second.people[-1][1]
    assert record.name.family == f"Möller{COUNT - 1}"
    assert record.facts["emails"][0]["key"] == f"anna{COUNT - 1}@moeller.example"


def test_meetings_cross_over_too(tmp_path: Path) -> None:
    path = tmp_path / "calendar"
    path.write_text(MEETING, newline="")
    (there,) = read_aside(task(path))
    assert there == next(read_chunks(task(path)))
    assert there.meetings[0].attendees[0].email == "ben@beck.example"


def test_only_a_large_file_takes_a_process(
    cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Task] = []

    def noted(asked: Task) -> None:
        begun.append(asked)

    monkeypatch.setattr(module, "read_aside", noted)
    small = task(cards)
    assert small.source.size < LARGE
    assert len(list(chunks_of(small))) == len(begun) + 2
    with cards.open("a") as more:
        more.write("\r\n" * LARGE)
    chunks_of(task(cards))
    assert len(begun) == 1


def test_a_process_that_is_killed_has_read_as_far_as_it_came(
    cards: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    started: list[int] = []
    popen = module.subprocess.Popen

    class Watched(popen):  # type: ignore[type-arg, misc, valid-type]
        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, **more)
            started.append(self.pid)

    monkeypatch.setattr(module.subprocess, "Popen", Watched)
    # So large that the pipe cannot hold what comes after the first chunk.
    with cards.open("a", newline="") as more:
        for n in range(COUNT, 20 * CHUNK):
            more.write(CARD.format(n=n))
    chunks = read_aside(task(cards))
    found = [next(chunks)]
    os.kill(started[0], signal.SIGKILL)
    found += chunks
    read = sum(ready.size for ready in found) - 1
    assert CHUNK <= read < 20 * CHUNK
    assert [p.code for _, p in found[-1].problems] == ["unreadable"]
    assert found[-1].problems[0][1].record == read + 1
    (note,) = found[-1].notes
    assert note.code == "rest-unread"
    assert 0 < int(note.facts["percent"]) < 100
    assert "ended early" in caplog.text


def test_what_is_not_wanted_any_more_is_ended(cards: Path) -> None:
    with cards.open("a", newline="") as more:
        for n in range(COUNT, 20 * CHUNK):
            more.write(CARD.format(n=n))
    with closing(read_aside(task(cards))) as chunks:
        first: list[Ready] = list(itertools.islice(chunks, 1))
    assert first[0].size == CHUNK


def test_the_log_is_written_by_the_one_that_asked(
    cards: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asked = task(cards)
    cards.unlink()
    with caplog.at_level(logging.ERROR):
        (ready,) = read_aside(asked)
    assert [p.code for _, p in ready.problems] == ["unreadable"]
    assert "reading a file of kind vcard stopped" in caplog.text
