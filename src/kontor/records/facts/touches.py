"""Who took part in touches, and when somebody was touched."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kontor.core.connections.strength import MOST_RECIPIENTS
from kontor.records.facts.rows import rows
from kontor.records.models import Participant

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

_TOUCHES = """
SELECT p.person_id, t.day, t.channel,
  t.channel <> 'email' OR %s >=
    (SELECT COUNT(*) FROM records_participant q WHERE q.touch_id = t.id)
FROM records_participant p JOIN records_touch t ON t.id = p.touch_id
WHERE p.person_id IN ({marks}) AND p.book_id = %s ORDER BY t.day, t.id
"""
# A note of a touch that somebody confidential shared may tell of them.
_LAST_NOTE = """
SELECT t.note FROM records_participant p JOIN records_touch t ON t.id = p.touch_id
WHERE p.person_id = %s AND p.book_id = %s AND t.note <> '' AND NOT EXISTS (
  SELECT 1 FROM records_participant q JOIN records_person o ON o.id = q.person_id
  WHERE q.touch_id = t.id AND o.discreet)
ORDER BY t.day DESC, t.id DESC LIMIT 1
"""


def took_part(book: int, touches: Collection[int]) -> dict[int, set[int]]:
    """Give the people of each touch of a book, by key."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Participant.objects.filter(book=book, touch__in=touches) if touches else ()
    for row in rows:
        found[row.touch_id].add(row.person_id)
    return found


def touches_of(book: int, people: Sequence[int]) -> list[tuple[int, date, str, bool]]:
    """List (person, day, channel, whether it counts) of every touch, by day.

    A mail to too many does not count: no tie comes of it.

    Args:
        book: whoever is in another one is passed over.
        people: keys, no more than 500.
    """
    if not people:
        return []
    sql = _TOUCHES.format(marks=", ".join(["%s"] * len(people)))
    found = rows(sql, MOST_RECIPIENTS, *people, book)
    return [(person, day, channel, bool(c)) for person, day, channel, c in found]


def last_note(book: int, person: int) -> str:
    """Give the latest note of a touch with somebody; "" where there is none."""
    return next((note for (note,) in rows(_LAST_NOTE, person, book)), "")
