"""What is kept in a book, and who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kontor.records.models import Book, Keeper, Person, Touch
from kontor.reports.overview.imports import imports_of
from kontor.reports.words import word

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class TrustView:
    """How much there is in a book, since when, and the names of its keepers."""

    since: date
    people: int
    touches: int
    batches: int
    keepers: tuple[str, ...]


def trust_of(book: int) -> TrustView:
    """Count what a book holds of other people."""
    row = Book.objects.get(pk=book)
    keepers = Keeper.objects.filter(book=row).order_by("pk")
    names = keepers.values_list("account__name", flat=True)
    return TrustView(
        since=row.created.astimezone(ZoneInfo(row.time_zone)).date(),
        people=Person.objects.filter(book=row, is_owner=False).count(),
        touches=Touch.objects.filter(book=row).count(),
        batches=imports_of(book).count(),
        keepers=tuple(word(name, "account") for name in names),
    )
