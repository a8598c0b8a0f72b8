"""Trades that a group wants to have, and who could take the seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.lib.text import fold
from kontor.records.models import Affiliation, Group, Membership, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.reports.groups.people import MemberLine

# So many candidates are shown for a seat.
CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Seat:
    """A trade that is wanted and has nobody; ``candidates`` do it and are known."""

    trade: str
    candidates: tuple[tuple[str, str], ...]


def empty_seats(group: Group, members: Sequence[MemberLine]) -> list[Seat]:
    """Find trades that are wanted and have nobody, and who of the book does them."""
    taken = {fold(one.trade) for one in members if one.trade}
    inside = {one.uid for one in members}
    return [
        Seat(trade, tuple(_doing(group.book_id, trade, inside)))
        for trade in group.seats
        if fold(trade) not in taken
    ]


def _doing(book: int, trade: str, inside: set[str]) -> list[tuple[str, str]]:
    wanted = fold(trade)
    jobs = Affiliation.objects.filter(book=book, end=None).exclude(role="")
    seats = Membership.objects.filter(book=book, until=None).exclude(trade="")
    keys = {key for key, role in jobs.values_list("person_id", "role")
            if wanted in fold(role)}  # fmt: skip
    keys |= {key for key, text in seats.values_list("person_id", "trade")
             if wanted in fold(text)}  # fmt: skip
    people = Person.objects.filter(
        pk__among=sorted(keys), is_owner=False, discreet=False, private=False
    ).order_by("-last_touch", "sort_name")
    rows = people.values_list("uid", "display")
    return [(str(uid), name) for uid, name in rows if str(uid) not in inside][
        :CANDIDATES
    ]
