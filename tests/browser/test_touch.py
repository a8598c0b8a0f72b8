"""Putting a contact right, or taking it out."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.look import assert_good
from tests.browser.town import ONCE_EACH, WITHOUT_SCRIPTS, Town


def open_latest(page: Page, town: Town) -> None:
    page.goto(town.person("Ben Brandt"))
    page.locator("#timeline li a").first.click()
    page.wait_for_url("**/touches/**")


def save(page: Page) -> None:
    page.locator("main .btn.main").click()


def test_a_contact_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    open_latest(anna_page, town)
    expect(anna_page.locator("[name=day]")).to_have_value("2026-01-01")
    assert_good(anna_page, language)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_a_contact_is_put_right(anna_page: Page, town: Town) -> None:
    open_latest(anna_page, town)
    anna_page.locator("[name=minutes]").fill("80")
    anna_page.locator("[name=note]").fill("Oak, not beech")
    anna_page.locator("[name=also]").fill("Petra Lindqvist")
    save(anna_page)
    latest = anna_page.locator("#timeline > ol > li").first
    expect(latest).to_contain_text("Oak, not beech")
    expect(latest).to_contain_text("Petra Lindqvist")
    anna_page.locator("#said button").click()
    expect(latest).to_contain_text("New shop by the river")


@ONCE_EACH
def test_a_day_to_come_is_refused_beside_the_field(
    anna_page: Page, town: Town, language: str
) -> None:
    open_latest(anna_page, town)
    anna_page.locator("[name=day]").fill("2026-03-03")
    save(anna_page)
    expect(anna_page.locator("[name=day]")).to_have_attribute("aria-invalid", "true")
    expect(anna_page.locator("[name=day]")).to_have_value("2026-03-03")
    assert_good(anna_page, language)


@ONCE_EACH
def test_a_contact_is_taken_out_and_comes_back_by_undo(
    anna_page: Page, town: Town
) -> None:
    open_latest(anna_page, town)
    remove = anna_page.locator("button[value=remove]")
    if not remove.is_visible():
        anna_page.locator("main details summary").last.click()
    remove.click()
    expect(anna_page.locator("#timeline > ol > li")).to_have_count(2)
    anna_page.locator("#said button").click()
    expect(anna_page.locator("#timeline > ol > li")).to_have_count(3)
