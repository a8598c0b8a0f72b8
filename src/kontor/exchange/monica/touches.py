"""Calls, conversations and activities of Monica's to touches."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from kontor.exchange.card import Problem
from kontor.exchange.meeting import Attendee, Meeting
from kontor.exchange.monica.export import listed, properties, text
from kontor.exchange.monica.people import SOURCE, day_in
from kontor.exchange.monica.survey import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from kontor.exchange.monica.export import Piece
    from kontor.exchange.monica.survey import Survey

# Midnight is written where only the day is known.
_DAY_ONLY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]00:00:00(?:\.0+)?(?:Z|\+00:00)?)?")


def touches_with(
    piece: Piece, line: int, survey: Survey, zone: ZoneInfo
) -> Iterator[Meeting | Problem]:
    """Yield the calls and conversations with a contact; not numbered yet."""
    who = [Attendee("", name_of(piece), source_id=text(piece, "uuid"))]
    for call in listed(piece, "call"):
        said = properties(call)
        at = said.get("called_at")
        direction = "in" if said.get("contact_called") == 1 else "out"
        found = _touch(_own_id(call, who[0].source_id, at), line, at, zone)
        if isinstance(found, Meeting):
            found.channel, found.direction = "call", direction
            found.note, found.attendees = text(said, "content"), who
        yield found
    for talk in listed(piece, "conversation"):
        said = properties(talk)
        at = said.get("happened_at")
        found = _touch(_own_id(talk, who[0].source_id, at), line, at, zone)
        if isinstance(found, Meeting):
            by = survey.kinds.get(text(said, "contact_field_type"), "")
            found.channel = "email" if by == "email" else "message"
            # What was written is nobody's business but theirs.
            found.direction, found.attendees = _direction(said), who
        yield found


def activity_of(
    piece: Piece, line: int, survey: Survey, zone: ZoneInfo
) -> Meeting | Problem:
    """Make a touch of an activity; who took part is known from the survey."""
    said = properties(piece)
    own = text(piece, "uuid")
    at = said.get("happened_at")
    found = _touch(_own_id(piece, text(said, "summary"), at), line, at, zone)
    if isinstance(found, Problem):
        return found
    present = dict.fromkeys(survey.present.get(own, ()))
    found.attendees = [
        Attendee("", survey.names.get(who, ""), source_id=who)
        for who in present
        if who not in survey.own
    ]
    found.title = text(said, "summary")
    parts = (found.title, text(said, "description"))
    found.note = "\n\n".join(part for part in parts if part)
    found.direction = "both"
    return found


def _touch(own: str, line: int, at: Any, zone: ZoneInfo) -> Meeting | Problem:
    day = day_in(at)
    if day is None:
        return Problem("monica-no-day", 0, line)
    touch = Meeting(own, 0, line, day, source=SOURCE)
    moment = None if _DAY_ONLY.fullmatch(str(at)) else _moment(str(at))
    if moment is not None:
        touch.start, touch.day = moment, _day_of(moment, zone)
    return touch


def _day_of(moment: datetime, zone: ZoneInfo) -> date:
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        # The first or the last day there is.
        return moment.date()


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        # Monica keeps its times in UTC.
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _own_id(piece: Piece, whose: str, at: Any) -> str:
    """Give an entry's own id, else what tells it from others of the same person."""
    if own := text(piece, "uuid"):
        return own
    whole = "\n".join((whose, str(at), text(piece, "created_at")))
    return hashlib.md5(whole.encode(), usedforsecurity=False).hexdigest()


def _direction(said: Piece) -> str:
    messages = said.get("messages")
    by_me = {
        bool(properties(message).get("written_by_me"))
        for message in (messages if isinstance(messages, list) else ())
    }
    return "both" if len(by_me) != 1 else "out" if by_me.pop() else "in"
