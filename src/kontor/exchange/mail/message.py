"""One mail: from whom, to whom, when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.exchange.card import Problem
from kontor.exchange.mail.addresses import addresses_in
from kontor.exchange.mail.fields import fields_of
from kontor.exchange.mail.moments import moment_of
from kontor.exchange.mail.personal import is_machine, why_not_personal
from kontor.exchange.meeting import Attendee, Meeting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kontor.exchange.mail.addresses import Address
    from kontor.exchange.mail.fields import Fields
    from kontor.exchange.mail.heads import Head
    from kontor.exchange.mail.moments import Days

SOURCE = "mail"
# With more it is a circular, not a mail between people (issue's word).
MOST_RECIPIENTS = 10
_SHOWN = 80


@dataclass(slots=True)
class Message:
    """A mail between people.

    Attributes:
        record: its number in the file, from 1.
        recipients: each once, by address; whoever has none is not among them.
    """

    record: int
    head: Head
    fields: Fields
    sender: Address
    recipients: list[Address]


def read_message(head: Head, record: int) -> Message | Problem:
    """Read a head; a mail that is none between people is a problem, "left_out"."""
    if head.trouble:
        return Problem(head.trouble, record, head.line)
    fields = fields_of(head.text)
    sender = _sender(fields)
    if code := why_not_personal(fields, sender.email if sender else ""):
        return Problem(code, record, head.line, "left_out")
    if sender is None:
        return Problem("mail-no-sender", record, head.line)
    named = {one.email or one.name: one for one in _recipients(fields)}
    if len(named) > MOST_RECIPIENTS:
        facts = {"count": str(len(named))}
        return Problem("mail-many", record, head.line, "left_out", facts)
    reached = [o for o in named.values() if o.email not in ("", sender.email)]
    people = [one for one in reached if not is_machine(one.email)]
    if reached and not people:
        return Problem("mail-automatic", record, head.line, "left_out")
    return Message(record, head, fields, sender, people)


def meeting_of(
    message: Message, names: Mapping[str, str], keeper: str, days: Days
) -> Meeting | Problem:
    """Give a mail as what it was: somebody turned to somebody, on a day.

    Args:
        names: of people by address, as the whole file tells them.
        keeper: see :class:`~kontor.exchange.meeting.Meeting`.
    """
    head, fields = message.head, message.fields
    moment = moment_of(fields, head.envelope, days)
    if moment is None:
        return _no_moment(message)
    people = [message.sender, *message.recipients]
    return Meeting(
        _source_id(message),
        message.record,
        head.line,
        moment.astimezone(days.zone).date(),
        moment,
        attendees=[
            Attendee(one.email, names.get(one.email, one.name), organizer=not number)
            for number, one in enumerate(people)
        ],
        source=SOURCE,
        channel="email",
        keeper=keeper,
    )


def _sender(fields: Fields) -> Address | None:
    values = (*fields.get("from", ()), *fields.get("sender", ()))
    found = (one for value in values for one in addresses_in(value) if one.email)
    return next(found, None)


def _recipients(fields: Fields) -> list[Address]:
    values = (*fields.get("to", ()), *fields.get("cc", ()))
    return [one for value in values for one in addresses_in(value)]


def _no_moment(message: Message) -> Problem:
    record, line = message.record, message.head.line
    written = " ".join(message.fields.get("date", ())[:1])
    if not written:
        return Problem("mail-no-date", record, line)
    return Problem("mail-bad-date", record, line, facts={"value": written[:_SHOWN]})


def _source_id(message: Message) -> str:
    """Give what tells a mail from any other, without saying what its id says.

    Some programs give the same id to all their mails, hence the sender.
    """
    fields = message.fields
    own = "".join(" ".join(fields.get("message-id", ())).split())
    if not own:
        own = "\n".join(
            value for name in ("date", "to", "cc") for value in fields.get(name, ())
        )
    whole = f"{message.sender.email}\n{own}".encode("utf-8", "replace")
    return hashlib.sha256(whole).hexdigest()[:40]
