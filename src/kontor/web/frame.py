"""What stands around every page: book, navigation, what was just said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from kontor.reports.accounts.books import books_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from kontor.reports.accounts.books import BookView

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to; ``current`` is "page" on the page itself, else ""."""

    name: str
    label: str
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class Said:
    """One line of what was just done; ``undo`` is where to take it back, or ""."""

    text: str
    level: str
    undo: str


NAV = {
    "week": gettext_noop("This week"),
    "people": gettext_noop("People"),
    "groups": gettext_noop("Networks"),
    "imports": gettext_noop("Import"),
}
MORE = {
    "sorting": gettext_noop("First sorting"),
    "duplicates": gettext_noop("Twice in the book?"),
    "deeds": gettext_noop("Deeds"),
    "settings": gettext_noop("Settings"),
    "trust": gettext_noop("Trust"),
}
# Pages that belong under an entry of the navigation.
UNDER = {
    "person": "people",
    "person_new": "people",
    "person_edit": "people",
    "origin": "people",
    "letter": "people",
    "erase": "people",
    "others": "trust",
    "merge_with": "people",
    "merge": "duplicates",
    "organisation": "people",
    "group": "groups",
    "group_new": "groups",
    "group_edit": "groups",
    "member": "groups",
    "gathering": "groups",
    "gathering_new": "groups",
    "gathering_edit": "groups",
    "segments": "groups",
    "segment": "groups",
    "segment_new": "groups",
    "segment_edit": "groups",
    "batch": "imports",
    "devices": "settings",
    "password": "settings",
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template what stands around the page.

    These are ``book``, ``books``, ``own_book``, ``nav``, ``more``, ``said`` and
    ``here``, the page to go back to.
    ``book`` is None on pages outside a book (the door, the list of books). What
    costs a query is only asked for when a template uses it.
    """
    book: BookView | None = getattr(request, "book", None)
    context: dict[str, Any] = {
        "book": book,
        "said": partial(said, request),
        "here": here(request),
    }
    if book is None:
        return context
    return context | {
        "books": partial(_books, request),
        "own_book": partial(_own_book, request),
        "nav": _places(NAV, request, book.id),
        "more": _places(MORE, request, book.id),
    }


def say(
    request: HttpRequest,
    text: str,
    *,
    undo: tuple[int, int] | None = None,
    level: int = messages.SUCCESS,
) -> None:
    """Say on the next page, or in this answer, what was done.

    Args:
        request: whose next page it is.
        text: a whole sentence in the reader's language.
        undo: (book, deed) where the deed can be taken back. The book stands in it
            because the next page may be of another one.
        level: one of Django's message levels.
    """
    tag = f"{UNDO}-{undo[0]}-{undo[1]}" if undo else ""
    messages.add_message(request, level, text, extra_tags=tag)


def said(request: HttpRequest) -> list[Said]:
    """Give what was said since the last page, and forget it."""
    return [
        Said(
            text=str(message),
            level=message.level_tag,
            undo=_undo_address(message.extra_tags or ""),
        )
        for message in messages.get_messages(request)
    ]


def here(request: HttpRequest) -> str:
    """Give the address of the page one is on, for forms to come back to."""
    htmx = getattr(request, "htmx", None)
    return str(htmx and htmx.current_url_abs_path or request.get_full_path())


def _undo_address(tag: str) -> str:
    word, _, place = tag.partition("-")
    return reverse("undo", args=place.split("-")) if word == UNDO else ""


def _places(names: dict[str, str], request: HttpRequest, book: int) -> list[Place]:
    match = request.resolver_match
    here = (match.url_name or "") if match else ""
    return [
        Place(name, gettext(label), reverse(name, args=[book]), _mark(name, here))
        for name, label in names.items()
    ]


def _mark(name: str, here: str) -> str:
    if name == here:
        return "page"
    return "true" if UNDER.get(here) == name else ""


def _books(request: HttpRequest) -> Sequence[BookView]:
    account = request.user.pk
    known: Sequence[BookView] | None = getattr(request, "books", None)
    if known is not None:
        return known
    return books_of(account) if account is not None else ()


def _own_book(request: HttpRequest) -> BookView | None:
    return next((book for book in _books(request) if not book.is_sample), None)
