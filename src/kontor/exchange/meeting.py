"""What a calendar says of one meeting, or a mailbox of one mail.

A mail is a meeting in writing: on its day somebody turned to somebody.
"""

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
    ``organizer`` is whoever sent a mail. ``source_id`` is the source's own id of
    them, where it tells people by that.
    """

    email: str
    name: str = ""
    status: str = ""
    kind: str = "person"
    organizer: bool = False
    source_id: str = ""


@dataclass(slots=True)
class Meeting:
    """One occurrence of an event (recurrences are already expanded), or one mail.

    Attributes:
        source_id: uid of the event and, for a recurring one, its own start, so
            that the same occurrence has the same id in every export; for a mail a
            hash of its own id.
        day: the day it began in the book's time zone.
        start: aware UTC moment, None for an all-day event.
        minutes: length, None for an all-day event.
        record, line: where the event stands in its file, both from 1.
        calendar: name of the calendar, where the file says so.
        secret: whoever wrote it down marked it as private or confidential.
        source: kind of source: "ical", "mail", "monica" or "linkedin".
        channel: of the touch, see ``Touch.Channel``; "" where the title tells.
        direction, note: of the touch, where the source says so.
        keeper: the mail address of whoever the file seems to belong to, by all
            that is in it; "" where nobody stands out.
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
    source: str = "ical"
    channel: str = ""
    keeper: str = ""
    direction: str = ""
    note: str = ""
