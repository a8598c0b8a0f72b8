"""Short ids of people: the end of the uid, as long as nobody else's ends so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kontor.records.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

# Shorter ones could be somebody's name: Ada, Bea and Abbe are hexadecimal numbers.
SHORTEST, LONGEST = 8, 12
# Not the beginning: of those who came in one import it is the same.
_END = re.compile(rf"[0-9a-f]{{{SHORTEST},{LONGEST}}}")


def short_ids(book: int, uids: Sequence[str]) -> list[str]:
    """Give of each uid an end that no other in the book has, else all of it."""
    return [_short(book, uid) for uid in uids]


def whose_id(book: int, text: str) -> list[str]:
    """Find the uids of a book that end so; two at the most, none for a name."""
    end = text.strip().lower()
    if not _END.fullmatch(end):
        return []
    people = Person.objects.filter(book=book, uid__endswith=end)
    return [str(uid) for uid in people.values_list("uid", flat=True)[:2]]


def _short(book: int, uid: str) -> str:
    for length in (SHORTEST, LONGEST):
        if len(whose_id(book, uid[-length:])) < 2:
            return uid[-length:]
    return uid
