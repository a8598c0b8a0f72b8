"""Pairs that may be one person, and what tells those people apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.records.facts.rows import Rows, aware, parsed, rows, uid_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

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
_SEARCH = """
SELECT state, done, latest, finished FROM records_duplicatesearch WHERE book_id = %s
"""
# By their deeds: of the people themselves there are too many to look at each.
_NEW = """
SELECT COUNT(*) FROM records_deed d JOIN records_person p ON p.deed_id = d.id
WHERE d.book_id = %s AND d.id > %s
"""
_PEOPLE = """
SELECT id, uid, display, is_owner, shown_role, shown_organisation,
  birth_year, birth_month, birth_day, last_touch, known_since
FROM records_person WHERE book_id = %s AND id IN ({marks})
"""
_REACHED = """
SELECT person_id, kind, value FROM records_contactpoint
WHERE person_id IN ({marks}) AND kind IN ('email', 'phone') ORDER BY position, id
"""
_PLACES = """
SELECT person_id, postal_code, city FROM records_postaladdress
WHERE person_id IN ({marks}) ORDER BY position, id
"""
_TOUCHES = """
SELECT person_id, COUNT(*) FROM records_participant
WHERE person_id IN ({marks}) GROUP BY person_id
"""
_SOURCES = """
SELECT s.person_id, s.source, d.moment FROM records_sourcecard s
JOIN records_deed d ON d.id = s.deed_id
WHERE s.person_id IN ({marks}) ORDER BY s.id
"""

_TOGETHER = """
SELECT
  (SELECT COUNT(DISTINCT touch_id) FROM records_participant
    WHERE person_id IN (%s, %s)),
  (SELECT COUNT(*) FROM records_promise WHERE person_id IN (%s, %s)),
  (SELECT COUNT(DISTINCT far) FROM (
    SELECT second_id AS far FROM records_tie WHERE first_id IN (%s, %s)
    UNION ALL SELECT first_id FROM records_tie WHERE second_id IN (%s, %s)
  ) AS known WHERE far NOT IN (%s, %s))
"""


def pairs_page(book: int, most: int, start: int) -> Rows:
    """Give (first, second, probability, levels, weights), likeliest first."""
    return [
        (first, second, chance, parsed(levels), parsed(weights))
        for first, second, chance, levels, weights in rows(_PAIRS, book, most, start)
    ]


def count_pairs(book: int, most: int) -> int:
    """Count the pairs of a book, but no further than ``most``."""
    return int(rows(_COUNT, book, most)[0][0])


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
    found = _of(_PEOPLE, people, book)
    return [(key, uid_text(uid), *rest) for key, uid, *rest in found]


def reached_by(people: Sequence[int]) -> Rows:
    """Give (person, "email" or "phone", value), somebody's in order."""
    return _of(_REACHED, people)


def places_of(people: Sequence[int]) -> Rows:
    """Give (person, postal code, town), the first address of each first."""
    return _of(_PLACES, people)


def touches_of(people: Sequence[int]) -> Rows:
    """Give (person, how many touches), of those who have any."""
    return _of(_TOUCHES, people)


def brought_by(people: Sequence[int]) -> Rows:
    """Give (person, kind of source, moment it came)."""
    found = _of(_SOURCES, people)
    return [(person, source, aware(moment)) for person, source, moment in found]


def together(one: int, other: int) -> tuple[int, int, int]:
    """Count the touches, promises and ties of two people as if they were one."""
    touches, promises, ties = rows(_TOGETHER, *(one, other) * 5)[0]
    return touches, promises, ties


def _of(sql: str, people: Sequence[int], *before: int) -> Rows:
    marks = ", ".join(["%s"] * len(people))
    return rows(sql.format(marks=marks), *before, *people) if people else []
