from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontor.actions.worker import Worker
from kontor.records.models import Account, Batch, Book, Keeper, Person
from tests.actions.overview.books_alike import packed
from tests.actions.overview.test_bring_book import BAD, rewritten
from tests.web.conftest import HTMX


@pytest.fixture
def work(moment: datetime) -> Callable[[], bool]:
    """Do what the pages have ordered, as the worker would."""
    return Worker(lambda: moment).work_once


def file(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("k.zip", data)


def send(client: Client, data: bytes, **more: str) -> str:
    """Send a file; give the page that shows how far it is."""
    answer = client.post("/books/whole/", {"whole": file(data), **more})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_a_zip_becomes_a_book_of_its_own(
    anna_client: Client, book: Book, ben: Person, work: Callable[[], bool]
) -> None:
    there = send(anna_client, packed(book.pk), called="Zwei")
    made = Book.objects.get(name="Zwei")
    shown = anna_client.get(there).content.decode()
    assert "Being read" in shown
    assert "k.zip" in shown
    assert "You may leave this page; the work goes on." in shown
    # The page asks again by itself, with the script and without.
    assert f'hx-get="{there}" hx-trigger="every 1s"' in shown
    assert '<meta http-equiv="refresh" content="2">' in shown
    assert anna_client.get(f"/{made.pk}/").status_code == 404
    assert f'href="{there}">Zwei<' in anna_client.get("/books/").content.decode()

    assert work()

    answer = anna_client.get(there, headers=HTMX)
    assert answer.headers["HX-Redirect"] == f"/{made.pk}/"
    answer = anna_client.get(there)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{made.pk}/")
    assert Person.objects.filter(book=made, uid=ben.uid).exists()
    shown = anna_client.get(f"/{made.pk}/").content.decode()
    assert "“Zwei” is here, as it was." in shown
    assert f'href="{there}"' not in anna_client.get("/books/").content.decode()


def test_the_piece_that_changes_is_sent_alone(anna_client: Client, book: Book) -> None:
    there = send(anna_client, packed(book.pk))
    Batch.objects.update(state="applying", done=3, total=8)
    page = anna_client.get(there, headers=HTMX).content.decode()
    assert "<main" not in page
    assert "Coming in" in page
    assert '<progress max="8" value="3"' in page


def test_what_is_wrong_in_the_midst_of_it_stands_there(
    anna_client: Client, book: Book, ben: Person, work: Callable[[], bool]
) -> None:
    data = rewritten(packed(book.pk), BAD["a text too long"])
    there = send(anna_client, data)
    assert work()
    page = anna_client.get(there)
    shown = page.content.decode()
    assert "Nothing could be read" in shown
    assert "The file is damaged at line" in shown
    assert "every 1s" not in shown
    assert 'href="/books/"' in shown
    assert list(Keeper.objects.values_list("book", flat=True)) == [book.pk]


def test_a_stranger_may_bring_a_book_for_herself_alone(
    clara_client: Client,
    clara: Account,
    clara_book: Book,
    anna_client: Client,
    book: Book,
    work: Callable[[], bool],
) -> None:
    there = send(clara_client, packed(book.pk))
    made = Book.objects.exclude(pk__in=[book.pk, clara_book.pk]).get()
    # Anna neither sees it coming nor has it in the end.
    assert anna_client.get(there).status_code == 404
    assert there not in anna_client.get("/books/").content.decode()
    assert work()
    assert anna_client.get(there).status_code == 404
    assert [k.account for k in Keeper.objects.filter(book=made)] == [clara]


def test_what_is_no_book_is_refused_and_nothing_is_made(
    anna_client: Client, book: Book
) -> None:
    for data in (b"PK\x03\x04", b"BEGIN:VCARD", b'{"kontor":"book","version":1}\n'):
        answer = anna_client.post("/books/whole/", {"whole": file(data)})
        assert answer.status_code == 400
    assert anna_client.post("/books/whole/", {}).status_code == 400
    assert Book.objects.count() == 1


def test_only_a_form_can_send_one(anna_client: Client, book: Book) -> None:
    assert anna_client.get("/books/whole/").status_code == 405


def test_who_is_not_signed_in_is_sent_to_the_door(client: Client, book: Book) -> None:
    answer = client.post("/books/whole/", {"whole": file(packed(book.pk))})
    assert answer.headers["Location"].startswith("/door/")
    assert client.get("/books/whole/2/").headers["Location"].startswith("/door/")
    assert Book.objects.count() == 1


def test_the_page_of_books_offers_it(anna_client: Client, book: Book) -> None:
    page = anna_client.get("/books/").content.decode()
    assert 'action="/books/whole/"' in page
    assert page.count('id="id_name"') == 1
