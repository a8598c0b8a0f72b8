"""Which day: all ways a line may tell it, and which of them counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kontor.core.connections.line.dates import dates, no_dates
from kontor.core.connections.line.deadlines import deadlines
from kontor.core.connections.line.relative import relative_days
from kontor.core.connections.line.weekdays import weekdays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_LINK = re.compile(r",?\s+(?:(?:den|the|dem|on|am)\s+)?|\s*\(", re.IGNORECASE)

_BEFORE = re.compile(r"^(?:am|vom|den|bis|on|by|zum)\s+", re.IGNORECASE)


class DaySpot(NamedTuple):
    """A day found; ``past`` where the words themselves say that it lies back."""

    day: date
    start: int
    end: int
    past: bool


def find_days(
    text: str, today: date, *, ahead: bool = False, month_first: bool = False
) -> list[DaySpot]:
    """Find every day told, in the order of the text; of two readings the longer.

    Args:
        text: the text to search.
        today: the day it was written.
        ahead: what is meant lies ahead ("bis Freitag"); days gone by are left out.
        month_first: how "3/12" is read where both ways give a day.
    """
    spots = sorted(
        _all_days(text, today, ahead=ahead, month_first=month_first),
        key=lambda spot: (spot.start - spot.end, spot.start),
    )
    chosen: list[DaySpot] = []
    for spot in spots:
        free = all(spot.end <= c.start or c.end <= spot.start for c in chosen)
        if free and not (ahead and spot.day < today):
            chosen.append(spot)
    return _joined(text, sorted(chosen, key=lambda spot: spot.start))


class NoDaySpot(NamedTuple):
    """What is told as a day and is none in the calendar, and its words: "31.2."."""

    start: int
    end: int
    words: str


def find_no_days(
    text: str, spots: list[DaySpot], *, month_first: bool = False
) -> list[NoDaySpot]:
    """Find every day told that the calendar does not have.

    A day of the week before it belongs to it: of "Dienstag, 31.2." the Tuesday
    alone may well not be meant.

    Args:
        text: the text to search.
        spots: the days found in it.
        month_first: as for :func:`find_days`.
    """
    found: list[NoDaySpot] = []
    for start, end in sorted(no_dates(text, month_first=month_first)):
        taken: list[DaySpot | NoDaySpot] = [*spots, *found]
        if all(end <= spot.start or spot.end <= start for spot in taken):
            linked = (s for s in spots if _LINK.fullmatch(text, s.end, start))
            first = next(linked, None)
            start = first.start if first else start
            found.append(NoDaySpot(start, end, _BEFORE.sub("", text[start:end])))
    return found


def _joined(text: str, spots: list[DaySpot]) -> list[DaySpot]:
    """Make one of a day of the week and the date behind it; the date counts."""
    joined: list[DaySpot] = []
    for spot in spots:
        before = joined[-1] if joined else None
        if before and _LINK.fullmatch(text, before.end, spot.start):
            joined[-1] = DaySpot(spot.day, before.start, spot.end, before.past)
        else:
            joined.append(spot)
    return joined


def _all_days(
    text: str, today: date, *, ahead: bool, month_first: bool
) -> Iterator[DaySpot]:
    for day, start, end, past in relative_days(text, today):
        yield DaySpot(day, start, end, past)
    for day, start, end in deadlines(text, today, ahead=ahead):
        yield DaySpot(day, start, end, past=False)
    for day, start, end, past in weekdays(text, today, ahead=ahead):
        yield DaySpot(day, start, end, past)
    for day, start, end in dates(text, today, ahead=ahead, month_first=month_first):
        yield DaySpot(day, start, end, past=False)
