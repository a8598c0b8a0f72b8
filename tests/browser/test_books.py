"""Several books, and the sample among them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kontor.actions.overview.sample.load import load_sample
from kontor.actions.worker import Worker
from kontor.lib.hand import Hand
from kontor.records.models import Account, Batch, Book
from tests.actions.overview.books_alike import packed
from tests.actions.overview.test_bring_book import BAD, rewritten
from tests.browser.look import assert_good
from tests.browser.town import ONCE_EACH, WITHOUT_SCRIPTS, Town

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


@pytest.fixture
def work(moment: datetime) -> Callable[[], bool]:
    """Do what the pages have ordered, as the worker beside the server would."""
    return Worker(lambda: moment).work_once


def bring(page: Page, folder: Path, data: bytes) -> None:
    file = folder / "kontor.zip"
    file.write_bytes(data)
    page.goto("/books/")
    page.locator("[name=whole]").set_input_files(file)
    page.locator("[name=called]").fill("Zwei")
    page.locator("form[action='/books/whole/'] .btn").click()
    page.wait_for_url("**/books/whole/*/")


def test_a_book_that_comes_in_is_good_to_look_at(
    anna_page: Page, town: Town, tmp_path: Path, language: str
) -> None:
    bring(anna_page, tmp_path, packed(town.book))
    Batch.objects.filter(files__format="kontor").update(
        state="applying", done=640, total=1500
    )
    expect(anna_page.locator("progress[value='640']")).to_be_visible()
    assert_good(anna_page, language)
    anna_page.goto("/books/")
    expect(anna_page.locator("main li", has_text="Zwei")).to_be_visible()
    assert_good(anna_page, language)


@ONCE_EACH
def test_the_page_of_a_book_goes_on_to_it_by_itself(
    anna_page: Page, town: Town, tmp_path: Path, work: Callable[[], bool]
) -> None:
    bring(anna_page, tmp_path, packed(town.book))
    assert work()
    anna_page.wait_for_url(f"**/{Book.objects.get(name='Zwei').pk}/")
    expect(anna_page.locator("#said")).to_contain_text("Zwei")


@ONCE_EACH
def test_what_was_wrong_with_a_book_stands_there_and_is_good_to_look_at(
    anna_page: Page,
    town: Town,
    tmp_path: Path,
    language: str,
    work: Callable[[], bool],
) -> None:
    data = rewritten(packed(town.book), BAD["a row too few"])
    bring(anna_page, tmp_path, data)
    assert work()
    expect(anna_page.locator("#batch .lede.red")).to_be_visible()
    expect(anna_page.locator("#batch td.red")).to_be_visible()
    assert_good(anna_page, language)
    anna_page.locator("#batch .btn.main").click()
    anna_page.wait_for_url("**/books/")
