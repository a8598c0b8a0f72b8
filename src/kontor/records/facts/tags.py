"""Which tags there are, and who bears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.records.facts.rows import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_BOOK = "SELECT name FROM records_tag WHERE book_id = %s ORDER BY folded"
_OF_PEOPLE = """
SELECT p.person_id, t.name
FROM records_persontag p JOIN records_tag t ON t.id = p.tag_id
WHERE p.person_id IN ({marks}) ORDER BY t.folded
"""


def tags_in(book: int) -> list[str]:
    """List the tags of a book in order."""
    return [name for (name,) in rows(_IN_BOOK, book)]


def tags_of_people(people: Sequence[int]) -> list[tuple[int, str]]:
    """List (person, tag), somebody's tags in order; no more than 500 people."""
    if not people:
        return []
    sql = _OF_PEOPLE.format(marks=", ".join(["%s"] * len(people)))
    return [(person, name) for person, name in rows(sql, *people)]
