"""A whole book brought in again, as a further one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from kontor.actions.overview.bring_book import begin_book
from kontor.core.errors import Invalid
from kontor.reports.accounts.books import books_of
from kontor.reports.overview.bringing import bringing
from kontor.web.answer import by_htmx, go
from kontor.web.forms.everything import WholeBookForm
from kontor.web.frame import say
from kontor.web.hand import hand_of
from kontor.web.overview.batch import WORKING

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@login_required
@require_POST
def whole_book(request: HttpRequest) -> HttpResponse:
    """Take in the file that was sent; the worker makes a book of it.

    Raises:
        Invalid: nothing was sent.
        NotABook, NewerBook, BrokenBook, TooLarge: it is none that can be read.
    """
    form = WholeBookForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid
    file, name = form.cleaned_data["whole"], form.cleaned_data["called"]
    begun = begin_book((file.name, file.file), hand=hand_of(request), name=name)
    return go("coming_book", begun.book_id)


@login_required
def coming_book(request: HttpRequest, book: int) -> HttpResponse:
    """Show how far a book is that is being brought in; go to it once it is whole.

    Raises:
        Missing: this account brings in no such book.
    """
    account = request.user.pk or 0
    whole = next((one for one in books_of(account) if one.id == book), None)
    if whole is not None:
        return _go_there(request, whole)
    view = bringing(account, book, now=hand_of(request).moment)
    context = {"batch": view, "working": view.line.state in WORKING}
    piece = "_batch" if by_htmx(request) else "batch"
    return render(request, f"overview/{piece}.html", context)


def _go_there(request: HttpRequest, book: BookView) -> HttpResponse:
    say(request, gettext("“%(name)s” is here, as it was.") % {"name": book.name})
    there = go("week", book.id)
    return HttpResponseClientRedirect(there.url) if by_htmx(request) else there
