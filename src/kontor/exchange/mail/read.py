"""Read mailboxes and single mails: who wrote to whom, and when."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kontor.exchange.card import Problem
from kontor.exchange.mail.message import Message, meeting_of, read_message
from kontor.exchange.mail.moments import Days
from kontor.exchange.mail.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kontor.exchange.mail.heads import Head
    from kontor.exchange.meeting import Meeting

_log = logging.getLogger(__name__)


def read_mails(
    heads: Callable[[], Iterator[Head]], *, zone: str, today: date
) -> Iterator[Meeting | Problem]:
    """Read the mails of a mailbox; each is one meeting or one problem.

    They are read twice and never held as a whole. A mail that is none between
    people (a list's, a program's, one to many) is a problem whose outcome is
    "left_out"; one that does not say by whom or when has failed.

    Args:
        heads: gives them from the first to the last, each time it is called.
        zone: the book's time zone.
        today: in it; a later date cannot be right.

    Raises:
        ZoneInfoNotFoundError: ``zone`` is not the name of a time zone.
    """
    days, survey = Days(ZoneInfo(zone), today), Survey()
    for head in heads():
        found = _message(head, 0)
        if isinstance(found, Message):
            survey.add(found)
    keeper = survey.keeper
    for record, head in enumerate(heads(), 1):
        found = _message(head, record)
        if isinstance(found, Message):
            yield meeting_of(found, survey.names, keeper, days)
        else:
            yield found


def _message(head: Head, record: int) -> Message | Problem:
    try:
        return read_message(head, record)
    except Exception as error:
        # One mail made to break this costs no other; what it says is not logged.
        _log.warning("a mail could not be read: %s", type(error).__name__)
        return Problem("unreadable", record, head.line)
