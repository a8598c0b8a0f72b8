"""Other people's data: who may be let go, who was removed, who was erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.connections.keeping import keep_person
from kontor.actions.connections.people import remove_person
from kontor.core.errors import Invalid
from kontor.reports.overview.erasing import erased, removed
from kontor.reports.overview.retention import retention
from kontor.web.access import keeps_book
from kontor.web.answer import back, page_number, tell
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from kontor.actions.done import Done
    from kontor.reports.accounts.books import BookView

ACTS: dict[str, Callable[..., Done]] = {"keep": keep_person, "remove": remove_person}


@keeps_book
@require_http_methods(["GET", "HEAD", "POST"])
def others(request: HttpRequest, book: BookView) -> HttpResponse:
    """List them, or keep somebody, or take somebody out.

    Raises:
        Invalid: there is no such button.
    """
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Invalid
        person = request.POST.get("person", "")
        tell(request, book, act(book.id, person, hand=hand_of(request)))
        return back(request, "others", book.id)
    context = {
        "retention": retention(
            book.id, today=today_in(book), page=page_number(request)
        ),
        "removed": removed(book.id),
        "erased": erased(book.id),
    }
    return render(request, "overview/others.html", context)
