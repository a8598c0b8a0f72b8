"""The list of people: searched, narrowed, put in order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from django.db.models import F, Q, QuerySet

from kontor.core.connections.levels import level
from kontor.core.connections.strength import strength
from kontor.lib.mail import mail_key
from kontor.lib.text import alike, fold
from kontor.records.facts.books import half_life
from kontor.records.facts.tags import tags_in, tags_of_people
from kontor.records.models import (
    Affiliation,
    ContactPoint,
    Organisation,
    Person,
    PersonTag,
)
from kontor.records.search import named, narrow, narrow_to_count, ranked
from kontor.reports.page import Count, Page, count, count_of, page_of_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from django.db.models.expressions import OrderBy

PAGE = 50
CHUNK = 500
# So many of one name are given, the strongest ties.
NAMESAKES = 50
ORDERS: dict[str, Sequence[str | OrderBy]] = {
    "strength": (F("strength_key").desc(nulls_last=True), "sort_name"),
    "name": ("sort_name", "pk"),
    "last_touch": (F("last_touch").desc(nulls_last=True), "sort_name"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        query: words, each to be found somewhere in what is known of a person.
        tag, organisation: names; relation, rhythm: codes; "" for any.
        order: "strength", "name" or "last_touch".
    """

    query: str = ""
    tag: str = ""
    relation: str = ""
    rhythm: str = ""
    organisation: str = ""
    order: str = "strength"
    page: int = 1


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list; ``level`` is 0 to 5, ``rhythm`` a class, "own" or ""."""

    id: int
    uid: str
    name: str
    role: str
    organisation: str
    rhythm: str
    level: int
    strength: float | None
    last_touch: date | None
    tags: tuple[str, ...]


class _Shown(NamedTuple):
    """What a line is made of; the rest of a person's columns is not even fetched."""

    pk: int
    uid: UUID
    display: str
    shown_role: str
    shown_organisation: str
    rhythm: str
    strength_key: float | None
    last_touch: date | None


@dataclass(frozen=True, slots=True)
class People:
    """A page of people, and how many fit in all."""

    page: Page[PersonRow]
    count: Count


@dataclass(frozen=True, slots=True)
class FullRow:
    """A person as ``kontor people --json`` lists them."""

    uid: str
    name: str
    given: str
    family: str
    organisation: str
    role: str
    emails: list[str]
    phones: list[str]
    tags: list[str]
    strength: float | None
    last_touch: str | None


def people(book: int, wanted: Wanted, *, today: date) -> People:
    """List the people of a book; strength is as of today.

    By strength, whoever is called as was searched for comes before whoever is only
    noted to have to do with it.
    """
    parts = (part.values_list(*_Shown._fields) for part in _found(book, wanted))
    page = page_of_parts(parts, wanted.page, PAGE)
    found = [_Shown(*row) for row in page.object_list]
    return People(
        page=Page(_rows(book, found, today), page.number, page.has_next),
        count=_count(book, wanted, page),
    )


def find_people(
    book: int, query: str, *, today: date, most: int | None = 20
) -> list[PersonRow]:
    """Find people by what one would type, as ``people`` lists them."""
    found: list[_Shown] = []
    for part in _found(book, Wanted(query=query)):
        found += _first(part, None if most is None else most - len(found))
        if len(found) == most:
            break
    return _rows(book, found, today)


def people_named(
    book: int, name: str, *, today: date, begun: bool = False
) -> list[PersonRow]:
    """Find whom a name means, strongest ties first, umlauts written either way.

    Whoever has it exactly leaves the others out. A mail address names whoever has it.

    Args:
        book: in which to look.
        name: words of the name.
        today: the day as of which ties are strong.
        begun: beginnings of the words will do.
    """
    rows, keys = _meant(book, name, begun=begun)
    rows = rows.order_by(*_order(Wanted()))
    meant = rows.filter(pk__in=keys[:NAMESAKES]) if keys else rows
    return _rows(book, _first(meant, NAMESAKES), today)


def count_named(book: int, name: str, *, begun: bool = False) -> int:
    """Count all whom a name means, also those that ``people_named`` does not give."""
    rows, keys = _meant(book, name, begun=begun)
    return len(keys) or rows.count()


def _meant(book: int, name: str, *, begun: bool) -> tuple[QuerySet[Person], list[int]]:
    """Find whom a name may mean, and the keys of those who are called just so."""
    rows = Person.objects.filter(book=book, is_owner=False)
    mail = "@" in name
    rows = _with_mail(book, rows, name) if mail else named(rows, name, begun=begun)
    return rows, [] if begun else _exactly(rows, name)


def _with_mail(book: int, rows: QuerySet[Person], mail: str) -> QuerySet[Person]:
    points = ContactPoint.objects.filter(
        book=book, kind=ContactPoint.Kind.EMAIL, key=mail_key(mail)
    )
    return rows.filter(pk__in=points.values("person_id"))


def _exactly(rows: QuerySet[Person], name: str) -> list[int]:
    """Find those who are called so and nothing else."""
    found = rows.values_list("pk", "display")
    return [key for key, display in found if alike(display, name)]


def people_in_full(book: int, wanted: Wanted, *, today: date) -> list[FullRow]:
    """List all who fit with their addresses, as the command line prints them."""
    found = [person for part in _found(book, wanted) for person in part]
    days = half_life(book)
    tags = _tags([person.pk for person in found])
    points = _points([person.pk for person in found])
    return [
        FullRow(
            uid=str(person.uid),
            name=person.display,
            given=person.given,
            family=person.family,
            organisation=person.shown_organisation,
            role=person.shown_role,
            emails=points[person.pk, "email"],
            phones=points[person.pk, "phone"],
            tags=list(tags[person.pk]),
            strength=_strength(person, today, days),
            last_touch=person.last_touch.isoformat() if person.last_touch else None,
        )
        for person in found
    ]


def tag_names(book: int) -> list[str]:
    """List the tags of a book in order."""
    return tags_in(book)


def _order(wanted: Wanted) -> Sequence[str | OrderBy]:
    return ORDERS.get(wanted.order, ORDERS["strength"])


def _count(book: int, wanted: Wanted, page: Page[Any]) -> Count:
    """Count who fits; where a page shows the end, nothing need be asked."""
    if not page.has_next and (page.object_list or page.number == 1):
        return count((page.number - 1) * PAGE + len(page.object_list))
    found = narrow_to_count(_filtered(book, wanted), wanted.query)
    return count_of(found)


def _found(book: int, wanted: Wanted) -> Iterable[QuerySet[Person]]:
    """Find whoever is wanted, in order, in parts to be read one behind the other."""
    rows, order = _filtered(book, wanted), _order(wanted)
    if order is ORDERS["strength"]:
        return ranked(rows, wanted.query, order)
    return [narrow(rows, wanted.query).order_by(*order)]


def _filtered(book: int, wanted: Wanted) -> QuerySet[Person]:
    rows = Person.objects.filter(book=book, is_owner=False)
    if wanted.relation:
        rows = rows.filter(relation=wanted.relation)
    if wanted.rhythm:
        rows = rows.filter(rhythm="" if wanted.rhythm == "none" else wanted.rhythm)
    if wanted.tag:
        tagged = PersonTag.objects.filter(book=book, tag__folded=fold(wanted.tag))
        rows = rows.filter(pk__in=tagged.values("person_id"))
    if wanted.organisation:
        rows = rows.filter(pk__in=_working_at(book, wanted.organisation))
    return rows


def _working_at(book: int, name: str) -> QuerySet[Affiliation, int]:
    there = Organisation.objects.filter(book=book, folded__contains=fold(name))
    jobs = Affiliation.objects.filter(Q(end=None), organisation__in=there)
    return jobs.values_list("person_id", flat=True)


def _first(rows: QuerySet[Person], most: int | None) -> list[_Shown]:
    return [_Shown(*row) for row in rows.values_list(*_Shown._fields)[:most]]


def _rows(book: int, found: Sequence[_Shown], today: date) -> list[PersonRow]:
    tags = _tags([person.pk for person in found])
    keys = np.array([person.strength_key for person in found], dtype=np.float64)
    strengths = strength(keys, today, half_life(book)).tolist()
    return [
        _row(person, tags[person.pk], now)
        for person, now in zip(found, strengths, strict=True)
    ]


def _row(person: _Shown, tags: Sequence[str], strength: float) -> PersonRow:
    now = None if person.strength_key is None else strength
    return PersonRow(
        id=person.pk,
        uid=str(person.uid),
        name=person.display,
        role=person.shown_role,
        organisation=person.shown_organisation,
        rhythm=person.rhythm,
        level=level(now),
        strength=now,
        last_touch=person.last_touch,
        tags=tuple(tags),
    )


def _strength(person: Person, today: date, days: float) -> float | None:
    if person.strength_key is None:
        return None
    return float(strength(person.strength_key, today, days))


def _tags(people: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(people), CHUNK):
        for person, name in tags_of_people(people[start : start + CHUNK]):
            found[person].append(name)
    return found


def _points(people: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for start in range(0, len(people), CHUNK):
        rows = ContactPoint.objects.filter(person__in=people[start : start + CHUNK])
        for person, kind, value in rows.order_by("position", "pk").values_list(
            "person_id", "kind", "value"
        ):
            found[person, kind].append(value)
    return found
