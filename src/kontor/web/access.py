"""Who may see what: the first thing every view of a book asks."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.utils import timezone

from kontor.core.errors import Missing
from kontor.reports.accounts.books import BookView, books_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
LAST_BOOK = "book"


def keeps_book(
    view: Callable[Concatenate[HttpRequest, BookView, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Fetch the book for this account before the view, so access is never forgotten.

    The view gets the book in place of its number in the address; templates find it
    as ``book``, and its time zone is in force. Whoever is not signed in goes to the
    door.

    Raises:
        Missing: this account does not keep such a book.
    """

    @wraps(view)
    def wrapper(
        request: HttpRequest, book: int, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        account = request.user.pk
        if account is None:
            return redirect_to_login(request.get_full_path())
        # All of them at once: the frame shows the others.
        books = books_of(account)
        kept = next((one for one in books if one.id == book), None)
        if kept is None:
            raise Missing
        request.books = books  # type: ignore[attr-defined]
        request.book = kept  # type: ignore[attr-defined]
        if request.session.get(LAST_BOOK) != kept.id:
            request.session[LAST_BOOK] = kept.id
        with timezone.override(kept.time_zone):
            response = view(request, kept, *args, **kwargs)
        # Nothing of a book stays behind in the browser's cache.
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return wrapper
