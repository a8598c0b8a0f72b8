"""Two entries become one: whom, and then field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from kontor.actions.overview.merge.merge import merge_people
from kontor.reports.overview.merge_moves import labelled
from kontor.reports.overview.person import the_person
from kontor.reports.overview.side_by_side import side_by_side
from kontor.web.access import keeps_book
from kontor.web.answer import after, back, go, tell
from kontor.web.forms.merge import MergeWithForm
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.core.connections.merging import Side
    from kontor.reports.accounts.books import BookView

# Before the name of a field stands this in the form.
TAKE = "take-"


@keeps_book
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, book: BookView, uid: UUID, other: UUID) -> HttpResponse:
    """Show two entries side by side, or make one of them."""
    if request.method == "POST":
        return _merge(request, book, uid, other)
    view = side_by_side(book.id, uid, other)
    moves = labelled(view.moves)
    context = {"view": view, "moves": moves, "next": after(request)}
    return render(request, "overview/merge.html", context)


def _merge(
    request: HttpRequest, book: BookView, uid: UUID, other: UUID
) -> HttpResponse:
    choices = {
        name.removeprefix(TAKE): cast("Side", side)
        for name, side in request.POST.items()
        if name.startswith(TAKE)
    }
    done = merge_people(book.id, uid, other, hand=hand_of(request), choices=choices)
    tell(request, book, done)
    return back(request, "person", book.id, done.uid)


@keeps_book
@require_safe
def merge_with(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Ask with whom somebody is to be merged, and go on to both of them."""
    person = the_person(book.id, uid)
    sent = request.GET if "other" in request.GET else None
    form = MergeWithForm(sent, book=book.id, this=str(person.uid), today=today_in(book))
    if form.is_valid():
        return go("merge", book.id, uid, UUID(form.cleaned_data["other"]))
    context = {"person": person, "form": form}
    return render(request, "overview/merge_with.html", context)
