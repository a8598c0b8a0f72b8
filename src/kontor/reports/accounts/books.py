"""Which books an account keeps, and how each is set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from kontor.core.errors import Missing
from kontor.records.facts import books as facts
from kontor.records.models import (
    Account,
    Book,
    ConfidentialRule,
    ContactPoint,
    Person,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class BookView:
    """A book as a keeper sees it; ``role`` is "owner" or "assistant"."""

    id: int
    name: str
    language: str
    region: str
    time_zone: str
    currency: str
    is_sample: bool
    role: str


@dataclass(frozen=True, slots=True)
class SettingsView:
    """How a book is set.

    Attributes:
        rhythms: days of the classes, by "A" to "D".
        weights: by channel.
        half_life, half_life_own: days; whether the keeper set it.
        fitted_on, outcomes_seen: when it was last learned, and from how much.
        own_addresses: the owner's mail addresses and telephones, as (kind, value).
        confidential: rules as (id, kind, value).
        retention_years: after how long a silence the owner is asked, None for never.
    """

    book: BookView
    owner_uid: str
    owner_name: str
    rhythms: dict[str, int]
    weights: dict[str, float]
    half_life: float
    half_life_own: bool
    fitted_on: date | None
    outcomes_seen: int
    own_addresses: list[tuple[str, str]]
    confidential: list[tuple[int, str, str]]
    retention_years: int | None


def books_of(account: int) -> list[BookView]:
    """List the books an account keeps; its own before the sample."""
    return [BookView(*row) for row in facts.kept_by(account)]


def can_read() -> bool:
    """Tell whether the tables can be read; raises what the database says if not."""
    return Book.objects.exists() or True


def book_for(account: int, book: int) -> BookView:
    """Fetch a book for one of its keepers.

    Raises:
        Missing: there is none, or it is somebody else's, which looks the same.
    """
    kept = next((one for one in books_of(account) if one.id == book), None)
    if kept is None:
        raise Missing
    return kept


def people_in(books: Sequence[int]) -> dict[int, int]:
    """Count the people of books, their owners left out."""
    people = Person.objects.filter(book__in=books, is_owner=False)
    found = people.order_by().values_list("book_id").annotate(Count("pk"))
    return dict.fromkeys(books, 0) | dict(found)


def language_of(account: int) -> str:
    """Give the language an account chose, "" where it follows the browser."""
    found = Account.objects.filter(pk=account).values_list("language", flat=True)
    return found.first() or ""


def settings_of(book: int) -> SettingsView:
    """Gather how a book is set."""
    row = Book.objects.get(pk=book)
    owner = owner_of(book)
    points = ContactPoint.objects.filter(person=owner[0]).order_by("position", "pk")
    rules = ConfidentialRule.objects.filter(book=book).order_by("kind", "value")
    return SettingsView(
        book=_view(row, ""),
        owner_uid=owner[1],
        owner_name=owner[2],
        rhythms={c: getattr(row, f"rhythm_{c.lower()}") for c in "ABCD"},
        weights={
            c: getattr(row, f"weight_{c}")
            for c in ("meeting", "event", "call", "email", "message")
        },
        half_life=row.half_life,
        half_life_own=row.half_life_own,
        fitted_on=row.fitted_on,
        outcomes_seen=row.outcomes_seen,
        own_addresses=list(points.values_list("kind", "value")),
        confidential=list(rules.values_list("pk", "kind", "value")),
        retention_years=row.retention_years,
    )


def rhythms_of(book: int) -> dict[str, int]:
    """Give the days between touches of each class, by "A" to "D"."""
    return dict(zip("ABCD", facts.rhythms(book), strict=True))


def owner_of(book: int) -> tuple[int, str, str]:
    """Give key, uid and name of the book's owner."""
    key, uid, name = Person.objects.values_list("pk", "uid", "display").get(
        book=book, is_owner=True
    )
    return key, str(uid), name


def _view(book: Book, role: str) -> BookView:
    return BookView(
        id=book.pk,
        name=book.name,
        language=book.language,
        region=book.region,
        time_zone=book.time_zone,
        currency=book.currency,
        is_sample=book.is_sample,
        role=role,
    )
