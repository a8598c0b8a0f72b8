"""All events of one UID as meetings: occurrences, changes, older versions."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING

from kontor.exchange.card import Problem
from kontor.exchange.ical.moments import as_clock, in_zone
from kontor.exchange.ical.occurrences import Marks, alike, key_of, starts_of
from kontor.exchange.ical.versions import latest_versions
from kontor.exchange.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kontor.exchange.ical.event import Event
    from kontor.exchange.ical.window import Window


def read_series(events: list[Event], window: Window) -> Iterator[Meeting | Problem]:
    """Give the meetings and problems of all events of one UID.

    Every event shows up as one meeting at least, or as exactly one problem that
    is not merely noted.
    """
    told: set[int] = set()
    ids: set[str] = set()
    for item in _all_of(events, window):
        if isinstance(item, Meeting):
            if item.source_id in ids:
                continue
            ids.add(item.source_id)
        elif item.outcome != "noted" and item.record in told:
            continue
        if isinstance(item, Meeting) or item.outcome != "noted":
            told.add(item.record)
        yield item
    for event in events:
        if event.record not in told:
            yield _left_out("ical-replaced", event)


def _all_of(events: list[Event], window: Window) -> Iterator[Meeting | Problem]:
    latest = latest_versions(events)
    changed = Marks()
    changed.add(change.recurrence for change in latest.changes if change.recurrence)
    for master in latest.masters:
        if code := _unwanted(master):
            yield _left_out(code, master)
        elif master.recurring or len(latest.masters) > 1:
            yield from _occurrences(master, latest.changes, changed, window)
        elif not changed.name(master.start):
            yield _single(master, window, master.uid)
    for change in latest.changes:
        yield _single(change, window, _source_id(change, change.recurrence))
    for change in latest.dropped:
        yield _left_out("ical-no-occurrence", change)


def _occurrences(
    master: Event, changes: list[Event], changed: Marks, window: Window
) -> Iterator[Meeting | Problem]:
    found = starts_of(master, changed, window)
    onward = _onward(changes)
    own = total = 0
    for start, length in found.starts.items():
        event, at = _told_by(master, onward, start)
        if not (_unwanted(event) or window.outside(at)):
            meeting = _meeting(event, at, window, _source_id(master, start))
            if length is not None and meeting.minutes is not None:
                meeting.minutes = length
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
        secret=event.secret,
    )


def _source_id(event: Event, start: date | datetime | None) -> str:
    key = key_of(start or event.start)
    form = "%Y%m%dT%H%M%SZ" if isinstance(key, datetime) else "%Y%m%d"
    return f"{event.uid}#{key.strftime(form)}"


def _left_out(code: str, event: Event) -> Problem:
    return Problem(code, event.record, event.line, "left_out")


def _noted(code: str, event: Event, **facts: str) -> Problem:
    return Problem(code, event.record, event.line, "noted", facts)
