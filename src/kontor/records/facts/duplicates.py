"""Pairs that may be one person, and what tells those people apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kontor.records.facts.rows import Rows, aware, parsed, rows, uid_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

# Without whoever is gone, or confidential, or was said to be two people.
_FOUND = """
FROM records_likeness l
JOIN records_person a ON a.id = l.first AND a.book_id = l.book_id AND NOT a.discreet
JOIN records_person b ON b.id = l.second AND b.book_id = l.book_id AND NOT b.discreet
LEFT JOIN records_apart x ON x.first_id = l.first AND x.second_id = l.second
WHERE l.book_id = %s AND x.id IS NULL
"""
_PAIRS = f"""
SELECT l.first, l.second, l.probability, l.levels, l.weights {_FOUND}
ORDER BY l.probability DESC, l.id LIMIT %s OFFSET %s
"""  # noqa: S608 - texts of our own
_COUNT = f"SELECT COUNT(*) FROM (SELECT 1 {_FOUND} LIMIT %s) AS found"  # noqa: S608
# Whom an import has brought, by its deed, or changed; who is merely named in a mail
# is not found twice by that.
_COUNT_BROUGHT = f"""
WITH brought AS (SELECT id, deed_id FROM records_batch WHERE book_id = %s AND uid = %s),
changed AS (
  SELECT i.person_id FROM records_item i JOIN brought ON i.batch_id = brought.id
  WHERE i.verdict = 'changed' AND i.kind = 'person' AND i.applied
)
SELECT COUNT(*) FROM (SELECT 1 {_FOUND} AND (
    a.deed_id IN (SELECT deed_id FROM brought) OR l.first IN (SELECT * FROM changed)
    OR b.deed_id IN (SELECT deed_id FROM brought) OR l.second IN (SELECT * FROM changed)
  ) LIMIT %s) AS found
"""  # noqa: S608 - texts of our own
_SEARCH = """
SELECT state, done, latest, finished FROM records_duplicatesearch WHERE book_id = %s
"""
# By their deeds: of the people themselves there are too many to look at each.
_NEW = """
SELECT COUNT(*) FROM records_deed d JOIN records_person p ON p.deed_id = d.id
WHERE d.book_id = %s AND d.id > %s AND NOT p.discreet AND NOT p.is_owner
"""
# By the people, never by the book: of that SQLite would go through the whole index.
_THEIRS = "person_id IN ({marks}) AND +book_id = %s"
_PEOPLE = """
SELECT id, uid, display, is_owner, shown_role, shown_organisation,
  birth_year, birth_month, birth_day, last_touch, known_since
FROM records_person WHERE id IN ({marks}) AND +book_id = %s
"""
_REACHED = f"""
SELECT person_id, kind, value FROM records_contactpoint
WHERE {_THEIRS} AND kind IN ('email', 'phone') ORDER BY position, id
"""
_PLACES = f"""
SELECT person_id, postal_code, city FROM records_postaladdress
WHERE {_THEIRS} ORDER BY position, id
"""
_TOUCHES = f"""
SELECT person_id, COUNT(*) FROM records_participant
WHERE {_THEIRS} GROUP BY person_id
"""
_SOURCES = """
SELECT s.person_id, s.source, d.moment FROM records_sourcecard s
JOIN records_deed d ON d.id = s.deed_id
WHERE s.person_id IN ({marks}) AND +s.book_id = %s ORDER BY s.id
"""

_TOGETHER = """
WITH pair AS (SELECT id FROM records_person WHERE id IN (%s, %s) AND +book_id = %s)
SELECT
  (SELECT COUNT(DISTINCT touch_id) FROM records_participant
    WHERE person_id IN (SELECT id FROM pair)),
  (SELECT COUNT(*) FROM records_promise WHERE person_id IN (SELECT id FROM pair)),
  (SELECT COUNT(DISTINCT far) FROM (
    SELECT second_id AS far FROM records_tie WHERE first_id IN (SELECT id FROM pair)
    UNION ALL
    SELECT first_id FROM records_tie WHERE second_id IN (SELECT id FROM pair)
  ) AS known WHERE far NOT IN (SELECT id FROM pair)),
  (SELECT COUNT(DISTINCT group_id) FROM records_membership
    WHERE person_id IN (SELECT id FROM pair)),
  (SELECT COUNT(DISTINCT gathering_id) FROM records_attendance
    WHERE person_id IN (SELECT id FROM pair))
"""


class Together(NamedTuple):
    """How much two people have as if they were one."""

    touches: int
    promises: int
    ties: int
    groups: int
    gatherings: int


def pairs_page(book: int, most: int, start: int) -> Rows:
    """Give (first, second, probability, levels, weights), likeliest first."""
    return [
        (first, second, chance, parsed(levels), parsed(weights))
        for first, second, chance, levels, weights in rows(_PAIRS, book, most, start)
    ]


def count_pairs(book: int, most: int) -> int:
    """Count the pairs of a book, but no further than ``most``."""
    return int(rows(_COUNT, book, most)[0][0])


def count_pairs_of(book: int, batch: UUID, most: int) -> int:
    """Count those with somebody whom an import of the book has brought or changed."""
    return int(rows(_COUNT_BROUGHT, book, batch, book, most)[0][0])


def search_of(book: int) -> tuple[str, int, datetime | None, int] | None:
    """Give (state, done of a hundred, when it was done, people who are new since).

    None where nobody has ever looked.
    """
    for state, done, latest, finished in rows(_SEARCH, book):
        new = int(rows(_NEW, book, latest)[0][0]) if state == "done" else 0
        return state, done, aware(finished), new
    return None


def known_of(book: int, people: Sequence[int]) -> Rows:
    """Give (key, uid, name, is owner, role, organisation, birthday's year, month and
    day, last contact, known since) of those in this book; no more than 500 people.
    """  # noqa: D205 - the columns do not fit one line
    found = _of(_PEOPLE, book, people)
    return [(key, uid_text(uid), *rest) for key, uid, *rest in found]


def reached_by(book: int, people: Sequence[int]) -> Rows:
    """Give (person, "email" or "phone", value) in a book, somebody's in order."""
    return _of(_REACHED, book, people)


def places_of(book: int, people: Sequence[int]) -> Rows:
    """Give (person, postal code, town), the first address of each first."""
    return _of(_PLACES, book, people)


def touches_of(book: int, people: Sequence[int]) -> Rows:
    """Give (person, how many touches), of those who have any."""
    return _of(_TOUCHES, book, people)


def brought_by(book: int, people: Sequence[int]) -> Rows:
    """Give (person, kind of source, moment it came)."""
    found = _of(_SOURCES, book, people)
    return [(person, source, aware(moment)) for person, source, moment in found]


def together(book: int, one: int, other: int) -> Together:
    """Count what two people of a book have as if they were one."""
    return Together(*rows(_TOGETHER, one, other, book)[0])


def _of(sql: str, book: int, people: Sequence[int]) -> Rows:
    """Ask about people of a book; whoever is in another one is passed over."""
    marks = ", ".join(["%s"] * len(people))
    return rows(sql.format(marks=marks), *people, book) if people else []
