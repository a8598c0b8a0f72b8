from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontor.records.models import Account, Book, Keeper, Person
from tests.actions.overview.books_alike import packed


def file(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("k.zip", data)


def test_a_zip_becomes_a_book_of_its_own(
    anna_client: Client, book: Book, ben: Person
) -> None:
    sent = {"whole": file(packed(book.pk)), "called": "Zwei"}
    answer = anna_client.post("/books/whole/", sent)
    made = Book.objects.get(name="Zwei")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{made.pk}/")
    assert Person.objects.filter(book=made, uid=ben.uid).exists()
    assert b"Zwei" in anna_client.get(f"/{made.pk}/").content


def test_a_stranger_may_bring_a_book_for_herself_alone(
    clara_client: Client, clara: Account, clara_book: Book, book: Book
) -> None:
    clara_client.post("/books/whole/", {"whole": file(packed(book.pk))})
    made = Book.objects.exclude(pk__in=[book.pk, clara_book.pk]).get()
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
    assert Book.objects.count() == 1


def test_the_page_of_books_offers_it(anna_client: Client, book: Book) -> None:
    page = anna_client.get("/books/").content.decode()
    assert 'action="/books/whole/"' in page
    assert page.count('id="id_name"') == 1
