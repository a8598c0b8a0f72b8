"""All events of one UID as meetings: occurrences, changes, older versions."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kontor.exchange.card import Problem
from kontor.exchange.ical.moments import as_clock, in_zone
from kontor.exchange.ical.occurrences import Marks, alike, key_of, starts_of
from kontor.exchange.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kontor.exchange.ical.event import Event
    from kontor.exchange.ical.window import Window


class _Series(NamedTuple):
    """The latest versions: masters, changed occurrences, and what they replace."""

    masters: list[Event]
    changes: list[Event]
    outdated: list[Event]


def read_series(events: list[Event], window: Window) -> Iterator[Meeting | Problem]:
    """Give the meetings and problems of all events of one UID.

    Every event shows up as one meeting at least, or as exactly one problem that
    is not merely noted.
    """
    if len(events) == 1 and not events[0].recurring and not events[0].recurrence:
        yield _single(events[0], window, events[0].uid)
        return
    series = _latest(events)
    for event in series.outdated:
        yield _left_out("ical-replaced", event)
    for master in series.masters:
        if code := _unwanted(master):
            yield _left_out(code, master)
        else:
            yield from _occurrences(master, series.changes, window)
    for change in series.changes:
        if _dropped_later(change, series.masters):
            yield _left_out("ical-no-occurrence", change)
        else:
            start = change.recurrence or change.start
            yield _single(change, window, _source_id(change, start))


def _latest(events: list[Event]) -> _Series:
    masters = [event for event in events if event.recurrence is None]
    # Exports of single occurrences give all of them the UID of the series, so
    # equal versions with different starts are different meetings.
    top = max((event.version[0] for event in masters), default=0)
    current = [event for event in masters if event.version[0] == top]
    kept = _newest((key_of(event.start), event) for event in current)
    changes = [event for event in events if event.recurrence is not None]
    for change in changes:
        if kept and change.recurrence:
            change.recurrence = alike(kept[0].start, change.recurrence)
    changed = _newest((key_of(e.recurrence or e.start), e) for e in changes)
    used = {event.record for event in kept + changed}
    return _Series(kept, changed, [e for e in events if e.record not in used])


def _newest(events: Iterable[tuple[date | datetime, Event]]) -> list[Event]:
    newest: dict[date | datetime, Event] = {}
    for key, event in events:
        if key not in newest or event.version > newest[key].version:
            newest[key] = event
    return list(newest.values())


def _occurrences(
    master: Event, changes: list[Event], window: Window
) -> Iterator[Meeting | Problem]:
    changed = Marks()
    changed.add(change.recurrence for change in changes if change.recurrence)
    found = starts_of(master, changed, window)
    onward = _onward(changes)
    own = total = 0
    for start, length in found.starts.items():
        event, at = _told_by(master, onward, start)
        if not (_unwanted(event) or window.outside(at)):
            minutes = event.minutes if length is None else length
            meeting = _meeting(event, at, window, _source_id(master, start))
            meeting.minutes = minutes if isinstance(at, datetime) else None
            yield meeting
            own += event is master
            total += 1
    window.occurrences -= total
    if found.cut and total:
        yield _noted("ical-too-many", master, count=str(total))
    if found.bad_rule:
        yield _noted("ical-bad-rule", master)
    if not own:
        code = window.outside(master.start) if not found.starts else ""
        yield _left_out(code or "ical-no-occurrence", master)


def _onward(changes: list[Event]) -> list[tuple[date | datetime, Event]]:
    """List the changes "this and future" by the first occurrence they hold for."""
    onward = {
        key_of(change.recurrence): change
        for change in changes
        if change.onward and change.recurrence
    }
    return sorted(onward.items(), key=itemgetter(0))


def _told_by(
    master: Event, onward: list[tuple[date | datetime, Event]], start: date | datetime
) -> tuple[Event, date | datetime]:
    """Find which event an occurrence is told by, and when it begins.

    A change "this and future" holds for all occurrences after it, and moves
    them by as much as it was moved itself (RFC 5545, 3.8.4.4).
    """
    at = bisect_right(onward, key_of(start), key=itemgetter(0))
    if not at:
        return master, start
    change = onward[at - 1][1]
    return change, _moved(change, start)


def _dropped_later(change: Event, masters: list[Event]) -> bool:
    """Tell whether a later version of the series drops a changed occurrence."""
    dropped = Marks()
    for master in masters:
        if master.version[0] > change.version[0]:
            dropped.add(master.dropped)
    return dropped.name(change.recurrence or change.start)


def _moved(change: Event, start: date | datetime) -> date | datetime:
    old, new = change.recurrence, change.start
    if not (
        isinstance(old, datetime)
        and isinstance(new, datetime)
        and isinstance(start, datetime)
        and new.tzinfo
    ):
        day = as_clock(start).date() + (
            as_clock(new).date() - as_clock(old or new).date()
        )
        return alike(new, day)
    shift = as_clock(new) - as_clock(in_zone(old, new.tzinfo))
    clock = as_clock(in_zone(start, new.tzinfo)) + shift
    return clock.replace(tzinfo=new.tzinfo)


def _single(event: Event, window: Window, source_id: str) -> Meeting | Problem:
    code = _unwanted(event) or window.outside(event.start)
    if code:
        return _left_out(code, event)
    meeting = _meeting(event, event.start, window, source_id)
    meeting.recurring = event.recurrence is not None
    return meeting


def _unwanted(event: Event) -> str:
    if event.cancelled:
        return "ical-cancelled"
    others = any(person.kind != "room" for person in event.people)
    return "" if others else "ical-alone"


def _meeting(
    event: Event, start: date | datetime, window: Window, source_id: str
) -> Meeting:
    return Meeting(
        source_id=source_id,
        record=event.record,
        line=event.line,
        day=window.day_of(start),
        start=start.astimezone(UTC) if isinstance(start, datetime) else None,
        minutes=event.minutes,
        title=event.title,
        place=event.place,
        attendees=list(event.people),
        recurring=True,
        calendar=event.calendar,
    )


def _source_id(event: Event, start: date | datetime) -> str:
    key = key_of(start)
    form = "%Y%m%dT%H%M%SZ" if isinstance(key, datetime) else "%Y%m%d"
    return f"{event.uid}#{key.strftime(form)}"


def _left_out(code: str, event: Event) -> Problem:
    return Problem(code, event.record, event.line, "left_out")


def _noted(code: str, event: Event, **facts: str) -> Problem:
    return Problem(code, event.record, event.line, "noted", facts)
