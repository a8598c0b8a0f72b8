"""What a file holds, chunk by chunk, made ready to be matched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kontor.exchange.card import Card, Problem
from kontor.exchange.facts import Record, record_of
from kontor.exchange.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from datetime import date

    from kontor.exchange.read import Record as Read
    from kontor.exchange.read import Source

CHUNK = 500
# A chunk of records with pictures ends earlier: after so many letters.
MOST_LETTERS = 8 << 20


@dataclass(slots=True)
class Ready:
    """A chunk, each kind by itself; numbers keep the order of the file.

    Attributes:
        notes: problems that are no records of their own.
        read_bytes: how far the file has been read.
    """

    notes: Sequence[Problem]
    read_bytes: int
    people: list[tuple[int, Record]] = field(default_factory=list)
    others: list[tuple[int, Record]] = field(default_factory=list)
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many items there will be beside those of meetings."""
        return len(self.people) + len(self.others) + len(self.problems)


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read, and what its readers have to know.

    Attributes:
        zone: the book's time zone, such as ``Europe/Berlin``.
        today: the day in it.
        region: reads telephones without a country code, such as ``DE``.
    """

    source: Source
    zone: str
    today: date
    region: str


def read_chunks(task: Task) -> Generator[Ready, None, None]:
    """Read a file and make its records ready; no database is asked."""
    source = task.source
    notes: list[Problem] = []
    chunk: list[Read] = []
    size = 0
    for found in source.records(task.zone, task.today):
        if isinstance(found, Problem) and _is_note(found):
            notes.append(found)
            continue
        chunk.append(found)
        size += _size_of(found)
        if len(chunk) == CHUNK or size > MOST_LETTERS:
            yield _made_ready(chunk, notes, source.read_bytes, task.region)
            notes, chunk, size = [], [], 0
    yield _made_ready(chunk, notes, source.read_bytes, task.region)


def _made_ready(
    chunk: Sequence[Read], notes: Sequence[Problem], read_bytes: int, region: str
) -> Ready:
    ready = Ready(notes, read_bytes)
    for found in chunk:
        if isinstance(found, Meeting):
            ready.meetings.append(found)
        elif isinstance(found, Problem):
            ready.problems.append((ready.size, found))
        else:
            rows = ready.people if found.kind == "person" else ready.others
            rows.append((ready.size, record_of(found, region)))
    return ready


def _size_of(found: Read) -> int:
    return len(found.raw) if isinstance(found, Card) else 0


def _is_note(problem: Problem) -> bool:
    """Tell what is no record: it costs none, or it is about the whole file."""
    return problem.outcome == "noted" or not problem.record
