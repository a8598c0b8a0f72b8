"""The journal, and taking a deed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kontor.actions.overview.imports.stages import order_redo, order_undo
from kontor.actions.overview.undo import undo as take_back
from kontor.core.errors import Missing
from kontor.reports.accounts.deeds import deed_text
from kontor.reports.accounts.deeds import deeds as deeds_view
from kontor.reports.overview.imports import batch_line, batch_of
from kontor.reports.overview.person import the_person
from kontor.web.access import keeps_book
from kontor.web.answer import after, back, go, page_number
from kontor.web.frame import say
from kontor.web.hand import hand_of
from kontor.web.overview.batch import WORKING

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.actions.overview.undo import Undone
    from kontor.lib.hand import Hand
    from kontor.reports.accounts.books import BookView

SHOWN = 5
GONE = {"touch": "deeds", "organisation": "people"}


@keeps_book
@require_safe
def deeds(request: HttpRequest, book: BookView) -> HttpResponse:
    """List what was done, newest first."""
    context = {"page": deeds_view(book.id, page=page_number(request))}
    return render(request, "overview/deeds.html", context)


@keeps_book
@require_POST
def undo(request: HttpRequest, book: BookView, deed: int) -> HttpResponse:
    """Take a deed back, or do it again, and go on where one was."""
    hand = hand_of(request)
    batch, act = batch_of(book.id, deed)
    if batch and _hand_to_worker(book, batch, act, hand):
        # As large as the import was; its own page shows how far it is.
        return go("batch", book.id, batch)
    undone = take_back(book.id, deed, hand=hand, again=False)
    say(request, _told(undone), undo=(book.id, undone.deed))
    if undone.kept:
        say(request, _kept(undone), level=messages.WARNING)
    return _on(request, book)


def _hand_to_worker(book: BookView, batch: str, act: str, hand: Hand) -> bool:
    """Let the worker turn an import round; tell whether it does, or did already."""
    line = batch_line(book.id, batch, now=hand.moment)
    if act in line.can:
        order = order_undo if act == "undo" else order_redo
        order(book.id, batch, hand=hand)
    return act in line.can or line.state in WORKING


def _told(undone: Undone) -> str:
    facts = {"verb": undone.verb, "facts": undone.facts}
    return deed_text("undo", facts)


def _kept(undone: Undone) -> str:
    """Name what was left as it is because it was changed since."""
    names = [str(entry["name"]) for entry in undone.kept]
    shown = ", ".join(names[:SHOWN])
    if len(names) > SHOWN:
        more = gettext("%(names)s and %(count)d more")
        shown = more % {"names": shown, "count": len(names) - SHOWN}
    return gettext("Kept as it is, because it was changed since: %(names)s.") % {
        "names": shown
    }


def _on(request: HttpRequest, book: BookView) -> HttpResponse:
    """Go back, unless the page is one of somebody who has just gone."""
    try:
        place = resolve(after(request).partition("?")[0])
    except Resolver404:
        return go("deeds", book.id)
    if place.url_name in GONE:
        return go(GONE[place.url_name], book.id)
    if place.url_name in {"person", "person_edit"}:
        try:
            the_person(book.id, place.kwargs["uid"])
        except Missing:
            return go("people", book.id)
    return back(request, "deeds", book.id)
