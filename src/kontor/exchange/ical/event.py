"""One VEVENT as typed values, before its occurrences are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from icalendar.prop import vDuration

from kontor.exchange.ical.components import uid_of
from kontor.exchange.ical.lines import Property, decoded, parsed, plain
from kontor.exchange.ical.moments import as_utc, in_zone, read_moment
from kontor.exchange.ical.people import attendees

if TYPE_CHECKING:
    from kontor.exchange.ical.components import Component
    from kontor.exchange.ical.zones import Zones
    from kontor.exchange.meeting import Attendee

_LONGEST_TEXT = 500
_MOST_DATES = 10_000
_LONGEST_MINUTES = 60 * 24 * 31
# More than one is discouraged (RFC 5545, 3.8.5.3).
_MOST_RULES = 10
# Before it nobody kept a calendar on a computer; "no date" is often year 1.
_EARLIEST = 1900


class UnreadableEvent(ValueError):
    """An event without a start that can be used.

    ``code`` and ``facts`` are those of its :class:`Problem`.
    """

    def __init__(self, code: str, **facts: str) -> None:
        """Take a code of ``exchange.problems`` and what its sentence needs."""
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(slots=True)
class Calendar:
    """What a VCALENDAR says of all its events.

    Attributes:
        zone: for times without a zone of their own.
        utc_zone: for times in UTC, where the calendar says in which zone they
            were meant (X-WR-TIMEZONE): they repeat by that zone's clock.
    """

    zones: Zones
    zone: tzinfo
    utc_zone: tzinfo = UTC
    name: str = ""
    cancelled: bool = False


@dataclass(slots=True)
class Event:
    """One VEVENT: a meeting, a series of them, or one changed occurrence.

    Attributes:
        start: a day, or an aware time.
        minutes: length, None for whole days.
        extra: further starts (RDATE) and how long each lasts, None as usual.
        dropped: starts that do not take place (EXDATE).
        recurrence: the start it replaces in its series, None for a master.
        onward: the change holds for all later occurrences too.
        version: orders the versions of one event, the latest is the greatest.
        secret: its class is private or confidential.
        unknown_zone: the name of a zone nobody knows, "" if there is none.
    """

    uid: str
    record: int
    line: int
    calendar: str
    start: date | datetime
    minutes: int | None
    rules: list[str] = field(default_factory=list)
    extra: dict[date | datetime, int | None] = field(default_factory=dict)
    dropped: list[date | datetime] = field(default_factory=list)
    recurrence: date | datetime | None = None
    onward: bool = False
    version: tuple[int, str] = (0, "")
    title: str = ""
    place: str = ""
    people: list[Attendee] = field(default_factory=list)
    cancelled: bool = False
    secret: bool = False
    unknown_zone: str = ""

    @property
    def recurring(self) -> bool:
        """Tell whether it may take place more than once."""
        return bool(self.rules or self.extra)


def read_event(component: Component, calendar: Calendar) -> Event:
    """Read a VEVENT.

    Raises:
        UnreadableEvent: no start, or one that is no time.
    """
    return _Reader(component, calendar).event()


class _Reader:
    """The properties of one event, by name."""

    def __init__(self, component: Component, calendar: Calendar) -> None:
        self.component = component
        self.calendar = calendar
        self.zone = calendar.zone
        self.floating = False
        self.unknown_zone = ""
        self.props: dict[str, list[Property]] = {}
        for line in component.lines:
            prop = parsed(decoded(line))
            self.props.setdefault(prop.name, []).append(prop)

    def event(self) -> Event:
        start = self.start()
        event = Event(
            uid=uid_of(self.component),
            record=self.component.record,
            line=self.component.line,
            calendar=self.calendar.name,
            start=start,
            minutes=self.minutes(start),
            title=self.text("SUMMARY"),
            place=self.text("LOCATION"),
            people=attendees(self.all("ATTENDEE"), self.first("ORGANIZER")),
            version=(self.sequence(), self.text("DTSTAMP")),
            cancelled=self.cancelled(),
            secret=self.text("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"),
        )
        self.repeat(event)
        event.unknown_zone = self.unknown_zone
        return event

    def all(self, name: str) -> list[Property]:
        return self.props.get(name, [])

    def first(self, name: str) -> Property | None:
        found = self.props.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        prop = self.first(name)
        return plain(prop.value[: 4 * _LONGEST_TEXT])[:_LONGEST_TEXT] if prop else ""

    def sequence(self) -> int:
        text = self.text("SEQUENCE")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def cancelled(self) -> bool:
        status = self.text("STATUS").upper()
        return self.calendar.cancelled or status in ("CANCELLED", "CANCELED")

    def start(self) -> date | datetime:
        prop = self.first("DTSTART")
        if prop is None or not prop.value:
            raise UnreadableEvent(code="ical-no-start")
        try:
            start = self.moment(prop)
        except ValueError:
            start = date.min
        if start.year < _EARLIEST:
            raise UnreadableEvent(code="ical-bad-start", value=prop.value[:80])
        if isinstance(start, datetime):
            # Times of the same event without a zone are meant in this one.
            self.zone = start.tzinfo or self.zone
            prop_zone = prop.value.upper().endswith("Z") or "TZID" in prop.params
            self.floating = not prop_zone and self.calendar.utc_zone is UTC
            if self.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE":
                return start.date()
        return start

    def minutes(self, start: date | datetime) -> int | None:
        if not isinstance(start, datetime):
            return None
        try:
            if end := self.first("DTEND"):
                return _minutes(start, self.moment(end))
            if duration := self.first("DURATION"):
                return _minutes(start, duration.value)
        except (ValueError, OverflowError):
            return 0
        return 0

    def repeat(self, event: Event) -> None:
        """Read what makes the event one of several."""
        changed = self.first("RECURRENCE-ID")
        if changed and (moments := self.listed([changed])):
            event.recurrence = moments[0][0]
            event.onward = changed.params.get("RANGE", "").upper() == "THISANDFUTURE"
            return
        rules = self.all("RRULE")[:_MOST_RULES]
        event.rules = [prop.value for prop in rules if prop.value]
        event.dropped = [moment for moment, _ in self.listed(self.all("EXDATE"))]
        for moment, length in self.listed(self.all("RDATE")):
            event.extra[moment] = _period(moment, length)

    def listed(
        self, props: list[Property]
    ) -> list[tuple[date | datetime, date | datetime | str]]:
        """Read lists of moments and periods; what is none is skipped."""
        found: list[tuple[date | datetime, date | datetime | str]] = []
        for prop in props:
            for text in prop.value.split(","):
                start, _, end = text.strip().partition("/")
                try:
                    moment = self.moment(prop._replace(value=start))
                    length = self.length(prop, end)
                except ValueError:
                    continue
                if len(found) < _MOST_DATES and moment.year >= _EARLIEST:
                    found.append((moment, length))
        return found

    def length(self, prop: Property, end: str) -> date | datetime | str:
        if not end or end.upper().lstrip("+-").startswith("P"):
            return end
        return self.moment(prop._replace(value=end))

    def moment(self, prop: Property) -> date | datetime:
        """Read a moment; a time is put into the zone it was meant in."""
        moment = read_moment(prop.value)
        if not isinstance(moment, datetime):
            return moment
        if moment.tzinfo is UTC:
            if self.floating:
                # Only the clock on the wall can be meant.
                return moment.replace(tzinfo=self.zone)
            return in_zone(moment, self.calendar.utc_zone)
        if moment.tzinfo is not None:
            return moment
        return moment.replace(tzinfo=self.named_zone(prop.params.get("TZID", "")))

    def named_zone(self, name: str) -> tzinfo:
        if not name:
            return self.zone
        zone = self.calendar.zones.find(name)
        if zone is None:
            self.unknown_zone = self.unknown_zone or name[:80]
        return zone or self.zone


def _period(start: date | datetime, end: date | datetime | str) -> int | None:
    """Count the minutes of a period; None, as long as usual, where it says none."""
    try:
        return _minutes(start, end) if end else None
    except (ValueError, OverflowError):
        return None


def _minutes(start: date | datetime, end: date | datetime | str) -> int:
    """Count the minutes from a start to an end or over a duration.

    At least 0 and at most those of a month: no touch is longer.
    """
    if isinstance(end, str):
        length: timedelta = vDuration.from_ical(end)  # type: ignore[no-untyped-call]
    elif isinstance(start, datetime) and isinstance(end, datetime):
        # Two times of one zone would be subtracted by the clock on the wall.
        length = as_utc(end) - as_utc(start)
    else:
        return 0
    return max(0, min(length // timedelta(minutes=1), _LONGEST_MINUTES))
