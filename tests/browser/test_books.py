"""Several books, and the sample among them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from kontor.actions.overview.sample.load import load_sample
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book
from tests.browser.look import assert_good
from tests.browser.town import ONCE_EACH, WITHOUT_SCRIPTS

HEADING = {"de": "Bücher", "en": "Books"}


def test_the_books_are_good_to_look_at(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto("/books/")
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    assert_good(anna_page, language)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_a_new_book_begins_empty(anna_page: Page, book: Book) -> None:
    anna_page.goto("/books/")
    anna_page.locator("[name=name]").fill("Chor")
    anna_page.locator("[name=owner]").fill("Anna Ahlers")
    anna_page.locator("main .btn.main").click()
    expect(anna_page.locator("main .empty")).to_be_visible()
    expect(anna_page.locator(".book-name")).to_contain_text("Chor")


@ONCE_EACH
def test_the_sample_says_on_every_page_that_it_is_one(
    anna_page: Page, anna: Account, book: Book, hand: Hand, language: str
) -> None:
    sample = load_sample(anna.pk, hand=hand)
    for path in ("", "people/", "sorting/", "deeds/", "settings/", "trust/"):
        anna_page.goto(f"/{sample}/{path}")
        expect(anna_page.locator("aside.sample")).to_be_visible()
    assert_good(anna_page, language)
    anna_page.locator("aside.sample a").click()
    anna_page.wait_for_url(f"**/{book.pk}/")
    expect(anna_page.locator("aside.sample")).to_have_count(0)


@ONCE_EACH
def test_one_goes_from_book_to_book_by_the_name_at_the_top(
    anna_page: Page, anna: Account, book: Book, hand: Hand, language: str
) -> None:
    sample = load_sample(anna.pk, hand=hand)
    anna_page.goto(f"/{book.pk}/")
    anna_page.locator(".book-name summary").click()
    assert_good(anna_page, language)
    anna_page.locator(f".book-name a[href='/{sample}/']").click()
    anna_page.wait_for_url(f"**/{sample}/")
    # The bare address goes on to where one was last.
    anna_page.goto("/")
    anna_page.wait_for_url(f"**/{sample}/")
