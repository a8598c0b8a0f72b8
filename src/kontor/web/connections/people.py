"""The list of people: searched, narrowed, tagged together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.connections.tags import tag_people, untag_people
from kontor.reports.connections.people import people as list_people
from kontor.reports.connections.people import tag_names
from kontor.web.access import keeps_book
from kontor.web.answer import back, by_htmx, page_number, tell
from kontor.web.forms.people import NARROWING, FinderForm
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, book: BookView) -> HttpResponse:
    """List people, or give a tag to those that were ticked."""
    if request.method == "POST":
        return _tag(request, book)
    tags = tag_names(book.id)
    form = FinderForm(request.GET, tags)
    wanted = form.wanted(page_number(request))
    found = list_people(book.id, wanted, today=today_in(book))
    narrowed = [name for name in NARROWING if getattr(wanted, name)]
    context = {
        "form": form,
        "page": found.page,
        "count": found.count,
        "filtered": len(narrowed),
        "asked": bool(wanted.query or narrowed),
        "tags": tags,
    }
    rows = "connections/_people_rows.html"
    return render(
        request, rows if by_htmx(request) else "connections/people.html", context
    )


def _tag(request: HttpRequest, book: BookView) -> HttpResponse:
    act = untag_people if request.POST.get("act") == "untag" else tag_people
    chosen = request.POST.getlist("person")
    tag = request.POST.get("tag", "")
    tell(request, book, act(book.id, chosen, hand=hand_of(request), tag=tag))
    return back(request, "people", book.id)
