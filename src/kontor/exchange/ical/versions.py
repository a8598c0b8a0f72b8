"""Which versions of the events of one UID count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kontor.exchange.ical.occurrences import Marks, alike, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from kontor.exchange.ical.event import Event


class Latest(NamedTuple):
    """The events that count, and changes the series has dropped since."""

    masters: list[Event]
    changes: list[Event]
    dropped: list[Event]


def latest_versions(events: list[Event]) -> Latest:
    """Sort out the events of one UID; older versions are not in the answer.

    Exports of single occurrences give all of them the UID of the series, so
    events of one version with different starts are different meetings.
    """
    masters = [event for event in events if event.recurrence is None]
    top = max((event.version[0] for event in masters), default=0)
    masters = _newest((e.start, e) for e in masters if e.version[0] == top)
    changes = [event for event in events if event.recurrence is not None]
    for change in changes:
        if masters and change.recurrence:
            change.recurrence = alike(masters[0].start, change.recurrence)
    changes = _newest((change.recurrence or change.start, change) for change in changes)
    gone = Marks()
    for master in masters:
        gone.add(master.dropped)
    kept: list[Event] = []
    dropped: list[Event] = []
    for change in changes:
        later = bool(masters) and top > change.version[0]
        is_gone = later and gone.name(change.recurrence or change.start)
        (dropped if is_gone else kept).append(change)
    return Latest(masters, kept, dropped)


def _newest(events: Iterable[tuple[date | datetime, Event]]) -> list[Event]:
    newest: dict[date | datetime, Event] = {}
    for start, event in events:
        key = key_of(start)
        if key not in newest or event.version > newest[key].version:
            newest[key] = event
    return list(newest.values())
