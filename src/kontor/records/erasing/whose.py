"""Who somebody is, by everything the book and its journal know of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kontor.core.connections import marks
from kontor.core.connections.naming import Naming
from kontor.lib.names import sort_name
from kontor.records.journal import facts_of, name_of
from kontor.records.models import (
    Change,
    ContactPoint,
    Deed,
    Person,
    SourceCard,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.db.models import Model

    from kontor.core.connections.marks import Mark

Facts = dict[str, Any]
MERGE = "merge_people"


@dataclass(slots=True)
class Somebody:
    """One person, in the book or removed from it, with whom was merged into them.

    Attributes:
        keys: of their rows in the table of people, gone ones too.
        name: what they were last shown as.
        marks: by what a record could name them, see ``core.connections.marks``.
        records: digests and ids of their source cards, as (source, id or digest).
    """

    book: int
    keys: set[int]
    name: str
    naming: Naming
    reach: set[str]
    records: set[tuple[str, str]]
    marks: list[Mark] = field(default_factory=list)


def somebody(book: int, uid: UUID) -> Somebody | None:
    """Gather who is meant; None where nobody of this uid is or was in the book."""
    people = {row.pk: facts_of(row) for row in _there(book, uid)}
    people |= people or _removed(book, uid)
    if not people:
        return None
    first = next(iter(people.values()))
    people |= _merged(book, str(uid), people)
    keys = set(people)
    every = [*people.values(), *_said_of(book, Person, keys)]
    points = list(_said_of(book, ContactPoint, keys))
    cards = list(_said_of(book, SourceCard, keys))
    every += [dict(card.get("data") or {}) for card in cards]
    reach = {p[name] for p in points for name in ("value", "key") if p.get(name)}
    reach |= {p[name] for card in cards for p in _points(card)
              for name in ("value", "key") if p.get(name)}  # fmt: skip
    found = Somebody(
        book, keys, str(first["display"]), _naming(every, reach), reach, _records(cards)
    )
    own = reach - _of_others(book, keys, reach)
    found.marks = list(dict.fromkeys(_marks(people, own, cards)))
    return found


def has_namesake(who: Somebody) -> bool:
    """Tell whether somebody else in the book is called the same."""
    people = Person.objects.filter(book=who.book).exclude(pk__in=who.keys)
    names = [*who.naming.whole, *who.naming.single]
    return people.filter(display__in=names).exists()


def removed_people(book: int) -> Iterator[tuple[str, str, int]]:
    """List who was removed and stands in the journal still: uid, name, change."""
    there = Person.objects.filter(book=book)
    gone = Change.objects.filter(
        book=book, table=name_of(Person), after__isnull=True
    ).exclude(row__in=there.values("pk"))
    seen: set[str] = set()
    for before, key in gone.order_by("-pk").values_list("before", "pk").iterator():
        uid = str((before or {}).get("uid", ""))
        if uid and uid not in seen:
            seen.add(uid)
            yield uid, str((before or {}).get("display", "")), key


def _there(book: int, uid: UUID) -> Iterator[Person]:
    return Person.objects.filter(book=book, uid=uid).iterator()


def _removed(book: int, uid: UUID) -> dict[int, Facts]:
    """Find somebody in the journal, as they were when they were removed."""
    gone = Change.objects.filter(book=book, table=name_of(Person), after__isnull=True)
    last = gone.filter(before__uid=str(uid)).order_by("-pk").first()
    return {last.row: dict(last.before or {})} if last else {}


def _merged(book: int, uid: str, people: dict[int, Facts]) -> dict[int, Facts]:
    """Find whom the keeper has merged into these people and who is gone since."""
    found: dict[int, Facts] = {}
    uids = {uid}
    while uids:
        deeds = Deed.objects.filter(book=book, verb=MERGE, facts__into__in=list(uids))
        gone = Change.objects.filter(
            deed__in=deeds, table=name_of(Person), after__isnull=True
        )
        new = {c.row: dict(c.before or {}) for c in gone if c.row not in found}
        there = Person.objects.filter(pk__among=list(new)).values_list("pk", flat=True)
        for key in {*there} | people.keys():
            new.pop(key, None)
        found |= new
        uids = {str(facts.get("uid")) for facts in new.values()}
    return found


def _said_of(book: int, model: type[Model], keys: set[int]) -> Iterator[Facts]:
    """Give the rows of a table about people, and what the journal has of such."""
    column = "pk" if model is Person else "person"
    rows = model._default_manager.filter(**{f"{column}__in": keys})
    for row in rows:
        yield facts_of(row)
    changes = Change.objects.filter(book=book, person__in=keys, table=name_of(model))
    for change in changes.iterator():
        yield from filter(None, (change.before, change.after))


def _points(card: Facts) -> Iterator[Facts]:
    """Give the contact points that a source card names."""
    data = card.get("data") or {}
    for name in ("emails", "phones", "links"):
        yield from data.get(name, ())


def _naming(every: list[Facts], reach: set[str]) -> Naming:
    def texts(name: str) -> list[str]:
        return [str(facts[name]) for facts in every if facts.get(name)]

    parts = [
        (str(facts.get("given") or ""), str(facts.get("family") or ""))
        for facts in every
    ]
    called = [*texts("given"), *texts("family"), *texts("nickname"), *texts("display")]
    return Naming(texts("display"), parts, reach, called)


def _records(cards: list[Facts]) -> set[tuple[str, str]]:
    """Give the source and the id, and the source and the digest, of each card."""
    found = {(str(c.get("source", "")), str(c.get("source_id") or "")) for c in cards}
    found |= {(str(c.get("source", "")), str(c.get("digest") or "")) for c in cards}
    return {(source, text) for source, text in found if text}


def _of_others(book: int, keys: set[int], reach: set[str]) -> set[str]:
    """Find which addresses somebody else in the book has as well."""
    points = ContactPoint.objects.filter(book=book, key__among=list(reach))
    others = points.exclude(person__in=keys)
    return set(others.values_list("key", flat=True))


def _marks(
    people: dict[int, Facts], own: set[str], cards: list[Facts]
) -> Iterator[Mark]:
    for facts in people.values():
        yield marks.Mark(marks.PERSON, str(facts["uid"]))
        name = sort_name(
            facts["given"], facts["family"], prefix=facts.get("prefix") or ""
        )
        day = (facts["birth_year"], facts["birth_month"], facts["birth_day"])
        yield from marks.born(name[:400], day)
    yield from marks.keys(own)
    for card in cards:
        if card.get("digest"):
            source, own_id = str(card.get("source", "")), str(card.get("source_id", ""))
            yield from marks.record(source, own_id, str(card["digest"]))
