"""A calendar file as raw components, one after the other.

The file is cut by its own BEGIN and END lines, so that one broken component
costs no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, BinaryIO

from kontor.exchange.ical.lines import decoded, unfolded

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENT = b"VEVENT"
ZONE = b"VTIMEZONE"
OTHERS = frozenset({b"VTODO", b"VJOURNAL", b"VFREEBUSY"})
_COMPONENTS = OTHERS | {EVENT, ZONE}
_CALENDAR = b"VCALENDAR"
_NAME = re.compile(rb"\s*([A-Za-z0-9-]+)\s*[;:]")
_EVENT_LINES = frozenset(
    b"UID DTSTART DTEND DURATION RECURRENCE-ID RRULE RDATE EXDATE SEQUENCE DTSTAMP"
    b" CLASS STATUS SUMMARY LOCATION ATTENDEE ORGANIZER"
    b" X-MICROSOFT-CDO-ALLDAYEVENT".split()
)
_ZONE_LINES = frozenset(
    b"TZID DTSTART TZOFFSETFROM TZOFFSETTO RRULE RDATE X-LIC-LOCATION".split()
)
_HEAD_LINES = frozenset(b"X-WR-CALNAME NAME X-WR-TIMEZONE METHOD".split())
_NO_LINES: frozenset[bytes] = frozenset()
# More lines than any meeting has; a bound for files made to fill the memory.
MOST_LINES = 5_000
_LONGEST_UID = 150


@dataclass(slots=True)
class Component:
    """A VEVENT, VTIMEZONE, VTODO, VJOURNAL or VFREEBUSY as it stands in the file.

    Attributes:
        name: upper case.
        calendar: number of the VCALENDAR it stands in, 0 outside of any.
        record: number among the events, tasks and notes of the file, from 1; 0
            for a VTIMEZONE.
        line: number of its BEGIN line, from 1.
        lines: its own content lines that a meeting needs; of a VTIMEZONE also
            the BEGIN and END lines of its parts.
        end: "closed", "open" (another component begins first) or "cut" (the
            file ends first).
        too_long: it has more lines than are kept.
    """

    name: bytes
    calendar: int
    record: int
    line: int
    lines: list[bytes] = field(default_factory=list)
    end: str = "closed"
    too_long: bool = False


@dataclass(slots=True)
class Head:
    """A line that belongs to the calendar itself (its name, its zone)."""

    calendar: int
    text: str


@dataclass(slots=True)
class Outline:
    """What the whole file looked like, known once it has been read.

    Attributes:
        calendars: number of VCALENDAR components.
        last_line: number of the last line with content.
        closed: False where the last VCALENDAR has no end.
    """

    calendars: int = 0
    last_line: int = 0
    closed: bool = True


def components(
    source: BinaryIO, outline: Outline | None = None
) -> Iterator[Component | Head]:
    """Yield the components of a file; ``outline`` is filled along the way."""
    return _Cutter(outline or Outline()).cut(source)


def uid_of(component: Component) -> str:
    """Name an event for good: its UID, or a digest of what it says.

    A UID of more than 150 characters is shortened to its start and a digest.
    """
    for line in component.lines:
        if line[:3].upper() == b"UID" and line[3:4] in b":; ":
            uid = decoded(line.partition(b":")[2]).strip()
            if len(uid) > _LONGEST_UID:
                return uid[: _LONGEST_UID - 33] + "~" + _digest([uid.encode()])
            if uid:
                return uid
    # Stamps change with every export, what the event says does not.
    told = (line for line in component.lines if not line.upper().startswith(b"DTSTAMP"))
    return "digest:" + _digest(sorted(told))


def _digest(lines: list[bytes]) -> str:
    return blake2b(b"\n".join(lines), digest_size=16).hexdigest()


class _Cutter:
    """Where we are in the file."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.current: Component | None = None
        self.wanted = _NO_LINES
        self.inner = 0
        self.records = 0

    def cut(self, source: BinaryIO) -> Iterator[Component | Head]:
        for number, line in unfolded(source):
            if match := _NAME.match(line):
                name, rest = match[1].upper(), line[match.end() :].strip().upper()
                if name == b"BEGIN":
                    yield from self.begin(rest, number)
                elif name == b"END":
                    yield from self.end(rest)
                elif self.current is None and name in _HEAD_LINES:
                    yield Head(self.outline.calendars, decoded(line))
                elif name in self.wanted:
                    self.keep(line)
            if line.strip():
                self.outline.last_line = number
        yield from self.close("cut")

    def begin(self, name: bytes, number: int) -> Iterator[Component]:
        if name == _CALENDAR:
            yield from self.close("open")
            self.outline.calendars += 1
            self.outline.closed = False
        elif name in _COMPONENTS:
            yield from self.close("open")
            self.open(name, number)
        elif self.current is not None:
            self.inner += 1
            if self.current.name == ZONE:
                self.keep(b"BEGIN:" + name)
            else:
                self.wanted = _NO_LINES

    def end(self, name: bytes) -> Iterator[Component]:
        if name == _CALENDAR:
            self.outline.closed = True
            yield from self.close("open")
        elif self.current is None:
            return
        elif name == self.current.name:
            yield from self.close("closed")
        elif self.current.name == ZONE:
            self.keep(b"END:" + name)
        else:
            self.inner = max(0, self.inner - 1)
            if not self.inner:
                self.wanted = _wanted_of(self.current.name)

    def open(self, name: bytes, number: int) -> None:
        self.records += name != ZONE
        record = 0 if name == ZONE else self.records
        self.current = Component(name, self.outline.calendars, record, number)
        self.wanted, self.inner = _wanted_of(name), 0

    def keep(self, line: bytes) -> None:
        if self.current is None:
            return
        if len(self.current.lines) < MOST_LINES:
            self.current.lines.append(line)
        else:
            self.current.too_long = True

    def close(self, end: str) -> Iterator[Component]:
        if self.current is not None:
            self.current.end = end
            yield self.current
        self.current, self.wanted = None, _NO_LINES


def _wanted_of(name: bytes) -> frozenset[bytes]:
    if name == EVENT:
        return _EVENT_LINES
    return _ZONE_LINES if name == ZONE else _NO_LINES
