"""Target segments, and who belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from kontor.core.errors import Missing
from kontor.records.models import Belonging, Person, Segment
from kontor.reports.groups.groups import segments_of
from kontor.reports.groups.sheet import sheet_of
from kontor.reports.page import Page, page_of

if TYPE_CHECKING:
    from datetime import date

PEOPLE = 50


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """A segment, its rules, and how many of the book belong to it."""

    uid: str
    name: str
    importance: int
    trades: tuple[str, ...]
    organisations: tuple[str, ...]
    tags: tuple[str, ...]
    words: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class BelongingLine:
    """Somebody in a segment; ``said`` where the owner's own word decided it."""

    uid: str
    name: str
    organisation: str
    role: str
    said: bool


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment with its people, a page at a time."""

    line: SegmentLine
    people: Page[BelongingLine]
    excluded: tuple[BelongingLine, ...]


def segments(book: int, *, today: date) -> list[SegmentLine]:
    """List the segments of a book, the most important first."""
    sheet = sheet_of(book, today)
    return [
        _line(one, len(sheet.segments.get(one.pk, ()))) for one in segments_of(book)
    ]


def segment(book: int, uid: UUID | str, *, today: date, page: int = 1) -> SegmentView:
    """Gather one segment.

    Raises:
        Missing: there is none of this uid in this book.
    """
    try:
        found = Segment.objects.filter(book=book, uid=UUID(str(uid))).first()
    except ValueError as error:
        raise Missing from error
    if found is None:
        raise Missing
    keys = sheet_of(book, today).segments.get(found.pk, frozenset())
    said = dict(
        Belonging.objects.filter(segment=found).values_list("person_id", "belongs")
    )
    people = Person.objects.filter(pk__among=sorted(keys)).order_by("sort_name", "pk")
    shown = page_of(people, page, PEOPLE)
    out = [key for key, belongs in said.items() if not belongs]
    excluded = Person.objects.filter(pk__among=out).order_by("sort_name", "pk")
    return SegmentView(
        line=_line(found, len(keys)),
        people=Page(
            [_person(one, said) for one in shown.object_list],
            shown.number,
            shown.has_next,
        ),
        excluded=tuple(_person(one, said) for one in excluded),
    )


def _line(found: Segment, people: int) -> SegmentLine:
    return SegmentLine(
        uid=str(found.uid),
        name=found.name,
        importance=found.importance,
        trades=tuple(found.trades),
        organisations=tuple(found.organisations),
        tags=tuple(found.tags),
        words=tuple(found.words),
        people=people,
    )


def _person(person: Person, said: dict[int, bool]) -> BelongingLine:
    return BelongingLine(
        uid=str(person.uid),
        name=person.display,
        organisation=person.shown_organisation,
        role=person.shown_role,
        said=person.pk in said,
    )
