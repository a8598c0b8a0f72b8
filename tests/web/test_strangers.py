"""Every address and every method, as a stranger: nothing shows, nothing changes.

The addresses are those of the resolver. One that is new is walked like the others;
where it takes something that nobody has taken before, or lies outside the books, a
test fails until the tables below say what stands for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.ties import add_tie
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.groups.segments import add_segment
from kontor.actions.overview.imports.begin import begin_import
from kontor.lib.hand import Hand
from kontor.records import journal
from kontor.records.models import (
    Account,
    Book,
    Deed,
    Device,
    Membership,
    Organisation,
    Person,
    Segment,
)


def every_pattern(resolver: URLResolver) -> Iterator[URLPattern]:
    """Walk the addresses, those of included files among them."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_pattern(pattern)
        else:
            yield pattern


METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
PATTERNS = list(every_pattern(get_resolver()))
OF_A_BOOK = [str(p.name) for p in PATTERNS if "book" in p.pattern.converters]
OUTSIDE = [p for p in PATTERNS if "book" not in p.pattern.converters]
# What may stand in an address beside the book, and where it comes from below.
KNOWN = {
    "book": "int",
    "uid": "uuid",
    "other": "uuid",
    "deed": "int",
    "key": "int",
    "token": "str",
}
# What an address outside the books answers: to nobody, and to Clara. 405 and 302 are
# added for methods and forms; what matters is that nothing shows and nothing changes.
ANSWERS: dict[str, tuple[set[int], set[int]]] = {
    "/": ({302, 405}, {302, 405}),
    "/door/": ({200, 405, 409}, {302, 405, 409}),
    "/door/<str:token>/": ({200, 405, 409}, {200, 405, 409}),
    "/leave/": ({302, 405}, {302, 405}),
    # Nobody carries imports on in these tests.
    "/health/": ({405, 503}, {405, 503}),
    "/books/": ({302}, {200, 405}),
    "/books/whole/": ({302}, {400, 405}),
    "/language/": ({400, 405}, {400, 405}),
}
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
    "duplicates": {"act": "look"},
    "merge": {"take-name": "other"},
    "letter": {"act": "given"},
    "erase": {"name": "Dora Daume"},
    "others": {"act": "remove"},
    "batch": {"act": "drop"},
    "imports": {"tag": "Mine now"},
    "settings": {"act": "erase", "erase": "Anna Ahlers"},
    "devices": {"act": "others"},
    "reach": {"count": "5"},
    "group_new": {"kind": "circle", "name": "Mine now"},
    "group": {"act": "remove"},
    "group_edit": {"act": "remove"},
    "member": {"trade": "Mine now"},
    "gathering_new": {"day": "2026-02-24"},
    "gathering": {"act": "clear"},
    "gathering_edit": {"act": "remove"},
    "segment_new": {"name": "Mine now", "importance": "2", "tags": "Choir"},
    "segment": {"act": "out"},
    "segment_edit": {"act": "remove"},
    "password": {"old": "", "new": "correct horse battery", "again": ""},
}


@pytest.fixture
def network(book: Book, hand: Hand, dora: str) -> dict[str, str]:
    """A network of Anna's with Dora in it, a gathering she came to, a segment."""
    group = add_group(book.pk, hand=hand, name="Daume Circle", kind="circle").uid
    add_member(book.pk, group, dora, hand=hand, trade="Printer")
    day = date(2026, 2, 24)
    gathering = add_gathering(book.pk, group, hand=hand, day=day).uid
    fill_attendance(book.pk, gathering, hand=hand, states={dora: "present"})
    segment = add_segment(book.pk, hand=hand, name="Daumes", trades=["Printer"]).uid
    kept = dict.fromkeys(("group", "group_edit", "member", "gathering_new"), group)
    kept |= dict.fromkeys(("gathering", "gathering_edit"), gathering)
    return kept | dict.fromkeys(("segment", "segment_edit"), segment)


@pytest.fixture
def kept(
    book: Book, hand: Hand, dora: str, touch: str, network: dict[str, str]
) -> dict[str, str]:
    """The uids that stand in the addresses of Anna's book."""
    organisation = Organisation.objects.get(book=book)
    files = [("people.vcf", BytesIO(b"BEGIN:VCARD"))]
    return {
        "person": dora,
        "owner": str(Person.objects.get(book=book, is_owner=True).uid),
        "touch": touch,
        "organisation": str(organisation.uid),
        "batch": begin_import(book.pk, hand=hand, files=files).batch,
        **network,
    }


def address(name: str, book: Book, kept: dict[str, str]) -> str:
    pattern = next(p for p in PATTERNS if p.name == name)
    samples: dict[str, Any] = {
        "book": book.pk,
        "uid": kept.get(name, kept["person"]),
        "other": kept["owner"],
        "deed": Deed.objects.filter(verb="log_touch").get().pk,
        "key": Membership.objects.get().pk,
    }
    values = {part: samples[part] for part in pattern.pattern.converters}
    return reverse(name, kwargs=values)


def route(pattern: URLPattern) -> str:
    return f"/{pattern.pattern}"


def world(but: Account | None = None) -> dict[str, tuple[int, str]]:
    """Count the rows of every table and give a digest of what stands in them.

    What is about the account of a stranger itself (its language, its browsers) is
    left out: that is its own.
    """
    found = {}
    for model in apps.get_app_config("records").get_models(include_auto_created=True):
        rows = model._default_manager.order_by("pk")
        if but is not None and model is Account:
            rows = rows.exclude(pk=but.pk)
        if but is not None and model is Device:
            rows = rows.exclude(account=but)
        values = list(rows.values_list())
        digest = hashlib.sha256(repr(values).encode()).hexdigest()
        found[model.__name__] = len(values), digest
    return found


def test_every_address_is_known_here() -> None:
    assert {route(pattern) for pattern in OUTSIDE} == set(ANSWERS)
    assert None not in {pattern.name for pattern in PATTERNS}
    for pattern in PATTERNS:
        for part, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            assert KNOWN.get(part) == kind.replace("string", "str"), route(pattern)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("pattern", OUTSIDE, ids=route)
@pytest.mark.parametrize("who", ["nobody", "clara"])
def test_outside_the_books_nothing_of_annas_shows_or_changes(
    client: Client,
    clara_client: Client,
    clara: Account,
    book: Book,
    kept: dict[str, str],
    pattern: URLPattern,
    method: str,
    who: str,
) -> None:
    before = world(clara)
    url = route(pattern).replace("<str:token>", "no-such-link")
    asking = clara_client if who == "clara" else client
    # What each form there would send, and wrong in all of them.
    sent = {"name": "Anna", "password": "x", "language": "xx", "owner": ""}

    page = getattr(asking, method)(url, sent if method in {"get", "post"} else None)

    assert page.status_code in ANSWERS[route(pattern)][who == "clara"]
    for secret in (b"Daume", b"Anna Ahlers", b"Choir"):
        assert secret not in page.content
    assert world(clara) == before


def state(book: Book) -> list[object]:
    """Give every row of a book, its deeds and settings included."""
    rows = [
        list(model._default_manager.filter(book=book).order_by("pk").values())
        for model in [*journal.EVERYTHING, Deed]
    ]
    return [*rows, list(Book.objects.filter(pk=book.pk).values())]


def send(client: Client, method: str, url: str, name: str, dora: str) -> Any:
    sent = None
    if method == "post":
        member = str(Membership.objects.get().pk)
        segment = str(Segment.objects.get().uid)
        given = {"person": dora, "membership": member, "segment": segment}
        sent = {**given, **SENT.get(name, {})}
    return getattr(client, method)(url, sent)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OF_A_BOOK)
def test_a_stranger_is_told_there_is_no_such_thing(
    clara_client: Client,
    clara: Account,
    book: Book,
    kept: dict[str, str],
    name: str,
    method: str,
) -> None:
    before = world(clara)
    url = address(name, book, kept)

    page = send(clara_client, method, url, name, kept["person"])

    assert page.status_code == 404
    assert b"Daume" not in page.content
    assert world(clara) == before


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OF_A_BOOK)
def test_who_is_not_signed_in_is_sent_to_the_door(
    client: Client, book: Book, kept: dict[str, str], name: str, method: str
) -> None:
    before = world()
    url = address(name, book, kept)

    page = send(client, method, url, name, kept["person"])

    assert (page.status_code, page.headers["Location"].partition("?")[0]) == (
        302,
        "/door/",
    )
    assert page.content == b""
    assert world() == before


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
    "name", [str(p.name) for p in PATTERNS if "uid" in p.pattern.converters]
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

    # A page that is only read takes no form, whoever sends it; "reach" has no page.
    only = {404, 405} if method == "post" or name == "reach" else {404}
    assert page.status_code in only
    assert b"Daume" not in page.content
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


@pytest.mark.parametrize("url", ["/", "/books/", "/books/whole/"])
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
