"""Who is known in a book by an id, an address, a telephone or a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from kontor.lib.names import NameParts
from kontor.records.models import (
    Change,
    ContactPoint,
    Deed,
    Organisation,
    Person,
    SourceCard,
    Touch,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


class KnownCard(NamedTuple):
    """A source card, without what it says."""

    key: int
    source: str
    source_id: str
    digest: str
    person: int | None
    organisation: int | None


class KnownName(NamedTuple):
    """A person's name, and whether they are discreet."""

    parts: NameParts
    discreet: bool


_UID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CARD = ("pk", "source", "source_id", "digest", "person_id", "organisation_id")


def cards_known(
    book: int, sources: Iterable[str], ids: Collection[str], digests: Collection[str]
) -> list[KnownCard]:
    """Find source cards by the source's own ids and by digest."""
    cards = SourceCard.objects.filter(book=book)
    found = [
        KnownCard(*row)
        for row in cards.filter(digest__among=digests).values_list(*_CARD)
    ]
    for source in sources:
        # The index holds only ids that are not empty, and has to be told so.
        by_id = cards.filter(source=source, source_id__among=ids).exclude(source_id="")
        found += [KnownCard(*row) for row in by_id.values_list(*_CARD)]
    return found


def cards_of(people: Collection[int]) -> list[KnownCard]:
    """Find the source cards of people."""
    cards = SourceCard.objects.filter(person__id__among=people)
    return [KnownCard(*row) for row in cards.order_by("pk").values_list(*_CARD)]


def people_reached(book: int, keys: Collection[str]) -> list[tuple[str, int]]:
    """Find whose mail addresses and telephones these are, as (key, person)."""
    points = ContactPoint.objects.filter(book=book, key__among=keys).exclude(key="")
    rows = points.exclude(person=None).exclude(kind=ContactPoint.Kind.LINK)
    return list(rows.order_by("pk").values_list("key", "person_id"))


def organisations_reached(book: int, keys: Collection[str]) -> list[tuple[str, str]]:
    """Find whose mail addresses and telephones these are, as (key, organisation)."""
    points = ContactPoint.objects.filter(book=book, key__among=keys).exclude(key="")
    rows = points.exclude(organisation=None).exclude(kind=ContactPoint.Kind.LINK)
    return list(rows.order_by("pk").values_list("key", "organisation__name"))


def people_linked(book: int, links: Collection[str]) -> list[tuple[str, int]]:
    """Find whose these links are, as (link, person); one that is shared is nobody's."""
    written = {form: link for link in links for form in (link, f"{link}/")}
    rows = ContactPoint.objects.filter(book=book, kind=ContactPoint.Kind.LINK)
    rows = rows.filter(key__among=list(written)).exclude(person=None)
    whose: dict[str, set[int]] = {}
    for key, person in rows.values_list("key", "person_id"):
        whose.setdefault(written[key], set()).add(int(person or 0))
    return [
        (link, person)
        for link, people in whose.items()
        if len(people) == 1
        for person in people
    ]


def people_with_uids(book: int, ids: Collection[str]) -> dict[str, int]:
    """Find who goes by these ids: cards that Kontor wrote have its own uids."""
    uids = {UUID(text): text for text in ids if _UID.fullmatch(text)}
    if not uids:
        return {}
    people = Person.objects.filter(book=book, uid__in=list(uids))
    return {uids[uid]: key for uid, key in people.values_list("uid", "pk")}


def people_named(book: int, sort_names: Collection[str]) -> list[tuple[str, int]]:
    """Find who has these names, as (name to sort by, person)."""
    people = Person.objects.filter(book=book, sort_name__among=sort_names)
    return list(people.order_by("pk").values_list("sort_name", "pk"))


def names_of(people: Collection[int]) -> dict[int, KnownName]:
    """Give the names of people in parts."""
    rows = Person.objects.filter(pk__among=people).values_list(
        "pk", "discreet", "given", "additional", "family", "prefix", "suffix",
        "nickname",
    )  # fmt: skip
    return {key: KnownName(NameParts(*parts), d) for key, d, *parts in rows}


class KnownOrganisation(NamedTuple):
    """An organisation: its key, its name as the book has it, its secrecy."""

    key: int
    name: str
    confidential: bool


def organisations_named(
    book: int, folded: Collection[str]
) -> dict[str, KnownOrganisation]:
    """Find organisations by folded name."""
    rows = Organisation.objects.filter(book=book, folded__among=list(folded))
    found = rows.values_list("folded", "pk", "name", "confidential")
    return {name: KnownOrganisation(*row) for name, *row in found}  # type: ignore[arg-type]


def touches_known(book: int, source: str, ids: Collection[str]) -> dict[str, int]:
    """Find touches by the calendar entry they came from."""
    rows = Touch.objects.filter(book=book, source=source, source_id__among=ids)
    return dict(rows.exclude(source_id="").values_list("source_id", "pk"))


def removed_by_hand(book: int, table: str) -> Iterator[dict[str, Any]]:
    """List the rows of a table that a keeper has deleted; undoing does not count."""
    gone = Change.objects.filter(book=book, table=table, after__isnull=True)
    undone = Deed.objects.filter(undoes=None).values("pk")
    rows = gone.filter(deed__in=undone).values_list("before", flat=True)
    for before in rows.iterator():
        yield before or {}
