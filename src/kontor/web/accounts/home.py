"""The bare address: on to where the keeper was last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_safe

from kontor.reports.accounts.books import books_of
from kontor.web.access import LAST_BOOK
from kontor.web.answer import go

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Go to the week of the book used last, else of the first one."""
    kept = [book.id for book in books_of(request.user.pk or 0)]
    last = request.session.get(LAST_BOOK)
    if last in kept:
        return go("week", last)
    return go("week", kept[0]) if kept else go("books")
