"""The first sorting: whom to ask about next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext

from kontor.core.connections.sorting import SCREEN, Cards, telling_order
from kontor.core.errors import Missing
from kontor.records.models import (
    ContactPoint,
    Person,
    PersonTag,
    Photo,
    PostalAddress,
)

if TYPE_CHECKING:
    from uuid import UUID

# So many waiting people are weighed against each other, those longest in the book:
# to look at everybody's card anew for each screen would take seconds in a large one.
WEIGHED = 2_000


@dataclass(frozen=True, slots=True)
class SortingLine:
    """Somebody to be asked about; ``hint`` says what makes them worth asking."""

    uid: str
    name: str
    role: str
    organisation: str
    hint: str


@dataclass(frozen=True, slots=True)
class Sorting:
    """A screen of the first sorting, and how far it is."""

    people: tuple[SortingLine, ...]
    done: int
    left: int

    @property
    def total(self) -> int:
        """Tell how many there are to sort in all."""
        return self.done + self.left

    @property
    def rest(self) -> int:
        """Tell how many more there are than stand on this screen."""
        return self.left - len(self.people)


def sorting(book: int, *, most: int = SCREEN) -> Sorting:
    """Give the people to ask about next, the most telling first.

    Where more than ``WEIGHED`` wait, the most telling of those added first; others
    move up as these are answered.
    """
    waiting = unsorted(book)
    left = waiting.count()
    done = Person.objects.filter(book=book, sorted_on__isnull=False).count()
    weighed = _with_facts(waiting).order_by("pk")[:WEIGHED]
    rows = list(weighed.values_list(*_COLUMNS)) if left else []
    order: list[int] = telling_order(_cards(rows))[:most].tolist() if rows else []
    people = Person.objects.in_bulk(order)
    by_key = {row[0]: row for row in rows}
    lines = (_line(people[key], by_key[key]) for key in order)
    return Sorting(tuple(lines), done, left)


def sorting_line(book: int, uid: UUID | str) -> SortingLine:
    """Give the line of one person, asked about or not.

    Raises:
        Missing: nobody of this uid is in this book.
    """
    found = Person.objects.filter(book=book, uid=uid, is_owner=False)
    row = _with_facts(found).values_list(*_COLUMNS).first()
    if row is None:
        raise Missing
    return _line(Person.objects.get(pk=row[0]), row)


def progress(book: int) -> Sorting:
    """Tell how far the sorting is, without choosing whom to ask next."""
    done = Person.objects.filter(book=book, sorted_on__isnull=False).count()
    return Sorting((), done, unsorted(book).count())


def unsorted(book: int) -> QuerySet[Person]:
    """Find those nobody has said anything about: no touch, no rhythm, no answer."""
    return Person.objects.filter(
        book=book,
        is_owner=False,
        rhythm="",
        sorted_on=None,
        last_touch=None,
        resting_since=None,
        private=False,
        do_not_contact=False,
        discreet=False,
    )


_COLUMNS = (
    "pk", "deed_id", "birth_month", "note", "shown_organisation", "has_phone",
    "has_email", "has_tag", "has_photo", "has_address",
)  # fmt: skip


def _with_facts(rows: QuerySet[Person]) -> QuerySet[Person]:
    mine = OuterRef("pk")
    points = ContactPoint.objects.filter(person=mine)
    return rows.annotate(
        has_phone=Exists(points.filter(kind=ContactPoint.Kind.PHONE)),
        has_email=Exists(points.filter(kind=ContactPoint.Kind.EMAIL)),
        has_tag=Exists(PersonTag.objects.filter(person=mine)),
        has_photo=Exists(Photo.objects.filter(person=mine)),
        has_address=Exists(PostalAddress.objects.filter(person=mine)),
    )


def _cards(rows: list[tuple[object, ...]]) -> Cards:
    columns = list(zip(*rows, strict=True))
    named = dict(zip(_COLUMNS, columns, strict=True))

    def flags(name: str) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        return np.array([bool(value) for value in named[name]])

    return Cards(
        id=np.array(named["pk"], dtype=np.int64),
        has={
            "birthday": flags("birth_month"),
            "note": flags("note"),
            "organisation": flags("shown_organisation"),
            "phone": flags("has_phone"),
            "email": flags("has_email"),
            "tag": flags("has_tag"),
            "photo": flags("has_photo"),
            "address": flags("has_address"),
        },
    )


def _line(person: Person, row: tuple[object, ...]) -> SortingLine:
    facts = dict(zip(_COLUMNS, row, strict=True))
    hints = [
        word
        for name, word in (
            ("birth_month", gettext("birthday")),
            ("has_photo", gettext("picture")),
            ("note", gettext("note")),
            ("has_tag", gettext("tag")),
            ("has_phone", gettext("number")),
            ("has_email", gettext("mail address")),
        )
        if facts[name]
    ]
    return SortingLine(
        uid=str(person.uid),
        name=person.display,
        role=person.shown_role,
        organisation=person.shown_organisation,
        hint=", ".join(hints[:2]),
    )
