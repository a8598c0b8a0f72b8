"""Every address and every method, as a stranger: nothing shows, nothing changes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.ties import add_tie
from kontor.actions.overview.imports.begin import begin_import
from kontor.lib.hand import Hand
from kontor.records import journal
from kontor.records.models import Book, Deed, Organisation, Person
from kontor.web.urls import urlpatterns

METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
PATTERNS = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)]
OF_A_BOOK = [str(p.name) for p in PATTERNS if "<int:book>" in str(p.pattern)]
# What each page's forms would send; a page without forms gets nothing it knows.
SENT: dict[str, dict[str, str]] = {
    "week": {"act": "done"},
    "log": {"line": "called Dora Daume", "nod": "yes", "channel": "call"},
    "people": {"act": "tag", "tag": "Mine now"},
    "person_new": {"name": "Eve Eller"},
    "person": {"act": "remove"},
    "person_edit": {"given": "Eve"},
    "touch": {"act": "remove"},
    "organisation": {"name": "Eve Ltd"},
    "sorting": {"choice": "private"},
    "batch": {"act": "drop"},
    "imports": {"tag": "Mine now"},
    "settings": {"act": "erase", "erase": "Anna Ahlers"},
}


@pytest.fixture
def kept(book: Book, hand: Hand, dora: str, touch: str) -> dict[str, str]:
    """The uids that stand in the addresses of Anna's book."""
    organisation = Organisation.objects.get(book=book)
    files = [("people.vcf", BytesIO(b"BEGIN:VCARD"))]
    return {
        "person": dora,
        "touch": touch,
        "organisation": str(organisation.uid),
        "batch": begin_import(book.pk, hand=hand, files=files).batch,
    }


def address(name: str, book: Book, kept: dict[str, str]) -> str:
    pattern = next(p for p in PATTERNS if p.name == name)
    values: dict[str, Any] = {"book": book.pk}
    if "<int:deed>" in str(pattern.pattern):
        values["deed"] = Deed.objects.filter(verb="log_touch").get().pk
    if "uid" in str(pattern.pattern):
        values["uid"] = kept.get(name, kept["person"])
    return reverse(name, kwargs=values)


def state(book: Book) -> list[object]:
    """Give every row of a book, its deeds and settings included."""
    rows = [
        list(model._default_manager.filter(book=book).order_by("pk").values())
        for model in [*journal.EVERYTHING, Deed]
    ]
    return [*rows, list(Book.objects.filter(pk=book.pk).values())]


def send(client: Client, method: str, url: str, name: str, dora: str) -> Any:
    sent = {"person": dora, **SENT.get(name, {})} if method == "post" else None
    return getattr(client, method)(url, sent)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OF_A_BOOK)
def test_a_stranger_is_told_there_is_no_such_thing(
    clara_client: Client, book: Book, kept: dict[str, str], name: str, method: str
) -> None:
    before = state(book)
    url = address(name, book, kept)

    page = send(clara_client, method, url, name, kept["person"])

    assert page.status_code == 404
    assert b"Daume" not in page.content
    assert state(book) == before


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OF_A_BOOK)
def test_who_is_not_signed_in_is_sent_to_the_door(
    client: Client, book: Book, kept: dict[str, str], name: str, method: str
) -> None:
    before = state(book)
    url = address(name, book, kept)

    page = send(client, method, url, name, kept["person"])

    assert (page.status_code, page.headers["Location"].partition("?")[0]) == (
        302,
        "/door/",
    )
    assert page.content == b""
    assert state(book) == before


@pytest.mark.parametrize("name", OF_A_BOOK)
def test_nothing_is_done_without_the_token_of_a_page_of_ours(
    anna_client: Client, book: Book, kept: dict[str, str], name: str
) -> None:
    before = state(book)
    client = Client(enforce_csrf_checks=True)
    client.cookies = anna_client.cookies
    url = address(name, book, kept)

    page = send(client, "post", url, name, kept["person"])

    assert page.status_code == 403
    assert state(book) == before


@pytest.mark.parametrize(
    "name", [str(p.name) for p in PATTERNS if "uid" in str(p.pattern)]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_in_another_book_is_missing_from_ones_own(
    clara_client: Client,
    clara_book: Book,
    book: Book,
    kept: dict[str, str],
    name: str,
    method: str,
) -> None:
    before = state(book), state(clara_book)
    url = address(name, clara_book, kept)

    page = send(clara_client, method, url, name, kept["person"])

    assert page.status_code == 404
    assert (state(book), state(clara_book)) == before


@pytest.fixture
def clara_friend(clara_book: Book) -> str:
    person = Person.objects.get(book=clara_book, is_owner=True)
    return str(person.uid)


@pytest.mark.parametrize(
    "act", ["kept", "reopen", "drop", "postpone", "untie", "tie", "promise"]
)
def test_no_act_of_ones_own_page_reaches_into_another_book(
    clara_client: Client,
    clara_book: Book,
    clara_friend: str,
    book: Book,
    hand: Hand,
    dora: str,
    owner: Person,
    act: str,
) -> None:
    promise = add_promise(book.pk, dora, hand=hand, text="brochure")
    tie = add_tie(book.pk, dora, owner.uid, hand=hand)
    before = state(book)
    sent = {"act": act, "promise": promise.uid, "tie": tie.uid, "other": dora}

    page = clara_client.post(
        f"/{clara_book.pk}/people/{clara_friend}/",
        {**sent, "strength": "2", "text": "", "by": "me"},
    )

    # An empty promise is no promise, and is shown again; the rest is not there.
    assert page.status_code == (200 if act == "promise" else 404)
    assert b"Daume" not in page.content
    assert state(book) == before


@pytest.mark.parametrize("url", ["/{book}/", "/{book}/sorting/", "/{book}/log/"])
def test_no_form_of_ones_own_book_takes_somebody_of_another(
    clara_client: Client, clara_book: Book, book: Book, dora: str, url: str
) -> None:
    before = state(book)
    sent = {"person": dora, "act": "done", "choice": "often", "channel": "call"}

    page = clara_client.post(url.format(book=clara_book.pk), sent)

    assert page.status_code == 404
    assert state(book) == before


@pytest.mark.parametrize("url", ["/", "/books/"])
def test_what_is_outside_the_books_is_for_keepers_too(
    client: Client, db: None, url: str
) -> None:
    page = client.get(url)

    assert page.status_code == 302
    assert page.headers["Location"].startswith("/door/")


def test_a_stranger_does_not_see_that_there_are_other_books(
    clara_client: Client, book: Book
) -> None:
    page = clara_client.get("/books/")

    assert b"Clara Coors" in page.content
    assert b"Anna Ahlers" not in page.content


def test_deeds_of_another_book_are_missing(
    clara_client: Client, clara_book: Book, book: Book, touch: str
) -> None:
    deed = Deed.objects.get(verb="log_touch")
    before = state(book)

    page = clara_client.post(f"/{clara_book.pk}/undo/{deed.pk}/")

    assert page.status_code == 404
    assert state(book) == before
