"""Writing iCalendar (RFC 5545): what was, what is promised, and birthdays.

Nobody is written as an attendee: a calendar program that takes the file in shall
not invite anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from kontor.exchange.vcard.write import FOLD, escaped, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

CALENDAR_END = b"END:VCALENDAR\r\n"
_PIECES = 200
_BEFORE_ALL = 2000  # a leap year, for a birthday without a year


@dataclass(slots=True)
class Happening:
    """Something that took place.

    Attributes:
        uid: the same in every file.
        made: when it was noted, aware UTC.
        start: aware UTC where the hour is known.
    """

    uid: str
    made: datetime
    day: date
    title: str
    start: datetime | None = None
    minutes: int | None = None
    place: str = ""
    note: str = ""
    category: str = ""


@dataclass(slots=True)
class Due:
    """Something to be done, by a day or some time; ``done_on`` is when it was."""

    uid: str
    made: datetime
    title: str
    due: date | None = None
    done_on: date | None = None
    note: str = ""


@dataclass(slots=True)
class Yearly:
    """A birthday; the year may be unknown."""

    uid: str
    made: datetime
    title: str
    month: int
    day: int
    year: int | None = None


Entry = Happening | Due | Yearly


def calendar_head(name: str, zone: str) -> bytes:
    """Write the beginning of a calendar.

    Args:
        name: what it is called.
        zone: such as ``Europe/Berlin``; programs that show it may want to know.
    """
    return _written([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kontor//Kontor//EN",
        "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(name)}",
        f"X-WR-TIMEZONE:{escaped(zone)}",
    ])  # fmt: skip


def entries_bytes(entries: Iterable[Entry]) -> bytes:
    """Write some entries of a calendar."""
    return _written([line for entry in entries for line in _lines(entry)])


def write_calendar(name: str, zone: str, entries: Iterable[Entry]) -> Iterator[bytes]:
    """Write a calendar, some entries at a time."""
    yield calendar_head(name, zone)
    left = iter(entries)
    while some := list(islice(left, _PIECES)):
        yield entries_bytes(some)
    yield CALENDAR_END


def _written(lines: list[str]) -> bytes:
    # A line this short is no longer in octets than one may be, in whatever letters.
    whole = [folded(line) if len(line) > FOLD // 4 else line for line in lines]
    return "".join([line + "\r\n" for line in whole]).encode("utf-8", "replace")


def _lines(entry: Entry) -> list[str]:
    if isinstance(entry, Happening):
        return _event(entry)
    if isinstance(entry, Due):
        return _todo(entry)
    return _birthday(entry)


def _event(entry: Happening) -> list[str]:
    lines = [
        "BEGIN:VEVENT", f"UID:{entry.uid}", f"DTSTAMP:{_moment(entry.made)}",
        *_span(entry), f"SUMMARY:{escaped(entry.title)}",
    ]  # fmt: skip
    if entry.place:
        lines.append(f"LOCATION:{escaped(entry.place)}")
    if entry.note:
        lines.append(f"DESCRIPTION:{escaped(entry.note)}")
    if entry.category:
        lines.append(f"CATEGORIES:{escaped(entry.category)}")
    # It takes nobody's time any more.
    lines += ["CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT"]
    return lines


def _span(entry: Happening) -> list[str]:
    if entry.start is None:
        # A day without an end is one whole day.
        return [f"DTSTART;VALUE=DATE:{_day(entry.day)}"]
    length = [f"DURATION:PT{entry.minutes}M"] if entry.minutes else []
    return [f"DTSTART:{_moment(entry.start)}", *length]


def _todo(entry: Due) -> list[str]:
    lines = [
        "BEGIN:VTODO", f"UID:{entry.uid}", f"DTSTAMP:{_moment(entry.made)}",
        f"SUMMARY:{escaped(entry.title)}",
    ]  # fmt: skip
    if entry.due:
        lines.append(f"DUE;VALUE=DATE:{_day(entry.due)}")
    if entry.note:
        lines.append(f"DESCRIPTION:{escaped(entry.note)}")
    if entry.done_on:
        # The standard wants an hour, which nobody has noted.
        lines += ["STATUS:COMPLETED", f"COMPLETED:{_day(entry.done_on)}T000000Z"]
    else:
        lines.append("STATUS:NEEDS-ACTION")
    return [*lines, "CLASS:PRIVATE", "END:VTODO"]


def _birthday(entry: Yearly) -> list[str]:
    rule = "RRULE:FREQ=YEARLY"
    if (entry.month, entry.day) == (2, 29):
        # In other years it is the last day of the month.
        rule += ";BYMONTH=2;BYMONTHDAY=-1"
    year = entry.year or _BEFORE_ALL
    return [
        "BEGIN:VEVENT", f"UID:{entry.uid}", f"DTSTAMP:{_moment(entry.made)}",
        f"DTSTART;VALUE=DATE:{year:04}{entry.month:02}{entry.day:02}", rule,
        f"SUMMARY:{escaped(entry.title)}", "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]  # fmt: skip


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


# What came in one import was noted at one moment.
@lru_cache(maxsize=256)
def _moment(moment: datetime) -> str:
    text = moment.astimezone(UTC).isoformat()[:19]
    return f"{text.replace('-', '').replace(':', '')}Z"
