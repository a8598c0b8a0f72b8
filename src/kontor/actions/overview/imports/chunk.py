"""A chunk of records, of whatever kind, to items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kontor.actions.overview.imports.draft import Draft, of_problem
from kontor.actions.overview.imports.facts import Record, record_of
from kontor.actions.overview.imports.stage import stage_people
from kontor.actions.overview.imports.stage_meetings import keys_needed, stage_meetings
from kontor.actions.overview.imports.stage_noted import SOURCES as NOTED
from kontor.actions.overview.imports.stage_noted import stage_noted
from kontor.actions.overview.imports.stage_others import stage_others
from kontor.exchange.card import Problem
from kontor.exchange.meeting import Meeting
from kontor.records import bulk
from kontor.records.models import Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.read import Record as Read


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


def make_ready(
    chunk: Sequence[Read], notes: Sequence[Problem], read_bytes: int, region: str
) -> Ready:
    """Make a chunk ready to be matched; no database is asked.

    Args:
        region: reads telephones without a country code.
    """
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


def stage_chunk(run: Run, ready: Ready) -> list[tuple[int, Draft]]:
    """Make the items of a chunk, with their keys, in order."""
    keys = bulk.reserve(Item, ready.size + keys_needed(ready.meetings))
    found: list[tuple[int, Draft]] = [
        (keys[number], of_problem(problem)) for number, problem in ready.problems
    ]
    for stage, rows in ((stage_people, ready.people), (stage_others, ready.others)):
        if not rows:
            continue
        numbers = [keys[number] for number, _ in rows]
        drafts = stage(run, [record for _, record in rows], numbers)
        found += zip(numbers, drafts, strict=True)
    found.sort(key=lambda pair: pair[0])
    if ready.meetings:
        more = iter(keys[ready.size :])
        noted = [m for m in ready.meetings if m.source in NOTED]
        met = [m for m in ready.meetings if m.source not in NOTED]
        found += stage_meetings(run, met, more) if met else []
        found += stage_noted(run, noted, more) if noted else []
    return found
