"""What no file may do, whatever is in it: the properties that fuzzing looks at.

They are looked at by ``tests/exchange/test_fuzz.py`` for a few seconds each time, and
by ``make fuzz`` for as long as wanted.
"""

from __future__ import annotations

import dataclasses
import logging
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date
from pathlib import Path

from kontor.core.errors import Invalid
from kontor.exchange.card import Card, PartialDate, Problem
from kontor.exchange.csv.choices import CHOICES, form_of
from kontor.exchange.csv.layout import Mapping
from kontor.exchange.csv.survey import survey
from kontor.exchange.csv.words import HEADINGS
from kontor.exchange.facts import record_of
from kontor.exchange.kontor.archive import Archive, is_book
from kontor.exchange.kontor.lines import head_of, rows_of
from kontor.exchange.meeting import Meeting
from kontor.exchange.problems import SENTENCES
from kontor.exchange.read import Record, Source, open_sources

ZONE, REGION, TODAY = "Europe/Berlin", "DE", date(2026, 3, 2)
# Processor seconds for 64 kB and for four thousand items.
SECONDS = 2.0
_UNIT = 65_536
# How much more may come out than goes in: items have empty fields, and say by words
# what is wrong with two bytes. A meeting that recurs is told a thousand times.
_GROWTH, _FOR_EACH, _BESIDES, _OCCURRENCES = 40, 1_000, 20_000, 1_000
# No touch is longer than a month.
_MINUTES = 60 * 24 * 31
_TABLE = "csv"
# All that can be said of a column.
_FORMS = ["", "-", *map(form_of, CHOICES), *HEADINGS]


class _Kept(logging.Handler):
    """What is written into the log, which only happens where nobody thought of it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(logging.Formatter().format(record))


@contextmanager
def _nothing_logged() -> Iterator[None]:
    kept, log = _Kept(), logging.getLogger("kontor")
    propagate, log.propagate = log.propagate, False
    log.addHandler(kept)
    try:
        yield
    except AssertionError as error:
        # What was logged says more of the reason.
        raise AssertionError("\n".join(map(str, (error, *kept.said)))) from error
    finally:
        log.removeHandler(kept)
        log.propagate = propagate
    assert not kept.said, "\n".join(kept.said)


def check(path: Path, seconds: float = SECONDS) -> Counter[str]:
    """Read a file through the front door and look at all that comes out.

    Args:
        path: the file.
        seconds: processor time that 64 kB may take.

    Returns:
        How many records were read, used, left out and have failed; and what kinds of
        sources there were, by name.

    Raises:
        AssertionError: a property does not hold.
    """
    counts: Counter[str] = Counter()
    with _nothing_logged():
        for source in open_sources(path, "file"):
            counts[source.format] += 1
            for one in (source, *_said_otherwise(source)):
                counts += _account_for(one, seconds)
        if is_book(path):
            counts["book"] += 1
            counts["rows"] += _read_book(path)
    return counts


def _said_otherwise(source: Source) -> Iterator[Source]:
    """Give a table as it is read when somebody says what its columns mean."""
    if source.format != _TABLE:
        return
    head = source.head()
    found = survey(head)
    if not found.columns:
        return
    guesses = tuple(column.guess for column in found.columns)
    chance = zlib.crc32(head)
    forms = tuple(_FORMS[(chance + 7 * n) % len(_FORMS)] for n in range(len(guesses)))
    for mapping in (
        Mapping(guesses, found.has_heading),
        Mapping(forms, chance % 2 > 0),
    ):
        yield dataclasses.replace(source, problems=[], mapping=mapping)


def _account_for(source: Source, seconds: float) -> Counter[str]:
    """Read a source to its end."""
    begun, told = time.process_time(), _Told()
    for found in source.records(ZONE, TODAY):
        told.add(found)
    took = time.process_time() - begun
    allowed = seconds * (1 + source.size / _UNIT + told.items / 4_000)
    if source.format == "ical":
        allowed += _for_rules(source) * seconds / SECONDS
    assert took < allowed, f"{source.format}: {took:.1f} s"
    assert source.read_bytes == source.size or source.problems or told.broken
    return told.counts(source)


def _for_rules(source: Source) -> float:
    """Give the seconds in which rules may be reckoned: a tenth each, twenty in all."""
    return min(source.path.read_bytes().upper().count(b"RRULE") / 10, 20)


class _Told:
    """What has been told of the records of a source."""

    def __init__(self) -> None:
        self.items = 0
        self.broken = False
        self.used: set[int] = set()
        self.refused: dict[int, str] = {}
        self.size = 0
        self.meetings = 0
        # By identity: what many share is there once. The texts are held, so that no
        # other comes to lie in the same place.
        self.seen: dict[int, object] = {}

    def add(self, found: Record) -> None:
        self.items += 1
        assert found.record >= 0
        assert found.line >= 0
        if isinstance(found, Problem):
            self._add_problem(found)
            return
        if isinstance(found, Card):
            assert found.record not in self.used
            _look_at_card(found)
            record = record_of(found, REGION)
            self.size += self._weigh(record) + self._weigh(record.facts)
        else:
            self.meetings += 1
            _look_at_meeting(found)
        assert found.record > 0
        self.used.add(found.record)
        self.size += self._weigh(found)

    def _add_problem(self, problem: Problem) -> None:
        _look_at_problem(problem)
        self.size += self._weigh(problem)
        self.broken = self.broken or problem.code in {"zip-broken", "json-broken"}
        if problem.outcome != "noted" and problem.record:
            assert problem.record not in self.refused
            self.refused[problem.record] = problem.outcome

    def counts(self, source: Source) -> Counter[str]:
        """Count, having seen that each record is told of once, and how much it is."""
        assert self.used.isdisjoint(self.refused)
        told = len(self.used) + len(self.refused)
        assert {*self.used, *self.refused} == set(range(1, told + 1))
        allowed = _GROWTH * source.size + _FOR_EACH * self.items + _BESIDES
        if source.format == "ical":
            assert self.meetings <= _OCCURRENCES * len(self.used)
        assert self.size <= allowed, f"{self.size} of {source.size}"
        return Counter(self.refused.values()) + Counter(
            {"read": told, "used": len(self.used)}
        )

    def _weigh(self, value: object) -> int:
        """Count characters, and see that each text can be kept."""
        if isinstance(value, str | bytes):
            if id(value) in self.seen:
                return 0
            self.seen[id(value)] = value
            if isinstance(value, str):
                value.encode()
                assert "\0" not in value, value[:200]
            return len(value)
        if isinstance(value, list | tuple):
            return 1 + sum(map(self._weigh, value))
        if isinstance(value, dict):
            return sum(map(self._weigh, (*value, *value.values())))
        if dataclasses.is_dataclass(value):
            parts = (getattr(value, field.name) for field in dataclasses.fields(value))
            return 1 + sum(map(self._weigh, parts))
        return 0


def _look_at_problem(problem: Problem) -> None:
    assert SENTENCES[problem.code].format(**problem.facts)
    assert problem.outcome in {"failed", "left_out", "noted"}
    # The net for what nobody thought of.
    assert problem.code != "unreadable", problem


def _look_at_card(card: Card) -> None:
    for problem in card.problems:
        _look_at_problem(problem)
        assert (problem.record, problem.line) == (card.record, card.line)
    if isinstance(card.birthday, PartialDate):
        day = card.birthday
        date(day.year if day.year is not None else 2000, day.month, day.day)
    for promise in card.promises:
        assert promise.text


def _look_at_meeting(meeting: Meeting) -> None:
    if meeting.source in {"ical", "mail"}:
        assert meeting.day <= TODAY
    assert meeting.source_id
    assert meeting.minutes is None or 0 <= meeting.minutes <= _MINUTES
    assert meeting.start is None or meeting.start.tzinfo is UTC
    for attendee in meeting.attendees:
        assert attendee.email == attendee.email.strip().lower()


def _read_book(path: Path) -> int:
    """Read the lines of a whole book, and the pictures they name."""
    rows = 0
    try:
        archive = Archive(path)
        try:
            with archive.lines() as stream:
                head_of(stream)
                for _, row in rows_of(stream):
                    rows += 1
                    if isinstance(name := row.get("data"), str):
                        archive.photo(name)
        finally:
            archive.close()
    except Invalid as refusal:
        assert refusal.text
    return rows
