"""Who is left alone, and why."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from kontor.records.models import Book
from tests.browser.look import assert_good
from tests.browser.town import ONCE_EACH, WITHOUT_SCRIPTS, Town

HEADING = {"de": "In Ruhe gelassen", "en": "Left alone"}
PRIVATE = {"de": "Privat", "en": "Private"}


def test_who_is_left_alone_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page("resting/"))
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    priska = anna_page.locator("li", has_text="Priska Privat")
    expect(priska.locator(".org")).to_contain_text(PRIVATE[language])
    # What is private is not for this page to change.
    expect(priska.locator("button")).to_have_count(0)
    assert_good(anna_page, language)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_who_rests_can_be_woken_and_put_to_rest_again(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page("resting/"))
    ulf = anna_page.locator("main li", has_text="Ulf Ruhmann")
    ulf.locator("button[value=wake]").click()
    expect(ulf).to_have_count(0)
    anna_page.locator("#said button").click()
    expect(ulf).to_be_visible()


@ONCE_EACH
def test_a_book_that_leaves_nobody_alone_says_so(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/resting/")
    expect(anna_page.locator("main li")).to_have_count(1)
    assert_good(anna_page, language)
