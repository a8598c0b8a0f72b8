"""An organisation, and who is there."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.look import assert_good
from tests.browser.town import ONCE_EACH, WITHOUT_SCRIPTS, Town


def change(page: Page) -> None:
    page.locator("main details summary").click()


def test_an_organisation_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page(f"organisations/{town.firm}/"))
    expect(anna_page.locator("h1")).to_have_text("Tischlerei Brandt")
    expect(anna_page.locator(".ledger")).to_contain_text("Ben Brandt")
    change(anna_page)
    assert_good(anna_page, language)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_an_organisation_is_renamed_and_made_confidential(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page(f"organisations/{town.firm}/"))
    change(anna_page)
    anna_page.locator("[name=name]").fill("Brandt & Söhne")
    anna_page.locator("[name=confidential]").check()
    anna_page.locator("main form .btn.main").click()
    expect(anna_page.locator("h1")).to_have_text("Brandt & Söhne")
    expect(anna_page.locator(".mark")).to_be_visible()
    # Whoever works there is not suggested any more.
    anna_page.goto(town.page())
    expect(anna_page.locator("#plan > ol > li", has_text="Ben Brandt")).to_have_count(0)


@ONCE_EACH
def test_an_organisation_without_a_name_is_refused_beside_the_field(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page(f"organisations/{town.firm}/"))
    change(anna_page)
    # Past the browser's own check, which not every browser makes.
    anna_page.locator("[name=name]").evaluate("field => field.required = false")
    anna_page.locator("[name=name]").fill("")
    anna_page.locator("main form .btn.main").click()
    field = anna_page.locator("[name=name]")
    expect(field).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert_good(anna_page, language)
