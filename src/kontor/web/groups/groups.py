"""All networks side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from kontor.reports.groups.groups import groups as compare
from kontor.reports.groups.sentences import union_text
from kontor.reports.words import WORDS, word
from kontor.web.access import keeps_book
from kontor.web.answer import by_htmx
from kontor.web.groups.table import COLUMNS, chosen, heads, table_rows
from kontor.web.hand import today_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_safe
def groups(request: HttpRequest, book: BookView) -> HttpResponse:
    """Compare networks: sorted, narrowed to a kind, by the columns asked for."""
    kind = request.GET.get("kind", "")
    view = compare(
        book.id,
        today=today_in(book),
        sort=request.GET.get("sort", ""),
        kind=kind if kind in WORDS["group"] else "",
    )
    columns = chosen(request.GET.getlist("columns"))
    here = reverse("groups", args=[book.id])
    context = {
        "view": view,
        "rows": table_rows(view.rows, columns, here, view.most),
        "heads": heads(columns, view.sort),
        "union": union_text(view),
        "kinds": [(code, word(code, "group")) for code in WORDS["group"]],
        "columns": [(n, gettext(text), n in columns) for n, text in COLUMNS.items()],
        "narrowed": len(columns) < len(COLUMNS),
    }
    page = "groups/_groups.html" if by_htmx(request) else "groups/groups.html"
    return render(request, page, context)
