"""One person: who they are, how strong the tie is and why, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kontor.core.connections.levels import level
from kontor.core.errors import Missing
from kontor.records.facts import person as facts
from kontor.records.facts.promises import promises_of
from kontor.records.facts.rows import given
from kontor.records.facts.tags import tags_of_people
from kontor.records.models import Book, Person, Photo
from kontor.reports.connections.lines import (
    AddressLine,
    Named,
    PointLine,
    PromiseLine,
    SourceLine,
    TieLine,
    TouchLine,
    WorkLine,
    address_lines,
    named,
    point_lines,
    promise_lines,
    source_lines,
    tie_lines,
    touch_lines,
    work_lines,
)
from kontor.reports.connections.standing import Standing, standing_of

if TYPE_CHECKING:
    from datetime import date

    from kontor.reports.page import Page


_PERSON = "SELECT * FROM records_person WHERE book_id = %s AND uid = %s"


@dataclass(frozen=True, slots=True)
class Met:
    """How somebody came into the owner's life."""

    day: date | None
    place: str
    through: Named | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """All the book says of one person, as of a day.

    Attributes:
        birthday: (year or None, month, day), or None.
        level, standing: how strong the tie is, and the figures behind it.
        touches: a page of the timeline, latest first.
        open_promises, kept_promises: the latter no more than ten.
        sources: what brought what is known.
    """

    id: int
    uid: str
    name: str
    prefix: str
    given: str
    additional: str
    family: str
    suffix: str
    nickname: str
    is_owner: bool
    role: str
    organisation: Named | None
    tags: tuple[str, ...]
    language: str
    address_form: str
    relation: str
    note: str
    pinned: bool
    private: bool
    do_not_contact: bool
    confidential: bool
    discreet: bool
    resting: bool
    resting_until: date | None
    rhythm: str
    rhythm_days: int | None
    birthday: tuple[int | None, int, int] | None
    met: Met
    known_since: date
    has_photo: bool
    level: int
    standing: Standing
    work: tuple[WorkLine, ...]
    points: tuple[PointLine, ...]
    addresses: tuple[AddressLine, ...]
    touches: Page[TouchLine]
    open_promises: tuple[PromiseLine, ...]
    kept_promises: tuple[PromiseLine, ...]
    ties: tuple[TieLine, ...]
    sources: tuple[SourceLine, ...]


def person(book: int, uid: UUID | str, *, today: date, page: int = 1) -> PersonView:
    """Gather all that is known of one person.

    Raises:
        Missing: nobody of this uid is in this book.
    """
    row = the_person(book, uid)
    settings = Book.objects.get(pk=book)
    standing = standing_of(settings, row, today)
    work = work_lines(row.pk)
    promises = promise_lines(promises_of(row.pk), today)
    return PersonView(
        **_plain(row, today),
        organisation=_shown_organisation(work),
        tags=tuple(name for _, name in tags_of_people([row.pk])),
        met=Met(row.met_day, row.met_place, named(row.met_through)),
        has_photo=facts.has_photo(row.pk),
        level=level(standing.strength),
        standing=standing,
        work=work,
        points=point_lines(facts.points_of(row.pk)),
        addresses=address_lines(facts.addresses_of(row.pk)),
        touches=touch_lines(row.pk, page),
        open_promises=tuple(p for p in promises if p.done_on is None),
        kept_promises=tuple(p for p in promises if p.done_on is not None)[:10],
        ties=tie_lines(row.pk),
        sources=source_lines(row.pk, settings.time_zone),
    )


def the_person(book: int, uid: UUID | str) -> Person:
    """Fetch a person of this book by uid.

    Raises:
        Missing: nobody of this uid is in this book.
    """
    try:
        key = UUID(str(uid))
    except ValueError as error:
        raise Missing from error
    found = Person.objects.raw(_PERSON, [book, given(key)])
    row = next(iter(found), None)
    if row is None:
        raise Missing
    return row


def photo(book: int, uid: UUID | str) -> tuple[str, bytes]:
    """Fetch the picture of a person: media type and bytes.

    Raises:
        Missing: there is none in this book.
    """
    found = Photo.objects.filter(person=the_person(book, uid)).first()
    if found is None:
        raise Missing
    return found.media_type, bytes(found.data)


_AS_KEPT = (
    "prefix", "given", "additional", "family", "suffix", "nickname", "is_owner",
    "language", "address_form", "relation", "note", "pinned", "private",
    "do_not_contact", "confidential", "discreet", "resting_until", "rhythm",
    "rhythm_days", "known_since",
)  # fmt: skip


def _plain(row: Person, today: date) -> dict[str, Any]:
    """Give what is shown just as it is kept."""
    plain = {name: getattr(row, name) for name in _AS_KEPT}
    birthday = None
    if row.birth_month and row.birth_day:
        birthday = (row.birth_year, row.birth_month, row.birth_day)
    return plain | {
        "id": row.pk,
        "uid": str(row.uid),
        "name": row.display,
        "role": row.shown_role,
        "resting": is_resting(row, today),
        "birthday": birthday,
    }


def is_resting(row: Person, today: date) -> bool:
    """Tell whether the owner lets somebody rest on this day."""
    until = row.resting_until
    return row.resting_since is not None and (until is None or until > today)


def _shown_organisation(work: tuple[WorkLine, ...]) -> Named | None:
    return next((job.organisation for job in work if job.end is None), None)
