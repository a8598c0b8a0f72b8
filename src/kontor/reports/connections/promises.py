"""What is promised and still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kontor.records.facts.promises import promises_open
from kontor.reports.connections.lines import PromiseLine, promise_lines

if TYPE_CHECKING:
    from datetime import date


def open_promises(book: int, *, today: date) -> list[PromiseLine]:
    """List open promises by their day; those without one last."""
    return promise_lines(promises_open(book), today)


def whose(line: PromiseLine) -> str:
    """Say by whom a promise is to be kept, or for whom."""
    text = gettext("promised by {name}") if line.by == "them" else gettext("for {name}")
    return text.format(name=line.person.name)
