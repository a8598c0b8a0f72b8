"""Groups, who is in them and who came, read with few words.

A row is a tuple in the order of the columns named; days and uids are made plain by
whoever asks (``records.facts.rows``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Max, Sum

from kontor.core.groups.segments import Known, Rules
from kontor.lib.text import fold
from kontor.records.facts.rows import Rows, rows
from kontor.records.models import Batch, Belonging, Deed, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_MEMBERS = """
SELECT m.group_id, m.person_id FROM records_membership m
WHERE m.book_id = %s AND m.standing = 'member'
AND (m.since IS NULL OR m.since <= %s) AND (m.until IS NULL OR m.until >= %s)
"""
_GATHERINGS = """
SELECT g.group_id, g.id, g.uid, g.day, g.minutes, g.cost, g.currency, a.state
FROM records_gathering g
LEFT JOIN records_attendance a ON a.gathering_id = g.id AND a.person_id = %s
WHERE g.book_id = %s AND NOT g.cancelled ORDER BY g.day, g.id
"""
_TAGS = """
SELECT t.folded, p.person_id FROM records_persontag p
JOIN records_tag t ON t.id = p.tag_id WHERE t.book_id = %s
"""
_WORK = """
SELECT o.name, a.role, a.person_id FROM records_affiliation a
LEFT JOIN records_organisation o ON o.id = a.organisation_id
WHERE a.book_id = %s AND (a."end" IS NULL OR a."end" >= %s)
"""
_TRADES = """
SELECT trade, person_id FROM records_membership WHERE book_id = %s AND trade <> ''
"""


def state_of(book: int) -> object:
    """Tell one state of a book from another: its deeds, and how far they are."""
    deeds = Deed.objects.filter(book=book)
    latest = deeds.order_by("-pk").values_list("pk", "moment").first()
    unfinished = deeds.filter(state=Deed.State.OPEN).order_by("pk")
    applying = Batch.objects.filter(book=book, state=Batch.State.APPLYING)
    return (
        latest,
        repr(list(unfinished.values_list("pk", "facts"))),
        applying.aggregate(Sum("done"), Max("pk")).values(),
    )


def members_of_all(book: int, today: date) -> Rows:
    """Give (group, person) of all who are members today."""
    return rows(_MEMBERS, book, today, today)


def gatherings_of_all(book: int, owner: int) -> Rows:
    """Give (group, id, uid, day, minutes, cost, currency, own state or None)."""
    return rows(_GATHERINGS, owner, book)


def rules_of(segment: Segment) -> Rules:
    """Give the rules of a segment, folded."""
    lists = (segment.trades, segment.organisations, segment.tags, segment.words)
    return Rules(*(frozenset(map(fold, words)) for words in lists))


def known_of_all(book: int, today: date) -> Known:
    """Give what segments go by, of everybody in a book."""
    firms: list[tuple[str, int]] = []
    roles: list[tuple[str, int]] = []
    for firm, role, person in rows(_WORK, book, today):
        firms.append((firm or "", person))
        roles.append((role or "", person))
    return Known(
        trades=_having(rows(_TRADES, book)),
        organisations=_having(firms),
        tags=_having(rows(_TAGS, book)),
        roles=_having(roles),
    )


def said_of_all(book: int) -> dict[int, list[tuple[int, bool]]]:
    """Give the owner's own word by segment, as (person, belongs)."""
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    said = Belonging.objects.filter(book=book)
    for segment, person, belongs in said.values_list(
        "segment_id", "person_id", "belongs"
    ):
        found[segment].append((person, belongs))
    return found


def _having(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for text, person in pairs:
        if text:
            found[fold(text)].add(person)
    return dict(found)
