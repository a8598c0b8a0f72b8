"""Settings: saved section by section."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from kontor.records.models import Book
from tests.browser.look import assert_good
from tests.browser.town import ENGLISH_DESK, ONCE_EACH, WITHOUT_SCRIPTS

HEADING = {"de": "Einstellungen", "en": "Settings"}


def section(page: Page, name: str) -> Locator:
    found = page.locator(f"#{name}")
    box = page.locator(f"details:has(#{name}), details#{name}")
    if box.count() and not box.evaluate("box => box.open"):
        box.locator("summary").first.click()
    return found


def save(page: Page, name: str) -> None:
    section(page, name).locator(f"button[value={name}]").click()


def test_the_settings_are_good_to_look_at(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/settings/")
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    for box in anna_page.locator("main details:not([open])").all():
        box.locator("summary").click()
    assert_good(anna_page, language)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_a_rhythm_is_saved_and_one_of_no_days_is_not(
    anna_page: Page, book: Book
) -> None:
    anna_page.goto(f"/{book.pk}/settings/")
    section(anna_page, "rhythms").locator("[name=rhythm_a]").fill("14")
    save(anna_page, "rhythms")
    expect(anna_page.locator("#said button")).to_be_visible()
    field = section(anna_page, "rhythms").locator("[name=rhythm_a]")
    expect(field).to_have_value("14")
    field.evaluate("field => field.min = ''")
    field.fill("0")
    save(anna_page, "rhythms")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_visible()


@ONCE_EACH
def test_ones_own_addresses_are_kept(anna_page: Page, book: Book) -> None:
    anna_page.goto(f"/{book.pk}/settings/")
    section(anna_page, "own").locator("[name=emails]").fill(
        "anna@ahlers.example\nanna@chor.example"
    )
    save(anna_page, "own")
    expect(section(anna_page, "own").locator("[name=emails]")).to_have_value(
        "anna@ahlers.example\nanna@chor.example"
    )


@ONCE_EACH
def test_what_is_confidential_is_named_and_taken_off(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/settings/")
    part = section(anna_page, "confidential")
    part.locator("[name=value]").fill("clinic.example")
    save(anna_page, "confidential")
    rule = section(anna_page, "confidential").locator("li", has_text="clinic.example")
    expect(rule).to_be_visible()
    assert_good(anna_page, language)
    rule.locator("button[value=remove]").click()
    expect(rule).to_have_count(0)


@ENGLISH_DESK
def test_a_half_life_of_ones_own_wants_its_days(anna_page: Page, book: Book) -> None:
    anna_page.goto(f"/{book.pk}/settings/")
    part = section(anna_page, "half_life")
    part.locator("[name=half_life_own][value=own]").check()
    save(anna_page, "half_life")
    part = section(anna_page, "half_life")
    expect(part.locator("[name=half_life]")).to_have_attribute("aria-invalid", "true")
    part.locator("[name=half_life]").fill("45")
    save(anna_page, "half_life")
    expect(section(anna_page, "half_life")).to_contain_text("Set by you: 45 days.")


@ONCE_EACH
def test_one_gets_to_the_end_of_a_long_page_at_once(
    anna_page: Page, book: Book
) -> None:
    anna_page.goto(f"/{book.pk}/settings/")
    expect(anna_page.locator("#erase")).not_to_be_in_viewport()
    anna_page.locator(".jumps a").last.click()
    expect(anna_page.locator("#erase")).to_be_in_viewport()


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_everything_is_deleted_only_by_the_name_of_the_book(
    anna_page: Page, book: Book
) -> None:
    anna_page.goto(f"/{book.pk}/settings/")
    section(anna_page, "erase").locator("[name=erase]").fill("Anna")
    save(anna_page, "erase")
    expect(anna_page.locator("[name=erase]")).to_have_attribute("aria-invalid", "true")
    assert Book.objects.filter(pk=book.pk).exists()
    section(anna_page, "erase").locator("[name=erase]").fill("Anna Ahlers")
    save(anna_page, "erase")
    expect(anna_page).to_have_url(re.compile("/books/"))
    assert not Book.objects.filter(pk=book.pk).exists()
