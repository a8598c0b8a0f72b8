"""Who has been silent for so long that the owner wants to be asked.

Nobody is deleted by this: it is a list, and the owner says keep or let go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from kontor.records.models import Book, Person, Promise
from kontor.reports.page import Page, page_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

PAGE = 50
# What is offered to whoever sets the rule for the first time.
OFFERED = 3


@dataclass(frozen=True, slots=True)
class SilentLine:
    """Somebody who may be let go.

    Attributes:
        last: the day of the last contact, None where none is noted.
        known_since: the day they came into the book.
        kept_on: the day the owner last said to keep them.
    """

    uid: str
    name: str
    role: str
    organisation: str
    last: date | None
    known_since: date
    kept_on: date | None


@dataclass(frozen=True, slots=True)
class Retention:
    """The rule, and who is up for the question.

    Attributes:
        years: of silence, None where the owner does not want to be asked.
        count: how many they are in all.
    """

    years: int | None
    count: int
    page: Page[SilentLine]


def retention(book: int, *, today: date, page: int = 1) -> Retention:
    """List who has been silent for as long as the rule says, the longest first."""
    years = Book.objects.get(pk=book).retention_years
    people = silent(book, years, today)
    order = (F("last_touch").asc(nulls_first=True), "known_since", "pk")
    found = page_of(people.order_by(*order), page, PAGE)
    lines = [_line(row) for row in found.object_list]
    count = people.count()
    return Retention(years, count, Page(lines, found.number, found.has_next))


def silent_count(book: Book, today: date) -> int:
    """Count who is up for the question; none without a rule, without asking."""
    if book.retention_years is None:
        return 0
    until = years_before(today, book.retention_years)
    people = _held_by_nothing(book.pk, until)
    # Each has an index of its own.
    return sum(people.filter(one).count() for one in _silences(until))


def silent(book: int, years: int | None, today: date) -> QuerySet[Person]:
    """Ask for people of whom nothing was heard for so many years.

    No contact, no promise open, not pinned, not kept on purpose since; somebody with
    whom no contact is noted counts from the day they came into the book.
    """
    if years is None:
        return Person.objects.none()
    until = years_before(today, years)
    spoken, never = _silences(until)
    return _held_by_nothing(book, until).filter(spoken | never)


def _silences(until: date) -> tuple[Q, Q]:
    """Say that the last contact, or the first day in the book, lies that far back."""
    return Q(last_touch__lte=until), Q(last_touch=None, known_since__lte=until)


def _held_by_nothing(book: int, until: date) -> QuerySet[Person]:
    promised = Promise.objects.filter(person=OuterRef("pk"), done_on__isnull=True)
    people = Person.objects.filter(book=book, is_owner=False, pinned=False)
    kept = Q(kept_on=None) | Q(kept_on__lte=until)
    return people.filter(kept, ~Exists(promised))


def years_before(day: date, years: int) -> date:
    """Give the same day so many years earlier; the 28th for a 29th of February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _line(row: Person) -> SilentLine:
    return SilentLine(
        uid=str(row.uid),
        name=row.display,
        role=row.shown_role,
        organisation=row.shown_organisation,
        last=row.last_touch,
        known_since=row.known_since,
        kept_on=row.kept_on,
    )
