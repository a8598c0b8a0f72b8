from __future__ import annotations

from django.conf import settings
from django.test import Client

from kontor.records.models import Book


def test_the_page_says_how_much_is_kept_and_by_whom_it_is_seen(
    anna_client: Client, book: Book, touch: str
) -> None:
    page = anna_client.get(f"/{book.pk}/trust/").content.decode()

    assert "In this book since 2 Mar 2026: 1 person, 1 contact, 0 imports." in page
    assert "Whoever keeps this book: Anna." in page


def test_the_page_says_where_the_book_lies(anna_client: Client, book: Book) -> None:
    page = anna_client.get(f"/{book.pk}/trust/").content.decode()

    assert str(settings.DATABASES["default"]["NAME"]) in page
