"""Erasing somebody: what goes, and the name that is to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kontor.actions.overview.erase import NotTheirName
from kontor.actions.overview.erasures import erase_everywhere
from kontor.reports.overview.erasing import erasing
from kontor.web.access import keeps_book
from kontor.web.answer import back, objected
from kontor.web.forms.held import TheirNameForm
from kontor.web.frame import say
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show what would go, or let it go; also of somebody removed before."""
    hand = hand_of(request)
    view = erasing(book.id, uid, hand.account_id)
    form = TheirNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            _, also = erase_everywhere(book.id, uid, hand=hand, name=name)
        except NotTheirName as error:
            objected(form, error, "name")
        else:
            # Whose name it was is said nowhere any more.
            say(request, _erased(also))
            return back(request, "people", book.id)
    return render(request, "overview/erase.html", {"view": view, "form": form})


def _erased(also: Sequence[str]) -> str:
    """Say that it is done, and in which copies of the book."""
    said = [gettext("The person is erased, from everything.")]
    text = gettext("Also in “{name}”, a copy of this book.")
    return " ".join([*said, *(text.format(name=name) for name in also)])
