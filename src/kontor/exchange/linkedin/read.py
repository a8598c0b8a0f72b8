"""Read LinkedIn's messages: each is one touch, or one problem."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kontor.exchange.card import Problem
from kontor.exchange.charset import decode_as, guess_charset
from kontor.exchange.csv.lines import read_lines, take_head
from kontor.exchange.csv.rows import read_rows
from kontor.exchange.linkedin.heading import columns_of
from kontor.exchange.linkedin.message import Message, Party, message_of
from kontor.exchange.meeting import Attendee, Meeting
from kontor.lib.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from kontor.exchange.linkedin.known import Known

SOURCE = "linkedin"
# With more it is an announcement.
MOST = 10
_SHARE = 0.6
_YOU = frozenset({"you", "sie", "du", "ich", "me"})
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Survey:
    """What has to be known before the first message.

    Attributes:
        many: conversations of more than ``MOST`` people.
        own: keys of the owner among those who take part.
    """

    many: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)


def read_messages(
    source: BinaryIO, known: Known, *, zone: str
) -> Iterator[Meeting | Problem]:
    """Yield a touch or a problem for each message; what was written is not kept.

    The file is read twice and never held as a whole.

    Args:
        source: the bytes of the file; it is gone back to the beginning of.
        known: what the rest of the archive tells.
        zone: the book's time zone.

    Raises:
        ZoneInfoNotFoundError: ``zone`` is not the name of a time zone.
    """
    where = ZoneInfo(zone)
    survey = _survey(_messages(source, where), known)
    source.seek(0)
    for record, found in enumerate(_messages(source, where), start=1):
        if isinstance(found, Problem):
            found.record = record
            yield found
        else:
            yield _settled(found, record, known, survey)


def _messages(source: BinaryIO, zone: ZoneInfo) -> Iterator[Message | Problem]:
    head = take_head(source)
    charset = guess_charset(head)
    delimiter, headings = columns_of(decode_as(head, charset))
    columns = {heading: place for place, heading in enumerate(headings)}
    rows = read_rows(read_lines(head, source, charset), delimiter, len(headings))
    next(rows, None)
    for row in rows:
        if "csv-too-long" in row.faults:
            yield Problem("csv-too-long", 0, row.line)
        elif any(map(str.strip, row.cells)):
            try:
                yield message_of(row, columns, zone)
            except Exception as error:
                # What a row says is not logged.
                _log.warning("a message could not be read: %s", type(error).__name__)
                yield Problem("unreadable", 0, row.line)


def _survey(messages: Iterator[Message | Problem], known: Known) -> Survey:
    """Find the conversations of many, and who the owner is.

    Where nothing else tells, it is whoever takes part in most conversations.
    """
    found = Survey(own=known.own_names | _YOU)
    parties: dict[str, set[int]] = {}
    talks: Counter[str] = Counter()
    for message in messages:
        if isinstance(message, Problem) or message.why_not:
            continue
        inside = parties.setdefault(message.conversation, set())
        for party in (message.sender, *message.recipients):
            if fold(party.name) in known.own_names:
                found.own.add(party.key)
            # A hash is enough, and what is beyond MOST does not matter.
            if party.key and hash(party.key) not in inside and len(inside) <= MOST:
                inside.add(hash(party.key))
                talks[party.key] += 1
        if len(inside) > MOST:
            found.many.add(message.conversation)
    _guess_owner(found, known, talks, len(parties))
    return found


def _guess_owner(found: Survey, known: Known, talks: Counter[str], count: int) -> None:
    if known.own_names or count < 2:
        return
    (first, most), *rest = [*talks.most_common(2), ("", 0)]
    if most > rest[0][1] and most >= _SHARE * count:
        found.own.add(first)


def _settled(
    message: Message, record: int, known: Known, survey: Survey
) -> Meeting | Problem:
    code = message.why_not
    if not code and message.conversation in survey.many:
        code = "linkedin-many"
    if code:
        facts = {"count": str(MOST)} if code == "linkedin-many" else {}
        return Problem(code, record, message.line, "left_out", facts)
    sent = _is_owner(message.sender, survey)
    others = [p for p in message.recipients if p.key and not _is_owner(p, survey)]
    to_owner = len(others) < len(message.recipients)
    if sent:
        direction, parties = "out", others
    else:
        direction = "in" if to_owner else ""
        # Of the others who got it, somebody who is written to knows nothing.
        parties = [message.sender, *(() if to_owner else others)]
    return Meeting(
        message.id,
        record,
        message.line,
        message.day,
        message.moment,
        attendees=[
            _attendee(p, known, sender=message.sender) for p in parties if p.key
        ],
        source=SOURCE,
        channel="message",
        direction=direction,
    )


def _is_owner(party: Party, survey: Survey) -> bool:
    return party.key in survey.own or fold(party.name) in survey.own


def _attendee(party: Party, known: Known, sender: Party) -> Attendee:
    profile = known.profile(party.url, party.name)
    own = party == sender
    return Attendee("", party.name, organizer=own, source_id=profile)
