"""A time zone as a calendar file describes it (VTIMEZONE)."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from icalendar.prop import vUTCOffset

from kontor.exchange.ical.expand import Span, expand
from kontor.exchange.ical.lines import decoded, parsed
from kontor.exchange.ical.moments import after_until, as_clock, read_moment
from kontor.exchange.ical.rule import parse_rule

_MOST_CHANGES = 500
_MOST_STEPS = 20_000


class _Change(NamedTuple):
    at: datetime
    before: timedelta
    after: timedelta


class ObservedZone(tzinfo):
    """A zone given by its changes of offset.

    A local time that does not exist is read with the offset before the change,
    one that exists twice is the first of the two (RFC 5545, 3.3.5).
    """

    def __init__(self, name: str, changes: list[_Change]) -> None:
        """Take the changes in UTC, earliest first; at least one."""
        self._name = name
        self._offsets = [changes[0].before, *(change.after for change in changes)]
        self._utc = [change.at for change in changes]
        steps = list(zip(self._utc, pairwise(self._offsets), strict=True))
        self._first = [at + max(around) for at, around in steps]
        self._second = [at + min(around) for at, around in steps]

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """Give the offset of a local time."""
        if dt is None:
            return None
        changes = self._second if dt.fold else self._first
        return self._offsets[bisect_right(changes, dt.replace(tzinfo=None))]

    def dst(self, dt: datetime | None) -> timedelta | None:
        """Say nothing of which part of the offset is summer time."""
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """Give the name the file has for the zone."""
        return self._name

    def fromutc(self, dt: datetime) -> datetime:
        """Turn a moment into local time."""
        utc = dt.replace(tzinfo=None)
        at = bisect_right(self._utc, utc)
        local = dt + self._offsets[at]
        again = at > 0 and local.replace(tzinfo=None) < self._first[at - 1]
        return local.replace(fold=int(again))


@lru_cache(maxsize=64)
def observed_zone(
    name: str, lines: tuple[bytes, ...], stop: datetime
) -> ObservedZone | None:
    """Build a zone from the lines of a VTIMEZONE, right until ``stop`` (no zone).

    Parts that cannot be read are skipped; None where none can.
    """
    changes: list[_Change] = []
    part: dict[str, list[str]] = {}
    for line in lines:
        prop = parsed(decoded(line))
        if prop.name == "BEGIN":
            part = {}
        elif prop.name == "END":
            changes += _changes_of(part, stop)
        else:
            part.setdefault(prop.name, []).append(prop.value)
    changes.sort()
    return ObservedZone(name, changes) if changes else None


def _changes_of(part: dict[str, list[str]], stop: datetime) -> list[_Change]:
    try:
        before = _offset(part["TZOFFSETFROM"][0])
        after = _offset(part["TZOFFSETTO"][0])
        moments = _onsets(part, timezone(before), stop)
        return [_Change(moment - before, before, after) for moment in moments]
    except (KeyError, ValueError, OverflowError):
        return []


def _onsets(
    part: dict[str, list[str]], zone: timezone, stop: datetime
) -> list[datetime]:
    first = as_clock(read_moment(part["DTSTART"][0]))
    onsets = {first}
    for text in part.get("RRULE", []):
        rule = parse_rule(text)
        until = after_until(rule.until, zone) if rule.until else stop
        span = Span(min(stop, until), _MOST_CHANGES, _MOST_STEPS)
        onsets.update(expand(rule, first, span).starts)
    for text in part.get("RDATE", []):
        for value in text.split(",")[:_MOST_CHANGES]:
            if value.strip():
                onsets.add(as_clock(read_moment(value.partition("/")[0])))
    return sorted(onsets)


def _offset(text: str) -> timedelta:
    offset: timedelta = vUTCOffset.from_ical(text)  # type: ignore[no-untyped-call]
    return offset
