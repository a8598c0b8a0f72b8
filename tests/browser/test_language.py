"""Changing the language, on any page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.town import ONCE_EACH, WITHOUT_SCRIPTS, Town

PEOPLE = {"de": "Personen", "en": "People"}


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_the_language_changes_where_one_is_and_stays(
    anna_page: Page, town: Town, language: str
) -> None:
    other = {"de": "en", "en": "de"}[language]
    anna_page.goto(town.page("people/?q=schmidt"))
    expect(anna_page.locator("h1")).to_have_text(PEOPLE[language])
    anna_page.locator(f".tongue button[value={other}]").click()
    expect(anna_page.locator("h1")).to_have_text(PEOPLE[other])
    expect(anna_page.locator("html")).to_have_attribute("lang", other)
    # One is still where one was, and the next page speaks it too.
    expect(anna_page.locator("#people tbody tr")).to_have_count(2)
    anna_page.goto(town.page("trust/"))
    expect(anna_page.locator("html")).to_have_attribute("lang", other)


@ONCE_EACH
def test_the_language_changes_before_anybody_is_signed_in(
    page: Page, language: str
) -> None:
    other = {"de": "en", "en": "de"}[language]
    page.goto("/door/")
    page.locator(f".tongue button[value={other}]").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator(".tongue [aria-pressed=true]")).to_have_attribute(
        "value", other
    )
