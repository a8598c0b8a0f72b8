"""The first sorting: ten a screen, one tap each, to be stopped and taken up."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from kontor.records.models import Book
from tests.browser.look import assert_good
from tests.browser.town import ONCE_EACH, WAITING, WITHOUT_SCRIPTS, Town

HEADING = {"de": "Erste Sichtung", "en": "First sorting"}
ANSWERS = ("often", "sometimes", "rarely", "rest", "private")


def rows(page: Page) -> Locator:
    return page.locator("#sorting > ol > li")


def test_the_first_sorting_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page("sorting/"))
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    # Of those who wait there is room for ten.
    expect(rows(anna_page)).to_have_count(10)
    rows(anna_page).first.locator("button[value=often]").click()
    pressed = rows(anna_page).first.locator("[aria-pressed=true]")
    expect(pressed).to_have_count(1)
    assert_good(anna_page, language)


@ONCE_EACH
def test_one_tap_each_and_the_next_ten(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page("sorting/"))
    done = int(_figure(anna_page))
    for number, answer in enumerate(ANSWERS):
        row = rows(anna_page).nth(number)
        row.locator(f"button[value={answer}]").click()
        expect(row.locator(f"button[value={answer}]")).to_have_attribute(
            "aria-pressed", "true"
        )
        expect(anna_page.locator("#sorting-progress .folio")).to_contain_text(
            str(done + number + 1)
        )
    # A slip is put right by another tap, and counts once.
    rows(anna_page).first.locator("button[value=rarely]").click()
    expect(rows(anna_page).first.locator("[aria-pressed=true]")).to_have_attribute(
        "value", "rarely"
    )
    expect(anna_page.locator("#sorting-progress .folio")).to_contain_text(str(done + 5))
    anna_page.locator("#sorting .btn.main").click()
    expect(rows(anna_page).locator("[aria-pressed=true]")).to_have_count(0)
    assert int(_figure(anna_page)) == done + 5


@ONCE_EACH
def test_the_sorting_is_stopped_taken_up_and_used_at_once(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page())
    anna_page.locator("main .said .btn").click()
    first = rows(anna_page).first
    name = first.locator(".name").inner_text()
    first.locator("button[value=often]").click()
    expect(first.locator("[aria-pressed=true]")).to_have_count(1)
    anna_page.locator("#sorting .btn.quiet").click()
    expect(anna_page.locator("#plan > ol > li", has_text=name)).to_be_visible()
    anna_page.goto(town.page("sorting/"))
    expect(rows(anna_page).filter(has_text=name)).to_have_count(0)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_everybody_is_sorted_without_scripts(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page("sorting/"))
    while rows(anna_page).count():
        rows(anna_page).first.locator("button[value=rest]").click()
    expect(anna_page.locator("#sorting .empty")).to_be_visible()
    anna_page.goto(town.page("resting/"))
    for name in WAITING:
        expect(anna_page.locator("main li", has_text=name)).to_have_count(1)


@ONCE_EACH
def test_nobody_to_sort_is_said(anna_page: Page, book: Book, language: str) -> None:
    anna_page.goto(f"/{book.pk}/sorting/")
    expect(anna_page.locator("#sorting .empty")).to_be_visible()
    assert_good(anna_page, language)


def _figure(page: Page) -> str:
    """Give how many are sorted, of "3 of 37 sorted"."""
    found = re.search(r"\d+", page.locator("#sorting-progress .folio").inner_text())
    assert found
    return found[0]
