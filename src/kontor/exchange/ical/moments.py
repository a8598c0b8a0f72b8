"""Days and times as calendar files write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_WRITTEN = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)


def read_moment(text: str) -> date | datetime:
    """Read a day or time: aware where it names its offset, else without a zone.

    Raises:
        ValueError: it is neither.
    """
    # Some write the zone before the time, with a colon of its own.
    match = _WRITTEN.fullmatch(text.rpartition(":")[2].strip()) or _WRITTEN.fullmatch(
        text.strip()
    )
    if match is None:
        raise ValueError(text)
    day = date(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return day
    clock = time(int(match[4]), int(match[5]), min(int(match[6] or 0), 59))
    return datetime.combine(day, clock, _offset(match[7]))


def as_clock(moment: date | datetime) -> datetime:
    """Give the wall-clock time without its zone; midnight for a day."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time())


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Give the same moment in a zone; at the edge of time it stays as it is."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def as_utc(moment: datetime) -> datetime:
    """Give the same moment in UTC."""
    return in_zone(moment, UTC)


def after_until(until: date | datetime, zone: tzinfo | None) -> datetime:
    """Give the first wall-clock second that UNTIL no longer allows.

    Args:
        until: the last occurrence, included; a day means all of that day.
        zone: the zone of the event, None for an event of whole days.
    """
    if until.year == date.max.year:
        return datetime.max
    if not isinstance(until, datetime):
        return as_clock(until + _DAY)
    if zone is None:
        return as_clock(until.date() + _DAY)
    if until.tzinfo is not None:
        until = in_zone(until, zone)
    return as_clock(until) + _SECOND


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in "Zz":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)
