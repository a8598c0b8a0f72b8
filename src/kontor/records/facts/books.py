"""Whose books are whose, and how they are set: read for every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.records.facts.rows import Rows, rows
from kontor.records.models import Batch, Book, Deed, Keeper

if TYPE_CHECKING:
    from django.db.models import QuerySet

_KEPT = """
SELECT b.id, b.name, b.language, b.region, b.time_zone, b.currency, b.is_sample, k.role
FROM records_keeper k JOIN records_book b ON b.id = k.book_id
WHERE k.account_id = %s ORDER BY b.is_sample, b.id
"""
_RHYTHMS = (
    "SELECT rhythm_a, rhythm_b, rhythm_c, rhythm_d FROM records_book WHERE id = %s"
)


def kept_by(account: int) -> Rows:
    """Give (id, name, language, region, time zone, currency, sample, role).

    The books of an account, its own before the sample.
    """
    return rows(_KEPT, account)


def kept() -> QuerySet[Book]:
    """Give the books that somebody keeps; others are not whole yet."""
    return Book.objects.filter(pk__in=Keeper.objects.values("book"))


def coming_in() -> QuerySet[Batch]:
    """Give the imports that fill a whole book each, which nobody keeps until then."""
    return Batch.objects.filter(
        book__keepers=None, deed__verb="open_book", deed__state=Deed.State.OPEN
    )


def rhythms(book: int) -> tuple[int, int, int, int]:
    """Give the days between touches of the classes A to D."""
    a, b, c, d = rows(_RHYTHMS, book)[0]
    return a, b, c, d


def half_life(book: int) -> float:
    """Give the half-life of a touch in this book, in days."""
    return float(rows("SELECT half_life FROM records_book WHERE id = %s", book)[0][0])
