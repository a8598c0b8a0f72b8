"""What is kept, who sees it, what leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from kontor.reports.overview.trust import trust_of
from kontor.web.access import keeps_book

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_safe
def trust(request: HttpRequest, book: BookView) -> HttpResponse:
    """Say it plainly."""
    context = {"trust": trust_of(book.id), "place": place()}
    return render(request, "overview/trust.html", context)


def place() -> str:
    """Say where the book lies: a file of this machine, or a database server."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return gettext("the file %(file)s") % {"file": database["NAME"]}
    facts = {"name": database["NAME"], "host": database["HOST"] or "localhost"}
    return gettext("the database %(name)s on %(host)s") % facts
