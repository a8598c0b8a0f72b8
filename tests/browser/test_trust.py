"""What is kept, who sees it, what leaves it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.look import assert_good
from tests.browser.town import Town

HEADING = {"de": "Vertrauen", "en": "Trust"}


def test_trust_is_good_to_look_at(anna_page: Page, town: Town, language: str) -> None:
    anna_page.goto(town.page("trust/"))
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    # Ben was met three times, Petra called six times, Thomas written to once.
    expect(anna_page.locator("main")).to_contain_text("10")
    expect(anna_page.locator("main")).to_contain_text("Anna")
    assert_good(anna_page, language)
