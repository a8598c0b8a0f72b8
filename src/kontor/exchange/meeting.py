"""What a calendar file says of one past or coming meeting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(slots=True)
class Attendee:
    """Somebody named on a meeting; ``email`` is lower case, "" where unknown.

    ``status`` is "accepted", "declined", "tentative", "open" or "".
    ``kind`` is "person", "room" or "group".
    """

    email: str
    name: str = ""
    status: str = ""
    kind: str = "person"
    organizer: bool = False


@dataclass(slots=True)
class Meeting:
    """One occurrence of an event (recurrences are already expanded).

    Attributes:
        source_id: uid of the event and, for a recurring one, its own start, so
            that the same occurrence has the same id in every export.
        day: the day it began in the book's time zone.
        start: aware UTC moment, None for an all-day event.
        minutes: length, None for an all-day event.
        record, line: where the event stands in its file, both from 1.
        calendar: name of the calendar, where the file says so.
        secret: whoever wrote it down marked it as private or confidential.
    """

    source_id: str
    record: int
    line: int
    day: date
    start: datetime | None = None
    minutes: int | None = None
    title: str = ""
    place: str = ""
    attendees: list[Attendee] = field(default_factory=list)
    cancelled: bool = False
    recurring: bool = False
    calendar: str = ""
    secret: bool = False
