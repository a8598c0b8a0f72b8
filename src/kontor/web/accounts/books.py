"""The page of books: which there are, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.accounts.books import open_book
from kontor.reports.accounts.books import books_of, people_in
from kontor.reports.overview.bringing import coming_in
from kontor.web.answer import go
from kontor.web.forms.book import NewBookForm
from kontor.web.forms.everything import WholeBookForm
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@require_http_methods(["GET", "POST"])
def books(request: HttpRequest) -> HttpResponse:
    """List the books this account keeps, or open another one."""
    account = request.user.pk or 0
    kept = books_of(account)
    form = NewBookForm(request.POST or None, like=kept[0] if kept else None)
    if request.method == "POST" and form.is_valid():
        book = open_book(account, hand=hand_of(request), **form.cleaned_data)
        return go("week", book)
    counts = people_in([book.id for book in kept])
    context = {
        "kept": [(book, counts[book.id]) for book in kept],
        "coming": coming_in(account),
        "form": form,
        "whole_form": WholeBookForm(auto_id="whole_%s"),
    }
    return render(request, "accounts/books.html", context)
