"""Bringing files in: the page of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.overview.imports.begin import begin_import
from kontor.core.errors import Invalid
from kontor.reports.overview.imports import batches
from kontor.web.access import keeps_book
from kontor.web.answer import go, objected, page_number
from kontor.web.forms.imports import ImportForm
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, book: BookView) -> HttpResponse:
    """List imports, or take files in; the worker reads them, then they are shown."""
    sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if sent else ImportForm()
    if form.is_valid():
        try:
            return go("batch", book.id, _begin(request, book, form))
        except Invalid as error:
            objected(form, error, "file")
    now = hand_of(request).moment
    found = batches(book.id, page=page_number(request), now=now)
    context = {"form": form, "page": found}
    return render(request, "overview/imports.html", context)


def _begin(request: HttpRequest, book: BookView, form: ImportForm) -> str:
    values = form.cleaned_data
    begun = begin_import(
        book.id,
        hand=hand_of(request),
        files=[(file.name, file.file) for file in values["file"]],
        tag=values["tag"],
        with_titles=values["titles"],
        skip_confidential=not values["confidential"],
    )
    return begun.batch
