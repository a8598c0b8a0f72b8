from __future__ import annotations

import re

import pytest
from django.test import Client

from kontor.records.models import Account, Book, Keeper
from tests.conftest import sign_in

pytestmark = pytest.mark.urls("tests.web.pages")
BEN = "00000000-0000-0000-0000-00000000000b"


@pytest.fixture
def sample(anna: Account, moment: object) -> Book:
    sample = Book.objects.create(name="Sample", is_sample=True, created=moment)
    Keeper.objects.create(book=sample, account=anna)
    return sample


def page_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def links(page: str) -> dict[str, str]:
    """Give what the navigation marks as current, by label."""
    found = re.findall(r'<a href="[^"]*"([^>]*)>(?:<svg.*?</svg>)?([^<]+)</a>', page)
    return {label: marks for marks, label in found}


def test_every_page_of_a_book_names_it_and_has_the_log_line(
    anna_client: Client, book: Book
) -> None:
    for address in ("", "people/", "import/", "deeds/", "settings/", "trust/"):
        page = page_of(anna_client, f"/{book.pk}/{address}")
        assert "Anna Ahlers</title>" in page
        assert f'action="/{book.pk}/log/"' in page
        assert 'id="line"' in page


def test_the_navigation_marks_the_page_one_is_on(
    anna_client: Client, book: Book
) -> None:
    marks = links(page_of(anna_client, f"/{book.pk}/people/"))

    assert 'aria-current="page"' in marks["People"]
    assert "aria-current" not in marks["This week"]


def test_a_person_belongs_under_people(anna_client: Client, book: Book) -> None:
    marks = links(page_of(anna_client, f"/{book.pk}/people/{BEN}/"))

    # Not "page": the link leads to another page than this one.
    assert 'aria-current="true"' in marks["People"]


def test_the_menu_of_more_is_marked_when_one_is_in_it(
    anna_client: Client, book: Book
) -> None:
    assert '<details class="menu here">' in page_of(anna_client, f"/{book.pk}/deeds/")
    assert '<details class="menu">' in page_of(anna_client, f"/{book.pk}/people/")


def test_a_sample_is_marked_on_its_pages_and_leads_to_the_own_book(
    anna_client: Client, book: Book, sample: Book
) -> None:
    page = page_of(anna_client, f"/{sample.pk}/trust/")

    assert "This is a sample network." in page
    banner = page.partition('<aside class="sample"')[2].partition("</aside>")[0]
    assert f'href="/{book.pk}/"' in banner


def test_the_own_book_is_not_marked_as_a_sample(
    anna_client: Client, book: Book, sample: Book
) -> None:
    assert "sample network" not in page_of(anna_client, f"/{book.pk}/")


def test_who_has_only_the_sample_is_led_to_begin_a_book(
    anna: Account, sample: Book, client: Client
) -> None:
    sign_in(client, anna)

    assert "Begin your own book" in page_of(client, f"/{sample.pk}/")


def test_the_menu_of_books_is_there_when_there_are_several(
    anna_client: Client, book: Book, clara_book: Book, sample: Book
) -> None:
    page = page_of(anna_client, f"/{book.pk}/")
    menu = page.partition('<details class="menu book-name">')[2].partition("</details")[
        0
    ]

    assert "Anna Ahlers" in menu
    assert "Sample" in menu
    assert "Clara" not in menu


def test_one_book_needs_no_menu(anna_client: Client, book: Book) -> None:
    assert '<details class="menu book-name">' not in page_of(
        anna_client, f"/{book.pk}/"
    )


def test_what_was_done_is_said_once_with_its_undo(
    anna_client: Client, book: Book
) -> None:
    anna_client.get(f"/{book.pk}/say/17/")
    page = page_of(anna_client, f"/{book.pk}/")

    assert "Saved: call with Ben." in page
    assert f'action="/{book.pk}/undo/17/"' in page
    assert "Saved: call with Ben." not in page_of(anna_client, f"/{book.pk}/")


def test_the_undo_of_one_book_stays_with_it_on_a_page_of_another(
    anna_client: Client, book: Book, sample: Book
) -> None:
    anna_client.get(f"/{book.pk}/say/17/")
    page = page_of(anna_client, f"/{sample.pk}/")

    assert f'action="/{book.pk}/undo/17/"' in page


def test_the_place_for_messages_is_read_aloud_even_when_empty(
    anna_client: Client, book: Book
) -> None:
    assert '<div id="said" role="status" aria-live="polite">' in page_of(
        anna_client, f"/{book.pk}/"
    )


def test_outside_a_book_there_is_neither_navigation_nor_log_line(
    client: Client,
) -> None:
    page = page_of(client, "/door/")

    assert "<nav" not in page
    assert 'id="line"' not in page
    assert 'name="language"' in page
