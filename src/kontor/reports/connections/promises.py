"""What is promised and still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.records.models import Promise
from kontor.reports.connections.lines import PromiseLine, promise_lines

if TYPE_CHECKING:
    from datetime import date


def open_promises(book: int, *, today: date) -> list[PromiseLine]:
    """List open promises by their day; those without one last."""
    return promise_lines(Promise.objects.filter(book=book, done_on=None), today)
