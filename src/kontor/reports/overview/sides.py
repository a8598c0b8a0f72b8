"""People as somebody would recognise them, to be laid side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kontor.records.facts import duplicates as facts
from kontor.records.facts.tags import tags_of_people
from kontor.records.models import Book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry came from, and on which day."""

    source: str
    day: date


@dataclass(frozen=True, slots=True)
class Side:
    """One of two, as somebody would recognise them.

    Attributes:
        birthday: (year or None, month, day), or None.
        touches: how many are noted.
        sources: empty for whoever was written down by hand.
    """

    uid: str
    name: str
    is_owner: bool
    role: str
    organisation: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    place: str
    birthday: tuple[int | None, int, int] | None
    tags: tuple[str, ...]
    touches: int
    last_touch: date | None
    known_since: date
    sources: tuple[Origin, ...]


def sides(book: int, people: Sequence[int]) -> dict[int, Side]:
    """Show people of a book by their keys; no more than 500."""
    zone = ZoneInfo(Book.objects.get(pk=book).time_zone)
    hanging = _hanging(book, zone, people)
    found = {}
    for key, uid, name, is_owner, role, firm, *days in facts.known_of(book, people):
        year, month, day, last_touch, known_since = days
        found[key] = Side(
            uid=uid,
            name=name,
            is_owner=bool(is_owner),
            role=role,
            organisation=firm,
            birthday=(year, month, day) if month and day else None,
            last_touch=last_touch,
            known_since=known_since,
            **hanging[key],
        )
    return found


def _hanging(
    book: int, zone: ZoneInfo, people: Sequence[int]
) -> dict[int, dict[str, Any]]:
    """Gather what hangs on each; days are of the book's zone."""
    reached = _grouped(facts.reached_by(book, people))
    places = _grouped(facts.places_of(book, people))
    sources = _grouped(facts.brought_by(book, people))
    touches: dict[int, int] = dict(facts.touches_of(book, people))
    tags = _grouped(tags_of_people(people))
    return {
        key: {
            "emails": tuple(v for kind, v in reached[key] if kind == "email"),
            "phones": tuple(v for kind, v in reached[key] if kind == "phone"),
            "place": " ".join(filter(None, places[key][0] if places[key] else ())),
            "tags": tuple(tag for (tag,) in tags[key]),
            "touches": touches.get(key, 0),
            "sources": tuple(
                Origin(source, moment.astimezone(zone).date())
                for source, moment in sources[key]
            ),
        }
        for key in people
    }


def _grouped(found: Sequence[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    groups: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *rest in found:
        groups[key].append(tuple(rest))
    return groups
