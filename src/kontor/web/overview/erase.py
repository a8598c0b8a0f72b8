"""Erasing somebody: what goes, and the name that is to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kontor.actions.overview.erase import NotTheirName, erase_person
from kontor.reports.overview.erasing import erasing
from kontor.web.access import keeps_book
from kontor.web.answer import back, objected
from kontor.web.forms.held import TheirNameForm
from kontor.web.frame import say
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show what would go, or let it go; also of somebody removed before."""
    view = erasing(book.id, uid)
    form = TheirNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            erase_person(book.id, uid, hand=hand_of(request), name=name)
        except NotTheirName as error:
            objected(form, error, "name")
        else:
            # Whose name it was is said nowhere any more.
            say(request, gettext("The person is erased, from everything."))
            return back(request, "people", book.id)
    return render(request, "overview/erase.html", {"view": view, "form": form})
