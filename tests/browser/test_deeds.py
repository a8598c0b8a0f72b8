"""The page of deeds: everything that was done, and taking it back."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.look import assert_good
from tests.browser.town import ONCE_EACH, WITHOUT_SCRIPTS, Town

HEADING = {"de": "Journal", "en": "Deeds"}


def deeds(page: Page) -> Locator:
    return page.locator("main ol > li:not(.day-head)")


def test_the_deeds_are_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page("deeds/"))
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    # The latest first; who opened the book cannot take that back.
    expect(deeds(anna_page).first).to_contain_text("Ulf Ruhmann")
    assert_good(anna_page, language)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_a_deed_is_taken_back_and_done_again(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page("deeds/"))
    rested = deeds(anna_page).first
    rested.locator("button").click()
    expect(anna_page.locator(".struck")).to_contain_text("Ulf Ruhmann")
    anna_page.goto(town.person("Ulf Ruhmann"))
    expect(anna_page.locator("button[value=rest]")).to_be_visible()
    anna_page.goto(town.page("deeds/"))
    # What is done again is the undoing undone.
    deeds(anna_page).first.locator("button").click()
    anna_page.goto(town.person("Ulf Ruhmann"))
    expect(anna_page.locator("button[value=wake]")).to_be_visible()


@ONCE_EACH
def test_what_was_changed_since_is_kept_and_said(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    for rhythm in ("A", "B"):
        anna_page.locator("[name=rhythm]").select_option(rhythm)
        anna_page.locator("button[value=rhythm]").click()
        expect(anna_page.locator("[name=rhythm]")).to_have_value(rhythm)
    anna_page.goto(town.page("deeds/"))
    deeds(anna_page).nth(1).locator("button").click()
    expect(anna_page.locator("#said .warning")).to_contain_text("Ben Brandt")
    anna_page.goto(town.person("Ben Brandt"))
    expect(anna_page.locator("[name=rhythm]")).to_have_value("B")
