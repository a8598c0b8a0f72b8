from __future__ import annotations

import pytest
from django.test import Client

from kontor.records.models import Account, Book
from kontor.web.access import LAST_BOOK

pytestmark = pytest.mark.urls("tests.web.pages")


def test_the_keeper_comes_in(anna_client: Client, book: Book) -> None:
    assert anna_client.get(f"/{book.pk}/").status_code == 200


def test_the_browser_keeps_nothing_of_a_book(anna_client: Client, book: Book) -> None:
    page = anna_client.get(f"/{book.pk}/")

    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_stranger_finds_a_book_of_somebody_else_missing(
    clara_client: Client, book: Book
) -> None:
    page = clara_client.get(f"/{book.pk}/")

    assert page.status_code == 404
    assert "Anna" not in page.content.decode()


def test_a_book_of_somebody_else_looks_like_one_that_is_not_there(
    clara_client: Client, book: Book
) -> None:
    theirs = clara_client.get(f"/{book.pk}/", headers={"Referer": ""})
    nobodys = clara_client.get("/999999/", headers={"Referer": ""})

    def bare(page: bytes, number: str) -> str:
        text = page.decode().replace(f"/{number}/", "/N/")
        return "".join(
            line for line in text.splitlines(True) if "csrf" not in line.lower()
        )

    assert bare(theirs.content, str(book.pk)) == bare(nobodys.content, "999999")


def test_who_is_not_signed_in_goes_to_the_door_and_comes_back(
    client: Client, book: Book
) -> None:
    answer = client.get(f"/{book.pk}/people/?q=ben")

    assert answer.status_code == 302
    expected = f"/door/?next=/{book.pk}/people/%3Fq%3Dben"
    assert answer.headers["Location"] == expected


def test_the_last_book_is_remembered(anna_client: Client, book: Book) -> None:
    anna_client.get(f"/{book.pk}/")

    assert anna_client.session[LAST_BOOK] == book.pk


def test_a_book_that_is_missing_is_not_remembered(
    clara_client: Client, clara: Account, book: Book
) -> None:
    clara_client.get(f"/{book.pk}/")

    assert LAST_BOOK not in clara_client.session


def test_the_time_zone_of_the_book_is_in_force(anna_client: Client, book: Book) -> None:
    Book.objects.filter(pk=book.pk).update(time_zone="Asia/Tokyo")

    assert anna_client.get(f"/{book.pk}/clock/").content == b"Asia/Tokyo"
