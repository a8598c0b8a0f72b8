"""A time zone as a calendar file describes it (VTIMEZONE)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
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
_MOST_RULES = 10
# At the edge of time there is no room for an offset. Some begin a zone in year 1.
_EARLIEST, _LATEST = datetime(2, 1, 1), datetime(9998, 12, 31)
_MOST_STEPS = 20_000
# A zone that tells its whole history has two rules without an end.
_MOST_STEPS_IN_ALL = 10 * _MOST_STEPS


class _Change(NamedTuple):
    at: datetime
    before: timedelta
    after: timedelta


@dataclass(slots=True)
class _Work:
    """How many steps may still be spent on one zone."""

    left: int = _MOST_STEPS_IN_ALL


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
    work = _Work()
    part: dict[str, list[str]] = {}
    for line in lines:
        prop = parsed(decoded(line))
        if prop.name == "BEGIN":
            part = {}
        elif prop.name == "END":
            changes += _changes_of(part, stop, work)
            # A part that ends without having begun does not hold the one before.
            part = {}
        else:
            part.setdefault(prop.name, []).append(prop.value)
    changes.sort()
    return ObservedZone(name, changes) if changes else None


def _changes_of(
    part: dict[str, list[str]], stop: datetime, work: _Work
) -> list[_Change]:
    try:
        before = _offset(part["TZOFFSETFROM"][0])
        after = _offset(part["TZOFFSETTO"][0])
        moments = _onsets(part, timezone(before), stop, work)
        return [_Change(moment - before, before, after) for moment in moments]
    except (KeyError, ValueError, OverflowError):
        return []


def _onsets(
    part: dict[str, list[str]], zone: timezone, stop: datetime, work: _Work
) -> list[datetime]:
    first = as_clock(read_moment(part["DTSTART"][0]))
    onsets = {first}
    for text in part.get("RRULE", [])[:_MOST_RULES]:
        rule = parse_rule(text)
        until = after_until(rule.until, zone) if rule.until else stop
        steps = max(1, min(_MOST_STEPS, work.left))
        found = expand(rule, first, Span(min(stop, until), _MOST_CHANGES, steps))
        work.left -= found.steps
        onsets.update(found.starts)
    for text in part.get("RDATE", []):
        for value in text.split(",")[:_MOST_CHANGES]:
            if value.strip():
                onsets.add(as_clock(read_moment(value.partition("/")[0])))
    return sorted({min(max(onset, _EARLIEST), _LATEST) for onset in onsets})


def _offset(text: str) -> timedelta:
    offset: timedelta = vUTCOffset.from_ical(text)  # type: ignore[no-untyped-call]
    return offset
