"""One import: how far it is, its preview with choices, applying, dropping, undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.overview.imports.mapping import ask_columns
from kontor.actions.overview.imports.stages import (
    drop_batch,
    hand_over,
    order_apply,
    order_redo,
    order_undo,
)
from kontor.core.errors import Invalid
from kontor.reports.overview.imports import BatchView, batch_view
from kontor.web.access import keeps_book
from kontor.web.answer import back, by_htmx, go, page_number
from kontor.web.hand import hand_of
from kontor.web.overview.columns import columns_asked, keep_columns
from kontor.web.overview.duplicates import pairs_told
from kontor.web.overview.preview import keep_choices, take_all
from kontor.web.overview.tabs import tab_asked, tab_meant, tabs_of, takes_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView

WORKING = frozenset({"reading", "applying", "undoing"})


@keeps_book
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show an import, or go on with it as the button says.

    Raises:
        Invalid: there is no such button.
    """
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Invalid
        return act(request, book, uid)
    return _page(request, book, uid)


def _page(
    request: HttpRequest, book: BookView, uid: UUID, refused: str = ""
) -> HttpResponse:
    view = _view(request, book, uid)
    applies = view.changes or view.answered
    context = {
        "batch": view,
        "working": view.line.state in WORKING,
        "tabs": tabs_of(view),
        "page": view.items,
        "applies": applies,
        "chooses": applies or takes_in(view),
        "mapping": columns_asked(request, book.id, uid, refused),
        **(pairs_told(book, uid) if view.line.state == "done" else {}),
    }
    piece = "_batch" if by_htmx(request) else "batch"
    return render(request, f"overview/{piece}.html", context)


def _view(request: HttpRequest, book: BookView, uid: UUID) -> BatchView:
    """Fetch the import with the records of the tab asked for, or of the first."""
    now, page = hand_of(request).moment, page_number(request)
    verdict, kind = tab_asked(request.GET)
    view = batch_view(book.id, uid, verdict=verdict, kind=kind, page=page, now=now)
    meant = tab_meant(view)
    if meant == (verdict, kind):
        return view
    verdict, kind = meant
    return batch_view(book.id, uid, verdict=verdict, kind=kind, page=page, now=now)


def _choose(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    keep_choices(request, book.id, uid)
    return back(request, "batch", book.id, uid)


def _all(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    take_all(request, book.id, uid)
    return back(request, "batch", book.id, uid)


def _columns(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    ask_columns(book.id, uid)
    return go("batch", book.id, uid)


def _map(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    refused = keep_columns(request, book.id, uid)
    if refused:
        return _page(request, book, uid, refused)
    return go("batch", book.id, uid)


def _apply(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    keep_choices(request, book.id, uid)
    order_apply(book.id, uid)
    return go("batch", book.id, uid)


def _drop(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    drop_batch(book.id, uid)
    return go("imports", book.id)


def _undo(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    order_undo(book.id, uid, hand=hand_of(request))
    return go("batch", book.id, uid)


def _redo(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    order_redo(book.id, uid, hand=hand_of(request))
    return go("batch", book.id, uid)


def _carry_on(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    hand_over(book.id, uid)
    return go("batch", book.id, uid)


ACTS: dict[str, Callable[[HttpRequest, BookView, UUID], HttpResponse]] = {
    "choose": _choose,
    "all": _all,
    "none": _all,
    "columns": _columns,
    "map": _map,
    "skip": _map,
    "apply": _apply,
    "drop": _drop,
    "undo": _undo,
    "redo": _redo,
    "carry_on": _carry_on,
}
