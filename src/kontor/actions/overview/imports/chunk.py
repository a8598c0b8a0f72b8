"""A chunk of records, of whatever kind, to items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.actions.overview.imports.draft import Draft, of_problem
from kontor.actions.overview.imports.stage import stage_people
from kontor.actions.overview.imports.stage_meetings import keys_needed, stage_meetings
from kontor.actions.overview.imports.stage_noted import SOURCES as NOTED
from kontor.actions.overview.imports.stage_noted import stage_noted
from kontor.actions.overview.imports.stage_others import stage_others
from kontor.records import bulk
from kontor.records.models import Item

if TYPE_CHECKING:
    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.chunk import Ready


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
