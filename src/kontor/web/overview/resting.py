"""Everybody who is left alone, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kontor.reports.overview.week import resting_people
from kontor.web.access import keeps_book
from kontor.web.hand import today_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_safe
def resting(request: HttpRequest, book: BookView) -> HttpResponse:
    """List who is not suggested, with the reason."""
    context = {"resting": resting_people(book.id, today=today_in(book))}
    return render(request, "overview/resting.html", context)
