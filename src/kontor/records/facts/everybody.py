"""Everybody in a book with what tells one from another, column by column."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kontor.core.connections.duplicates.people import People
from kontor.lib.names import NameParts, split_name
from kontor.records.facts.rows import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

# Nobody is looked at whom the keeper has made confidential.
_PEOPLE = """
SELECT id, given, additional, family, prefix, suffix, nickname, display,
  shown_organisation, birth_year, birth_month, birth_day
FROM records_person WHERE book_id = %s AND NOT discreet ORDER BY id
"""
_POINTS = """
SELECT person_id, kind, key FROM records_contactpoint
WHERE book_id = %s AND key <> '' AND kind IN ('email', 'phone')
  AND person_id IS NOT NULL
ORDER BY position, id
"""
_ADDRESSES = """
SELECT person_id, street, extra, postal_code, city FROM records_postaladdress
WHERE book_id = %s AND person_id IS NOT NULL ORDER BY position DESC, id DESC
"""


def everybody(book: int) -> tuple[list[int], People]:
    """Read all but confidential people, for the search for duplicates.

    Returns:
        Their keys, and their columns in the same order.
    """
    people = rows(_PEOPLE, book)
    keys: list[int] = [row[0] for row in people]
    points: dict[tuple[int, str], list[str]] = defaultdict(list)
    for person, kind, key in rows(_POINTS, book):
        points[person, kind].append(key)
    # The first address stands last, so it is the one that stays.
    places = {person: place for person, *place in rows(_ADDRESSES, book)}
    where = [places.get(key, ("", "", "", "")) for key in keys]
    return keys, People(
        names=[_name(row[1:7], row[7]) for row in people],
        organisations=[row[8] for row in people],
        mails=[points[key, "email"] for key in keys],
        phones=[points[key, "phone"] for key in keys],
        streets=[place[0] for place in where],
        extras=[place[1] for place in where],
        postal_codes=[place[2] for place in where],
        cities=[place[3] for place in where],
        birthdays=[row[9:12] for row in people],
    )


def _name(parts: Sequence[str], shown: str) -> NameParts:
    """Give the parts of a name; of somebody known as shown only they are guessed."""
    name = NameParts(*parts)
    return name if name.given or name.family else split_name(shown)
