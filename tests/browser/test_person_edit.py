"""Writing somebody down, and changing what is known of them."""

from __future__ import annotations

from base64 import b64decode

from playwright.sync_api import Page, expect

from kontor.records.models import Book
from tests.browser.look import assert_good
from tests.browser.town import ENGLISH_DESK, ONCE_EACH, WITHOUT_SCRIPTS, Town

# One transparent pixel.
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAA"
    "AABJRU5ErkJggg=="
)


def save(page: Page) -> None:
    page.locator("main form .btn.main").click()


def test_the_form_for_somebody_new_is_good_to_look_at(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/people/new/")
    expect(anna_page.locator("[name=name]")).to_be_visible()
    assert_good(anna_page, language)


def test_the_form_of_somebody_known_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt", "edit/"))
    expect(anna_page.locator("[name=emails-0-value]")).to_have_value(
        "ben@brandt.example"
    )
    assert_good(anna_page, language)


@ONCE_EACH
def test_a_name_is_enough_and_enter_saves(anna_page: Page, book: Book) -> None:
    anna_page.goto(f"/{book.pk}/people/new/")
    anna_page.locator("[name=name]").fill("Dr. Friederike von Ahlefeld")
    anna_page.locator("[name=name]").press("Enter")
    expect(anna_page.locator("h1")).to_have_text("Dr. Friederike von Ahlefeld")
    anna_page.locator(".head .btn").click()
    expect(anna_page.locator("[name=family]")).to_have_value("von Ahlefeld")
    expect(anna_page.locator("[name=title]")).to_have_value("Dr.")


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_mistakes_stand_beside_their_fields_and_nothing_typed_is_lost(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/people/new/")
    anna_page.locator("[name=name]").fill("Eva Ernst")
    anna_page.locator("[name=emails-0-value]").fill("eva at ernst")
    anna_page.locator("[name=birth_day]").fill("31")
    anna_page.locator("[name=birth_month]").select_option("2")
    save(anna_page)
    mail = anna_page.locator("[name=emails-0-value]")
    expect(mail).to_have_attribute("aria-invalid", "true")
    expect(mail).to_have_value("eva at ernst")
    expect(anna_page.locator("#id_emails-0-value_error")).to_contain_text(
        "eva at ernst"
    )
    expect(anna_page.locator("[name=name]")).to_have_value("Eva Ernst")
    mail.fill("eva@ernst.example")
    save(anna_page)
    # There is no 31st of February; the address was mended.
    expect(anna_page.locator("[name=birth_day]")).to_have_attribute(
        "aria-invalid", "true"
    )
    anna_page.locator("[name=birth_day]").fill("28")
    save(anna_page)
    expect(anna_page.locator("h1")).to_have_text("Eva Ernst")
    expect(anna_page.locator("#reach-head + dl")).to_contain_text("eva@ernst.example")


@ONCE_EACH
def test_a_form_with_mistakes_is_good_to_look_at(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/people/new/")
    anna_page.locator("[name=emails-0-value]").fill("eva at ernst")
    save(anna_page)
    expect(anna_page.locator(".errorlist").first).to_be_visible()
    assert_good(anna_page, language)


@ONCE_EACH
def test_one_more_row_keeps_what_stands_in_the_others(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.person("Ben Brandt", "edit/"))
    anna_page.locator("[name=nickname]").fill("Benni")
    anna_page.locator("button[name=more][value=phones]").click()
    expect(anna_page.locator("[name=nickname]")).to_have_value("Benni")
    anna_page.locator("[name=phones-1-value]").fill("0451 1234")
    anna_page.locator("[name=work-0-role]").fill("Owner")
    save(anna_page)
    expect(anna_page.locator("#reach-head + dl")).to_contain_text("0451 1234")
    expect(anna_page.locator(".lede")).to_contain_text("Owner")
    anna_page.locator("#said button").click()
    expect(anna_page.locator("#reach-head + dl")).not_to_contain_text("0451 1234")
    expect(anna_page.locator(".lede")).to_contain_text("Master joiner")


@ONCE_EACH
def test_what_an_address_is_for_is_said_in_the_readers_words(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt", "edit/"))
    work = {"de": "geschäftlich", "en": "at work"}[language]
    label = anna_page.locator("[name=emails-0-label]")
    expect(label).to_have_value(work)
    anna_page.locator("[name=phones-0-label]").fill(work.upper())
    save(anna_page)
    expect(anna_page.locator("#reach-head + dl dt")).to_have_text([work, work, work])


@ONCE_EACH
def test_a_picture_is_set_and_taken_away(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt", "edit/"))
    box = anna_page.locator("details", has=anna_page.locator("[name=picture]"))
    box.locator("summary").click()
    anna_page.locator("[name=picture]").set_input_files(
        {"name": "ben.png", "mimeType": "image/png", "buffer": b64decode(DOT)}
    )
    assert_good(anna_page, language)
    box.locator("form .btn").first.click()
    expect(anna_page.locator(".photo")).to_be_visible()
    expect(anna_page.locator(".photo")).to_have_js_property("naturalWidth", 1)
    anna_page.locator("#said button").click()
    expect(anna_page.locator(".photo")).to_have_count(0)


@ENGLISH_DESK
def test_an_emptied_row_is_taken_away(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.person("Ben Brandt", "edit/"))
    anna_page.locator("[name=emails-0-value]").fill("")
    save(anna_page)
    expect(anna_page.locator("#reach-head + dl")).not_to_contain_text("brandt.example")
