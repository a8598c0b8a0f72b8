"""Who may stand in the book twice: the page of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.overview.merge.apart import keep_apart
from kontor.actions.overview.merge.search import want_search
from kontor.core.errors import Invalid
from kontor.reports.overview import duplicates as reports
from kontor.web.access import keeps_book
from kontor.web.answer import back, by_htmx, go, page_number, tell
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_http_methods(["GET", "POST"])
def duplicates(request: HttpRequest, book: BookView) -> HttpResponse:
    """Show pairs that may be one person, or do what a button says.

    Raises:
        Invalid: there is no such button.
    """
    if request.method == "POST":
        return _act(request, book)
    if by_htmx(request):
        return _how_far(request, book)
    found = reports.duplicates(book.id, page=page_number(request))
    context = {"duplicates": found, "search": found.search, "page": found.page}
    return render(request, "overview/duplicates.html", context)


def pairs_told(book: BookView, batch: UUID | str) -> dict[str, Any]:
    """Give what ``_pairs.html`` shows of an import."""
    search = reports.search(book.id)
    done = search.state == "done"
    pairs = reports.how_many_of(book.id, batch) if done else None
    return {"search": search, "pairs": pairs, "brought": str(batch)}


def _how_far(request: HttpRequest, book: BookView) -> HttpResponse:
    """Answer with how far the search is; once it is done, with the page anew.

    The page of an import asks for how many pairs it has to do with instead.
    """
    if batch := request.GET.get("pairs"):
        return render(request, "overview/_pairs.html", pairs_told(book, batch))
    search = reports.search(book.id)
    answer = render(request, "overview/_search.html", {"search": search})
    if search.state != "looking":
        answer.headers["HX-Refresh"] = "true"
    return answer


def _act(request: HttpRequest, book: BookView) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "look":
        want_search(book.id)
        return go("duplicates", book.id)
    if act != "apart":
        raise Invalid
    pair = (request.POST.get(name, "") for name in ("person", "other"))
    tell(request, book, keep_apart(book.id, *pair, hand=hand_of(request)))
    return back(request, "duplicates", book.id)
