from __future__ import annotations

import pytest
from django.test import Client

from kontor.actions.connections.people import edit_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Person, Touch


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/deeds/"


def undo(client: Client, book: Book, verb: str, **sent: str) -> str:
    deed = Deed.objects.filter(verb=verb).latest("pk")
    return client.post(f"/{book.pk}/undo/{deed.pk}/", sent).headers["Location"]


def test_what_was_done_is_listed_newest_first(
    anna_client: Client, touch: str, url: str
) -> None:
    page = anna_client.get(url).content.decode()

    noted, added = page.index("Noted a contact with"), page.index("Added Dora Daume")
    assert noted < added
    # Nine in the morning in London is ten in the book's own zone.
    assert "10:00" in page


def test_a_deed_is_taken_back_and_done_again(
    anna_client: Client, book: Book, touch: str, url: str
) -> None:
    assert undo(anna_client, book, "log_touch", next=url) == url
    assert not Touch.objects.exists()
    page = anna_client.get(url).content.decode()
    assert "Undone: Noted a contact with Dora Daume" in page
    assert "taken back" in page
    assert "Do it again" in page

    undo(anna_client, book, "undo")

    assert str(Touch.objects.get().uid) == touch


def test_what_an_undo_left_as_it_was_is_named(
    anna_client: Client, book: Book, hand: Hand, dora: str, url: str
) -> None:
    edit_person(book.pk, dora, hand=hand, note="First.")
    first = Deed.objects.latest("pk").pk
    edit_person(book.pk, dora, hand=hand, note="Second.")

    anna_client.post(f"/{book.pk}/undo/{first}/")

    assert Person.objects.get(uid=dora).note == "Second."
    page = anna_client.get(url).content.decode()
    assert "Kept as it is, because it was changed since: Dora Daume." in page


@pytest.mark.parametrize(
    ("after", "leads"),
    [
        ("people/{dora}/", "people/"),
        ("people/{dora}/edit/", "people/"),
        ("people/?q=d", "people/?q=d"),
        ("", ""),
    ],
)
def test_one_goes_on_where_one_was_unless_it_has_just_gone(
    anna_client: Client, book: Book, dora: str, after: str, leads: str
) -> None:
    where = f"/{book.pk}/" + after.format(dora=dora)

    assert undo(anna_client, book, "add_person", next=where) == f"/{book.pk}/{leads}"


def test_from_the_page_of_a_touch_that_has_gone_it_is_the_journal(
    anna_client: Client, book: Book, touch: str, url: str
) -> None:
    where = f"/{book.pk}/touches/{touch}/"

    assert undo(anna_client, book, "log_touch", next=where) == url


def test_one_stays_with_somebody_who_is_still_there(
    anna_client: Client, book: Book, touch: str, dora: str
) -> None:
    where = f"/{book.pk}/people/{dora}/"

    assert undo(anna_client, book, "log_touch", next=where) == where


@pytest.mark.parametrize("where", ["", "https://evil.example/", "/no/such/page/"])
def test_without_a_place_to_go_on_to_it_is_the_journal(
    anna_client: Client, book: Book, touch: str, url: str, where: str
) -> None:
    assert undo(anna_client, book, "log_touch", next=where) == url


def test_what_cannot_be_undone_says_so(
    anna_client: Client, book: Book, url: str
) -> None:
    deed = Deed.objects.get(verb="open_book")

    page = anna_client.post(f"/{book.pk}/undo/{deed.pk}/")

    assert page.status_code == 409
    assert "This cannot be undone." in page.content.decode()


def test_an_undo_is_never_a_mere_link(
    anna_client: Client, book: Book, touch: str
) -> None:
    deed = Deed.objects.get(verb="log_touch")

    assert anna_client.get(f"/{book.pk}/undo/{deed.pk}/").status_code == 405
    assert Touch.objects.exists()
