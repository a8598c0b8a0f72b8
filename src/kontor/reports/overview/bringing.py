"""Whole books that are being brought in: nobody keeps them until they are whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.core.errors import Missing
from kontor.records.facts import books as facts
from kontor.reports.overview.imports import batch_view

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from kontor.records.models import Batch
    from kontor.reports.overview.imports import BatchView


@dataclass(frozen=True, slots=True)
class ComingBook:
    """A book that is being brought in; ``state`` is that of its import."""

    id: int
    name: str
    state: str


def coming_in(account: int) -> list[ComingBook]:
    """List the books that an account has ordered by the page."""
    rows = _of(account).order_by("pk").select_related("book")
    return [ComingBook(row.book_id, row.book.name, row.state) for row in rows]


def bringing(account: int, book: int, *, now: datetime) -> BatchView:
    """Show how far a book is.

    Args:
        now: tells whether somebody is at work on it.

    Raises:
        Missing: this account has ordered no such book, or it is whole.
    """
    row = _of(account).filter(book=book).first()
    if row is None:
        raise Missing
    return batch_view(book, row.uid, now=now)


def _of(account: int) -> QuerySet[Batch]:
    ours = facts.coming_in().filter(deed__account=account)
    # A command shows for itself how far it is.
    return ours.filter(options__inline=False)
