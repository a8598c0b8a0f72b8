"""This week: the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.connections.rhythm import wake
from kontor.actions.overview.week import line_done, line_later, line_rest, plan_week
from kontor.core.errors import Invalid
from kontor.reports.overview.week import this_week
from kontor.web.access import keeps_book
from kontor.web.answer import back, by_htmx, fragment, tell
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from kontor.actions.done import Done
    from kontor.reports.accounts.books import BookView

ACTS: dict[str, Callable[..., Done]] = {
    "done": line_done,
    "later": line_later,
    "rest": line_rest,
    "wake": wake,
}


@keeps_book
@require_http_methods(["GET", "POST"])
def week(request: HttpRequest, book: BookView) -> HttpResponse:
    """Show the plan of the day, made at the first look; or deal with a line of it."""
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Invalid
        person = request.POST.get("person", "")
        tell(request, book, act(book.id, person, hand=hand_of(request)))
        if not by_htmx(request):
            return back(request, "week", book.id)
    plan_week(book.id, hand=hand_of(request))
    context = {"week": this_week(book.id, today=today_in(book))}
    if by_htmx(request):
        return fragment(request, "overview/_plan.html", context)
    return render(request, "overview/week.html", context)
