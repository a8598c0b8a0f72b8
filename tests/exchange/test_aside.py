from __future__ import annotations

import logging
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kontor.exchange import aside as module
from kontor.exchange.aside import LARGE, Reading
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
MANY = 20 * CHUNK
Processes = list[subprocess.Popen[bytes]]


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> Processes:
    """Give every process that was begun."""
    begun: Processes = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return begun


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every file in a process of its own, however small."""
    monkeypatch.setattr(module, "LARGE", 1)


@pytest.fixture
def many(cards: Path) -> Path:
    """Give so many cards that no pipe holds what comes after the first chunk."""
    with cards.open("a", newline="") as more:
        for n in range(COUNT, MANY):
            more.write(CARD.format(n=n))
    return cards


def read(asked: Task) -> list[Ready]:
    with Reading(asked) as reading:
        return list(reading.chunks)


def task(path: Path) -> Task:
    (source,) = open_sources(path, "file")
    return Task(source, "Europe/Berlin", date(2026, 3, 2), "DE")


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "cards"
    people = "".join(CARD.format(n=n) for n in range(COUNT))
    path.write_text(people + FIRM + NOBODY, newline="")
    return path


def test_another_process_reads_the_very_same(cards: Path, aside: None) -> None:
    here, there = list(read_chunks(task(cards))), read(task(cards))
    assert there == here
    first, second = there
    assert (len(first.people), len(second.people)) == (CHUNK, COUNT - CHUNK)
    assert len(second.others) == len(second.problems) == 1
    record = second.people[-1][1]
    assert record.name.family == f"Möller{COUNT - 1}"
    assert record.facts["emails"][0]["key"] == f"anna{COUNT - 1}@moeller.example"


def test_meetings_cross_over_too(tmp_path: Path, aside: None) -> None:
    path = tmp_path / "calendar"
    path.write_text(MEETING, newline="")
    (there,) = read(task(path))
    assert there == next(read_chunks(task(path)))
    assert there.meetings[0].attendees[0].email == "ben@beck.example"


def test_only_a_large_file_takes_a_process(cards: Path, processes: Processes) -> None:
    small = task(cards)
    assert small.source.size < LARGE
    assert len(read(small)) == 2
    assert not processes
    with cards.open("a") as more:
        more.write("\r\n" * LARGE)
    assert len(read(task(cards))) == 2
    assert len(processes) == 1
    assert processes[0].returncode is not None


def test_a_process_that_is_killed_has_read_as_far_as_it_came(
    many: Path, processes: Processes, caplog: pytest.LogCaptureFixture
) -> None:
    with Reading(task(many)) as reading:
        found = [next(reading.chunks)]
        processes[0].kill()
        found += reading.chunks
    read = sum(ready.size for ready in found) - 1
    assert CHUNK <= read < MANY
    assert [p.code for _, p in found[-1].problems] == ["unreadable"]
    assert found[-1].problems[0][1].record == read + 1
    (note,) = found[-1].notes
    assert note.code == "rest-unread"
    assert 0 < int(note.facts["percent"]) < 100
    assert "ended early" in caplog.text


def test_a_process_that_gives_no_sign_is_ended(
    many: Path, processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Reading(task(many)) as reading:
        next(reading.chunks)
        processes[0].send_signal(signal.SIGSTOP)
        monkeypatch.setattr(module, "PATIENCE", 0.2)
        *_, last = reading.chunks
    assert [p.code for _, p in last.problems] == ["unreadable"]


def test_what_is_not_wanted_any_more_is_ended_though_somebody_waits_for_it(
    many: Path, processes: Processes
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with Reading(task(many)) as reading:
            assert next(reading.chunks).size == CHUNK
            processes[0].send_signal(signal.SIGSTOP)
            rest = pool.submit(list, reading.chunks)
        assert processes[0].returncode == -signal.SIGKILL
        assert rest.result(10)[-1].problems


def test_where_there_can_be_no_process_it_is_read_here(
    cards: Path, aside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*args: Any, **more: Any) -> None:
        raise OSError

    monkeypatch.setattr(subprocess, "Popen", none)
    assert read(task(cards)) == list(read_chunks(task(cards)))


def test_the_log_is_written_by_the_one_that_asked(
    cards: Path, aside: None, caplog: pytest.LogCaptureFixture
) -> None:
    asked = task(cards)
    cards.unlink()
    with caplog.at_level(logging.ERROR):
        (ready,) = read(asked)
    assert [p.code for _, p in ready.problems] == ["unreadable"]
    assert "reading a file of kind vcard stopped" in caplog.text


def test_a_chunk_with_large_pictures_ends_earlier(tmp_path: Path) -> None:
    picture = "QUFB" * 400_000
    card = CARD.replace("iVBORw0KGgo=", picture)
    path = tmp_path / "pictures"
    path.write_text("".join(card.format(n=n) for n in range(10)), newline="")
    # Of 1.6 million letters each the sixth goes beyond 8 MiB.
    assert [ready.size for ready in read_chunks(task(path))] == [6, 4]
