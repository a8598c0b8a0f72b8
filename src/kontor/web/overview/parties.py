"""Whom a log line is about, as the keeper answered for each name of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kontor.reports.overview.log import party_named
from kontor.web.forms.whom import is_uid
from kontor.web.hand import today_in

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kontor.reports.accounts.books import BookView
    from kontor.reports.overview.log import Party, Reading

NEW = "new"
# The line named somebody who was not there after all.
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Answers:
    """Who is meant.

    Attributes:
        reading: the line with what was answered as its chosen ones.
        uids: of those who are in the book; ``new``: names of those who are not yet.
        complete: whether there is an answer for every name, and at least one person.
    """

    reading: Reading
    uids: list[str]
    new: list[str]
    complete: bool


def with_named(reading: Reading, request: HttpRequest, book: BookView) -> Reading:
    """Put the name from the field in the place of those the line has not."""
    who = request.POST.get("who", "").strip()
    if reading.parties or not who:
        return reading
    party = party_named(book.id, who, today=today_in(book))
    return replace(reading, parties=(party,))


def answers_in(reading: Reading, request: HttpRequest) -> Answers:
    """Read the answers; a name without one stays as the line was read."""
    parties = [
        _answered(party, request, number)
        for number, party in enumerate(reading.parties)
    ]
    meant = [party for party in parties if party.chosen != NOBODY]
    return Answers(
        reading=replace(reading, parties=tuple(parties)),
        uids=[party.chosen for party in meant if is_uid(party.chosen)],
        new=[party.written for party in meant if party.chosen == NEW],
        complete=bool(meant) and all(party.chosen for party in meant),
    )


def _answered(party: Party, request: HttpRequest, number: int) -> Party:
    answer = request.POST.get(f"person-{number}", "")
    name = request.POST.get(f"name-{number}", "").strip() or party.written
    if is_uid(answer) or answer == NOBODY:
        return replace(party, chosen=answer)
    if answer == NEW:
        return replace(party, chosen=NEW, written=name)
    # A name from the field that nobody has yet wants a nod of its own.
    return replace(party, chosen="" if party.chosen == NEW else party.chosen)
