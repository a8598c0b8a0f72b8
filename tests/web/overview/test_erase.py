"""Erasing somebody on the pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person, remove_person
from kontor.actions.overview.bring_book import begin_book
from kontor.actions.worker import Worker
from kontor.lib.hand import Hand
from kontor.records.erasing import listed
from kontor.records.models import Book, Deed, Keeper, Person
from tests.actions.overview.books_alike import packed
from tests.actions.overview.bringing import clock

At = Callable[[str], str]


@pytest.fixture(autouse=True)
def _no_list() -> Iterator[None]:
    listed.list_file().unlink(missing_ok=True)
    yield
    listed.list_file().unlink(missing_ok=True)


def test_the_page_says_what_goes_and_what_stays(
    anna_client: Client, book: Book, hand: Hand, dora: str, touch: str, person_at: At
) -> None:
    eva = add_person(book.pk, hand=hand, name="Eva", note="Sister of Dora Daume").uid
    page = anna_client.get(f"{person_at(dora)}erase/").content.decode()
    assert "It cannot be undone." in page
    assert "<dt>Contacts</dt><dd>1</dd>" in page
    # Her own printing house, where nobody else is.
    assert "Daume Druck" in page
    assert "Sister of Dora Daume" in page
    assert person_at(eva) in page
    # From the page to edit, one comes here.
    edit = anna_client.get(f"{person_at(dora)}edit/").content.decode()
    assert f"{person_at(dora)}erase/" in edit


def test_the_name_erases_and_is_said_nowhere_afterwards(
    anna_client: Client, book: Book, dora: str, touch: str, person_at: At
) -> None:
    url = f"{person_at(dora)}erase/"
    page = anna_client.post(url, {"name": "dora daume"}, follow=True)
    assert page.redirect_chain == [(f"/{book.pk}/people/", 302)]
    text = page.content.decode()
    assert "The person is erased, from everything." in text
    assert "Daume" not in text
    assert "Daume" not in anna_client.get(f"/{book.pk}/deeds/").content.decode()
    assert not Person.objects.filter(uid=dora).exists()
    assert anna_client.get(url).status_code == 404


def test_a_copy_of_the_book_is_named_before_and_after(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At
) -> None:
    batch = begin_book(("k.zip", io.BytesIO(packed(book.pk))), hand=hand, name="<Zwei>")
    assert Worker(clock).work_once()
    url = f"{person_at(dora)}erase/"
    text = "Also in “&lt;Zwei&gt;”, a copy of this book."
    assert text in anna_client.get(url).content.decode()
    page = anna_client.post(url, {"name": "dora daume"}, follow=True).content.decode()
    assert f"The person is erased, from everything. {text}" in page
    assert not Person.objects.filter(book=batch.book_id, uid=dora).exists()


@pytest.mark.parametrize("name", ["", "Dora", "Dora Daum"])
def test_another_name_erases_nobody(
    anna_client: Client, book: Book, dora: str, person_at: At, name: str
) -> None:
    deeds = Deed.objects.filter(book=book).count()
    page = anna_client.post(f"{person_at(dora)}erase/", {"name": name})
    assert page.status_code == 200
    assert Person.objects.filter(uid=dora).exists()
    assert Deed.objects.filter(book=book).count() == deeds


def test_who_was_taken_out_before_is_erased_from_the_journal(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At
) -> None:
    remove_person(book.pk, dora, hand=hand)
    others = f"/{book.pk}/others/"
    assert "Dora Daume" in anna_client.get(others).content.decode()
    url = f"{person_at(dora)}erase/?next={others}"
    page = anna_client.post(url, {"name": "Dora Daume"}, follow=True)
    assert page.redirect_chain == [(others, 302)]
    text = page.content.decode()
    assert "Daume" not in text
    assert "1 person. Nobody can tell who it was" in text


def test_an_assistant_can_take_out_but_not_erase(
    anna_client: Client, book: Book, dora: str, person_at: At
) -> None:
    Keeper.objects.filter(book=book).update(role=Keeper.Role.ASSISTANT)
    page = anna_client.post(f"{person_at(dora)}erase/", {"name": "Dora Daume"})
    assert page.status_code == 409
    assert "Only the owner of the book can erase" in page.content.decode()
    assert Person.objects.filter(uid=dora).exists()


def test_the_owner_of_the_book_has_no_such_page(
    anna_client: Client, owner: Person, person_at: At
) -> None:
    assert anna_client.get(f"{person_at(str(owner.uid))}erase/").status_code == 404
    origin = anna_client.get(f"{person_at(str(owner.uid))}origin/").content.decode()
    assert "/erase/" not in origin
