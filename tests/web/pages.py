"""Addresses and small views that the tests of the frame are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from kontor.core.errors import Invalid, Missing, Refused, Unavailable
from kontor.web.access import keeps_book
from kontor.web.frame import say
from kontor.web.language import language

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kontor.reports.accounts.books import BookView


class Stuck(Refused):
    text = "{who} cannot be taken out of the book."


ERRORS = {
    "missing": Missing(),
    "invalid": Invalid(),
    "stuck": Stuck(who="Anna Ahlers"),
    "unavailable": Unavailable(),
    "bug": RuntimeError("a bug"),
}


@keeps_book
def blank(request: HttpRequest, book: BookView, **rest: Any) -> HttpResponse:
    return render(request, "base.html")


@keeps_book
def clock(request: HttpRequest, book: BookView) -> HttpResponse:
    return HttpResponse(timezone.get_current_timezone_name())


@keeps_book
def saying(request: HttpRequest, book: BookView, deed: int) -> HttpResponse:
    say(request, "Saved: call with Ben.", undo=(book.id, deed))
    return HttpResponse("said")


@keeps_book
def breaking(request: HttpRequest, book: BookView, kind: str) -> HttpResponse:
    raise ERRORS[kind]


def outside(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


B = "<int:book>/"
urlpatterns = [
    path("", outside, name="home"),
    path("door/", outside, name="door"),
    path("books/", outside, name="books"),
    path("language/", language, name="language"),
    path(B, blank, name="week"),
    path(B + "people/", blank, name="people"),
    path(B + "people/<uuid:uid>/", blank, name="person"),
    path(B + "groups/", blank, name="groups"),
    path(B + "import/", blank, name="imports"),
    path(B + "sorting/", blank, name="sorting"),
    path(B + "duplicates/", blank, name="duplicates"),
    path(B + "deeds/", blank, name="deeds"),
    path(B + "settings/", blank, name="settings"),
    path(B + "trust/", blank, name="trust"),
    path(B + "log/", blank, name="log"),
    path(B + "undo/<int:deed>/", blank, name="undo"),
    path(B + "clock/", clock),
    path(B + "say/<int:deed>/", saying),
    path(B + "break/<str:kind>/", breaking),
]
