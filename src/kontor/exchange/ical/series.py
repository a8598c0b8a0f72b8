"""All events of one UID as meetings: occurrences, changes, older versions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from kontor.exchange.card import Problem
from kontor.exchange.ical.moments import as_clock, as_utc
from kontor.exchange.ical.occurrences import Marks, starts_of
from kontor.exchange.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kontor.exchange.ical.event import Event
    from kontor.exchange.ical.window import Window


class _Series(NamedTuple):
    """The latest version of each event: masters, changes by what they replace."""

    masters: list[Event]
    changes: list[Event]
    outdated: list[Event]


def read_series(events: list[Event], window: Window) -> Iterator[Meeting | Problem]:
    """Give the meetings and problems of the events of one UID.

    Every event shows up as one meeting at least or as exactly one problem that
    is not just noted.
    """
    series = _sorted_out(events)
    for event in series.outdated:
        yield _left_out("ical-replaced", event)
    changed = Marks()
    changed.add(event.recurrence for event in series.changes if event.recurrence)
    several = len(series.masters) > 1
    for master in series.masters:
        if (code := _unwanted(master)) or not (master.recurring or series.changes):
            yield _single(master, window, several, code)
        else:
            yield from _occurrences(master, series.changes, changed, window)
    for change in series.changes:
        yield _single(change, window, True, _unwanted(change))
