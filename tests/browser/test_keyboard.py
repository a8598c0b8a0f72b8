"""Kontor by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.town import ENGLISH_DESK, Town

pytestmark = ENGLISH_DESK
# What has the focus, as one would call it.
FOCUSED = """() => {
  const e = document.activeElement;
  return (e.getAttribute('aria-label') || e.innerText || e.name || e.id).trim();
}"""
PLACES = """() => [...document.querySelectorAll(
    'main :is(a[href], button, input:not([type=hidden]), summary, select)'
  )].filter(e => e.checkVisibility()).map(e => {
    const box = e.getBoundingClientRect();
    return [box.top + scrollY, box.left, box.bottom + scrollY].map(Math.round);
  })"""


def tab_to(page: Page, name: str, most: int = 60) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(name):
            return
    pytest.fail(f"Tab does not come to {name}")


def test_the_first_tab_skips_to_the_page(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page())
    anna_page.keyboard.press("Tab")
    expect(anna_page.locator(".skip")).to_be_focused()
    anna_page.keyboard.press("Enter")
    expect(anna_page.locator("#main")).to_be_focused()
    anna_page.keyboard.press("Tab")
    assert anna_page.evaluate("document.activeElement.closest('main') !== null")


def test_a_week_by_keyboard_alone(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page())
    # Note a contact, nod, and take it back.
    anna_page.keyboard.press("/")
    anna_page.keyboard.type("Called Thomas Schmidt yesterday, 10 min")
    anna_page.keyboard.press("Enter")
    expect(anna_page.locator("#nod button[name=nod]")).to_be_focused()
    anna_page.keyboard.press("Enter")
    expect(anna_page.locator("#said button")).to_be_visible()
    tab_to(anna_page, "Undo")
    anna_page.keyboard.press("Enter")
    expect(anna_page.locator("#said")).to_contain_text("Undone")
    # See why, and deal with a line of the plan.
    tab_to(anna_page, "Why?")
    anna_page.keyboard.press("Enter")
    expect(anna_page.locator("#plan .figures").first).to_be_visible()
    tab_to(anna_page, "Done: Ben Brandt")
    anna_page.keyboard.press("Enter")
    expect(anna_page.locator("#plan > ol > li", has_text="Ben Brandt")).to_have_count(0)
    # The menu opens, closes by Escape, and gives the focus back.
    tab_to(anna_page, "More")
    anna_page.keyboard.press("Enter")
    expect(anna_page.locator(".nav .sheetlet")).to_be_visible()
    anna_page.keyboard.press("Tab")
    anna_page.keyboard.press("Escape")
    expect(anna_page.locator(".nav .sheetlet")).to_be_hidden()
    assert anna_page.evaluate(FOCUSED).startswith("More")


def test_sorting_keeps_the_focus_where_it_was(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page("sorting/"))
    first = anna_page.locator("#sorting li").first
    first.locator("button[value=often]").focus()
    anna_page.keyboard.press("Enter")
    expect(first.locator("button[value=often]")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(first.locator("button[value=often]")).to_be_focused()
    anna_page.keyboard.press("Tab")
    expect(first.locator("button[value=sometimes]")).to_be_focused()


def test_the_order_of_the_focus_is_that_of_the_eyes(
    anna_page: Page, town: Town
) -> None:
    # Pages of one column: whoever comes next stands below, or beside to the right.
    for path in ("sorting/", "resting/", "deeds/", "settings/", "people/new/"):
        anna_page.goto(town.page(path))
        places = anna_page.evaluate(PLACES)
        for before, after in zip(places, places[1:], strict=False):
            beside = after[0] < before[2] and after[1] > before[1]
            assert after[0] >= before[0] or beside, (path, before, after)
