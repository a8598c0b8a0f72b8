"""Who took part in a meeting beside the owner, or why it does not count.

A mail is a meeting of whoever wrote it and each of those it went to: of the
others who got it, somebody who is written to knows nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kontor.core.connections.owner import own_address
from kontor.exchange.facts import clean_text
from kontor.lib.mail import mail_key
from kontor.lib.text import fold
from kontor.records.models import Touch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.meeting import Attendee, Meeting

CALENDAR, MAIL = "ical", "mail"
SOURCES = (CALENDAR, MAIL)
_Direction = Touch.Direction


@dataclass(slots=True)
class Attendance:
    """A meeting being looked at; ``why_not`` is the code of a reason to leave it.

    ``others`` are those who took part and can be told by their mail address.
    """

    meeting: Meeting
    source_id: str
    why_not: str = ""
    direction: str = _Direction.BOTH.value
    others: list[Attendee] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """Kind of source and its own id, by which the touch is found."""
        return self.meeting.source, self.source_id


def look_at(run: Run, meeting: Meeting) -> Attendance:
    """Find who took part beside the owner, or why it does not count."""
    entry = Attendance(meeting, clean_text(meeting.source_id)[:500])
    own = [a for a in meeting.attendees if _is_owner(run, a)]
    if meeting.source == MAIL:
        others = _in_mail(run, entry, own)
    else:
        others = _in_calendar(run, entry, own)
    shown = [a for a in others if not (run.skips and _is_secret(run, a))]
    # Somebody without an address cannot be told from a namesake.
    entry.others = [a for a in shown if mail_key(a.email)]
    if not entry.why_not:
        entry.why_not = _why_not(run, entry, others, shown)
    return entry


def learn_own(run: Run, meetings: Sequence[Meeting]) -> None:
    """Find out the owner's address, where the book knows none.

    A calendar called by a mail address is that of its owner; else they are on
    nearly every event or mail. What was only guessed is said in a note on the file.
    """
    if _knows_own(run) or not meetings:
        return
    named = {mail_key(m.calendar) for m in meetings if "@" in m.calendar} - {""}
    if named:
        run.own |= named
        return
    source, found = meetings[0].source, meetings[0].keeper
    if source == CALENDAR:
        events = {m.record: {mail_key(a.email) for a in m.attendees} for m in meetings}
        found = own_address([e - {""} for e in events.values() if len(e - {""}) > 1])
    if found:
        run.own.add(found)
        fact = {"code": f"{source}-own-address", "line": 0, "record": 0}
        run.notes.append({**fact, "facts": {"value": found}})


def _in_calendar(run: Run, entry: Attendance, own: list[Attendee]) -> list[Attendee]:
    meeting = entry.meeting
    if meeting.cancelled:
        entry.why_not = "ical-cancelled"
    elif run.skips and meeting.calendar in run.secret.calendars:
        entry.why_not = "confidential"
    elif run.skips and meeting.secret:
        entry.why_not = "ical-confidential"
    elif any(a.status == "declined" for a in own):
        entry.why_not = "ical-declined"
    return [
        a
        for a in meeting.attendees
        if a.kind == "person" and a.status != "declined" and a not in own
    ]


def _in_mail(run: Run, entry: Attendance, own: list[Attendee]) -> list[Attendee]:
    sender = next(a for a in entry.meeting.attendees if a.organizer)
    if sender in own:
        entry.direction = _Direction.OUT.value
        return [a for a in entry.meeting.attendees if a not in own]
    entry.direction = _Direction.IN.value
    if not own:
        known = _knows_own(run)
        entry.why_not = "mail-not-yours" if known else "mail-own-unknown"
    return [sender]


def _why_not(
    run: Run, entry: Attendance, others: list[Attendee], shown: list[Attendee]
) -> str:
    meeting = entry.meeting
    later = meeting.start is not None and meeting.start > run.moment
    if later or meeting.day > run.today:
        return f"{meeting.source}-future"
    if not others:
        return f"{meeting.source}-alone"
    if not shown:
        return "confidential"
    if not entry.others:
        return f"{meeting.source}-no-address"
    return "removed-before" if entry.source_id in run.gone.touches else ""


def _knows_own(run: Run) -> bool:
    return any("@" in key for key in run.own)


def _is_owner(run: Run, attendee: Attendee) -> bool:
    key = mail_key(attendee.email)
    if key in run.own:
        return True
    if attendee.name and fold(attendee.name) == run.own_name:
        run.own.add(key)
        return True
    return False


def _is_secret(run: Run, attendee: Attendee) -> bool:
    return attendee.email.rpartition("@")[2] in run.secret.domains
