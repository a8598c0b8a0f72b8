"""Read Monica's export: people, then what was done with them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kontor.exchange.card import Card, Problem
from kontor.exchange.monica.export import pieces, text
from kontor.exchange.monica.people import card_of
from kontor.exchange.monica.pull import BrokenJson, Pull
from kontor.exchange.monica.survey import Survey, survey_of
from kontor.exchange.monica.touches import activity_of, touches_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from kontor.exchange.meeting import Meeting

_log = logging.getLogger(__name__)
Record = Card | Problem


def read_monica(source: BinaryIO, *, zone: str) -> Iterator[Card | Meeting | Problem]:
    """Yield the contacts, calls, conversations and activities of an export.

    It is read twice and never held as a whole: ties, and who took part in what,
    stand behind the contacts.

    Args:
        source: the bytes of the file; it is gone back to the beginning of.
        zone: the book's time zone.

    Raises:
        ZoneInfoNotFoundError: ``zone`` is not the name of a time zone.
    """
    where = ZoneInfo(zone)
    survey = survey_of(Pull(source))
    source.seek(0)
    pull, number = Pull(source), 0
    try:
        for kind, line, piece in pieces(pull):
            for found in _records(kind, line, piece, survey, where):
                number += 1
                yield _numbered(found, number)
    except BrokenJson:
        yield Problem("json-broken", number + 1, pull.line)
    if survey.passed_over:
        counted = sorted(survey.passed_over.items())
        names = ", ".join(f"{kind} ({count})" for kind, count in counted)
        facts = {"names": names}
        yield Problem("monica-left-out", 0, 0, "noted", facts)


def _records(
    kind: str, line: int, piece: Any, survey: Survey, zone: ZoneInfo
) -> Iterator[Card | Meeting | Problem]:
    try:
        if kind == "contact":
            yield from _contact(piece, line, survey, zone)
        elif kind == "activity":
            yield activity_of(piece, line, survey, zone)
    except Exception:
        # One entry that breaks the reader costs no other.
        _log.exception("an entry at line %d broke the reader", line)
        yield Problem("unreadable", 0, line)


def _contact(
    piece: Any, line: int, survey: Survey, zone: ZoneInfo
) -> Iterator[Card | Meeting | Problem]:
    if text(piece, "uuid") in survey.own:
        yield Problem("monica-own", 0, line, "left_out")
        return
    card = card_of(piece, 0, line, survey)
    yield card
    if isinstance(card, Card):
        yield from touches_with(piece, line, survey, zone)


def _numbered(found: Card | Meeting | Problem, number: int) -> Card | Meeting | Problem:
    found.record = number
    if isinstance(found, Card):
        for problem in found.problems:
            problem.record = number
    return found
