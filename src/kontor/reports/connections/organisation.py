"""One organisation, and who of the book is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from kontor.core.connections.levels import level
from kontor.core.connections.strength import strength
from kontor.core.errors import Missing
from kontor.lib.text import fold
from kontor.records.facts import person as facts
from kontor.records.models import (
    Affiliation,
    Book,
    Organisation,
)
from kontor.reports.connections.lines import (
    AddressLine,
    Named,
    PointLine,
    address_lines,
    point_lines,
)

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Somebody's place in the organisation; ``level`` is 0 to 5."""

    person: Named
    role: str
    department: str
    start: date | None
    end: date | None
    level: int


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation; those who are there now come first."""

    uid: str
    name: str
    note: str
    confidential: bool
    points: tuple[PointLine, ...]
    addresses: tuple[AddressLine, ...]
    people: tuple[PlaceLine, ...]


def organisation(book: int, uid: UUID | str, *, today: date) -> OrganisationView:
    """Gather what is known of an organisation.

    Raises:
        Missing: there is none of this uid in this book.
    """
    try:
        found = Organisation.objects.filter(book=book, uid=UUID(str(uid))).first()
    except ValueError as error:
        raise Missing from error
    if found is None:
        raise Missing
    return OrganisationView(
        uid=str(found.uid),
        name=found.name,
        note=found.note,
        confidential=found.confidential,
        points=point_lines(facts.points_of(found.pk, "organisation")),
        addresses=address_lines(facts.addresses_of(found.pk, "organisation")),
        people=_people(found, today),
    )


def organisation_uid(book: int, name: str) -> str | None:
    """Find an organisation by its name or uid; None where it cannot be told."""
    try:
        return str(UUID(name))
    except ValueError:
        rows = Organisation.objects.filter(book=book)
    wanted = fold(name)
    exact = rows.filter(folded=wanted).values_list("uid", flat=True)
    near = rows.filter(folded__contains=wanted).values_list("uid", flat=True)
    found = list(exact[:1]) or list(near[:2])
    return str(found[0]) if len(found) == 1 else None


def organisation_names(book: int, *, most: int = 500) -> list[str]:
    """List organisations by name, for completion in a form."""
    rows = Organisation.objects.filter(book=book).order_by("folded")
    return list(rows.values_list("name", flat=True)[:most])


def _people(found: Organisation, today: date) -> tuple[PlaceLine, ...]:
    half_life = Book.objects.values_list("half_life", flat=True).get(pk=found.book_id)
    jobs = Affiliation.objects.filter(organisation=found).select_related("person")
    lines = [
        PlaceLine(
            person=Named(str(job.person.uid), job.person.display),
            role=job.role,
            department=job.department,
            start=job.start,
            end=job.end,
            level=_level(job.person.strength_key, today, half_life),
        )
        for job in jobs.order_by("person__sort_name")
    ]
    return tuple(sorted(lines, key=lambda line: (line.end is not None, -line.level)))


def _level(key: float | None, today: date, half_life: float) -> int:
    return level(None if key is None else float(strength(key, today, half_life)))
