"""Names to complete a field with, as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kontor.reports.connections.people import find_people
from kontor.web.access import keeps_book
from kontor.web.hand import today_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView

MOST = 8


@keeps_book
@require_safe
def names(request: HttpRequest, book: BookView) -> HttpResponse:
    """Offer the people who fit what stands in the field, whatever it is called."""
    typed = next((text for text in map(str, request.GET.values()) if text.strip()), "")
    found = find_people(book.id, typed, today=today_in(book), most=MOST)
    return render(request, "connections/_names.html", {"people": found})
