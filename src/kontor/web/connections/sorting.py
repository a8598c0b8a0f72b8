"""The first sorting: ten people a screen, one tap each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kontor.actions.connections.rhythm import sort_person
from kontor.core.errors import Invalid
from kontor.reports.connections.sorting import progress, sorting_line
from kontor.reports.connections.sorting import sorting as sorting_view
from kontor.web.access import keeps_book
from kontor.web.answer import by_htmx, fragment, go, tell
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView

CHOICES = [
    ("often", _("Often")),
    ("sometimes", _("Sometimes")),
    ("rarely", _("Rarely")),
    ("rest", _("Let rest")),
    ("private", _("Private")),
]


@keeps_book
@require_http_methods(["GET", "POST"])
def sorting(request: HttpRequest, book: BookView) -> HttpResponse:
    """Show whom to ask about next, or take an answer."""
    if request.method == "POST":
        return _answer(request, book)
    context = {"sorting": sorting_view(book.id), "choices": CHOICES}
    return render(request, "connections/sorting.html", context)


def _answer(request: HttpRequest, book: BookView) -> HttpResponse:
    """Note an answer; htmx gets the row with it and how far the sorting is."""
    uid, choice = request.POST.get("person", ""), request.POST.get("choice", "")
    if choice not in dict(CHOICES):
        raise Invalid
    done = sort_person(book.id, uid, hand=hand_of(request), answer=choice)
    tell(request, book, done)
    if not by_htmx(request):
        return go("sorting", book.id)
    context = {
        "person": sorting_line(book.id, uid),
        "choices": CHOICES,
        "chosen": choice,
        "sorting": progress(book.id),
    }
    return fragment(request, "connections/_sorting_answered.html", context)
