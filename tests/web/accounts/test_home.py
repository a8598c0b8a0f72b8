from __future__ import annotations

from datetime import datetime

from django.test import Client

from kontor.records.models import Account, Book, Keeper
from tests.conftest import sign_in


def test_the_bare_address_leads_to_the_week(anna_client: Client, book: Book) -> None:
    assert anna_client.get("/").headers["Location"] == f"/{book.pk}/"


def test_it_leads_to_the_book_used_last(
    anna_client: Client, anna: Account, book: Book, moment: datetime
) -> None:
    other = Book.objects.create(name="Choir", created=moment)
    Keeper.objects.create(book=other, account=anna)
    anna_client.get(f"/{other.pk}/log/")

    assert anna_client.get("/").headers["Location"] == f"/{other.pk}/"


def test_a_book_used_last_and_kept_no_more_is_not_gone_back_to(
    anna_client: Client, anna: Account, book: Book, moment: datetime
) -> None:
    other = Book.objects.create(name="Choir", created=moment)
    keeper = Keeper.objects.create(book=other, account=anna)
    anna_client.get(f"/{other.pk}/log/")
    keeper.delete()

    assert anna_client.get("/").headers["Location"] == f"/{book.pk}/"


def test_who_keeps_no_book_yet_begins_one(client: Client, anna: Account) -> None:
    sign_in(client, anna)

    assert client.get("/").headers["Location"] == "/books/"
