from __future__ import annotations

from django.test import Client

from kontor.records.models import Account, Book, Person

NEW = {
    "name": "Choir",
    "owner": "Anna Ahlers",
    "language": "en",
    "region": "gb",
    "time_zone": "Europe/London",
}


def test_books_are_listed_with_how_many_people_they_have(
    anna_client: Client, book: Book, dora: str
) -> None:
    page = anna_client.get("/books/").content.decode()

    assert f'href="/{book.pk}/">Anna Ahlers</a>' in page
    # Dora; the owner is not counted.
    assert "1 person" in page


def test_a_new_book_begins_with_its_owner(
    anna_client: Client, anna: Account, book: Book
) -> None:
    page = anna_client.post("/books/", NEW)

    new = Book.objects.get(name="Choir")
    assert page.headers["Location"] == f"/{new.pk}/"
    assert (new.region, new.time_zone, new.language) == ("GB", "Europe/London", "en")
    assert Person.objects.get(book=new).display == "Anna Ahlers"
    assert new.keepers.get().account == anna


def test_a_country_nobody_knows_is_refused_beside_its_field(
    anna_client: Client, book: Book
) -> None:
    page = anna_client.post("/books/", {**NEW, "region": "XX"})

    assert "No country has this code." in page.content.decode()
    assert not Book.objects.filter(name="Choir").exists()
