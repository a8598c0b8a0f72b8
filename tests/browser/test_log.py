"""The log line: on every page, read for a nod, saved in seconds."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from kontor.records.models import Book
from tests.browser.look import assert_good
from tests.browser.town import (
    ENGLISH_DESK,
    ONCE_EACH,
    WITHOUT_SCRIPTS,
    Town,
)

# As one would say it; the offer is promised by Ben.
LINES = {
    "de": "Kaffee mit Ben Brandt 40 min gestern, schickt Angebot bis Freitag",
    "en": "Coffee with Ben Brandt 40 min yesterday, sends an offer by Friday",
}
UNKNOWN = {"de": "Anruf mit Wanda Weiß, 10 min", "en": "Called Wanda Weiß, 10 min"}
SEVERAL = {"de": "Anruf mit Schmidt", "en": "Called Schmidt"}
TO_COME = {
    "de": "Mittagessen mit Ben Brandt am 6.3.2026",
    "en": "Lunch with Ben Brandt on 6 March 2026",
}


def say(page: Page, line: str) -> Locator:
    page.locator("#line").fill(line)
    page.locator("#line").press("Enter")
    nod = page.locator("#nod")
    expect(nod.locator("form")).to_be_visible()
    return nod


def test_a_line_is_read_for_a_nod_that_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page())
    nod = say(anna_page, LINES[language])
    expect(nod.locator(".read .name")).to_have_text("Ben Brandt")
    expect(nod.locator(".read")).to_contain_text("40 min")
    yesterday = {"de": "1. März", "en": "Sun 1 Mar"}[language]
    expect(nod.locator(".read")).to_contain_text(yesterday)
    friday = {"de": "6. März", "en": "Fri 6 Mar"}[language]
    expect(nod.locator(".read")).to_contain_text(friday)
    nod.locator("summary").click()
    assert_good(anna_page, language)


@ONCE_EACH
def test_the_nod_saves_and_one_stays_where_one_was(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    nod = say(anna_page, LINES[language])
    nod.locator("button[name=nod]").click()
    expect(anna_page.locator("#said button")).to_be_visible()
    anna_page.wait_for_url(f"**{town.person('Ben Brandt')}")
    latest = anna_page.locator("#timeline > ol > li").first
    expect(latest.locator("time")).to_have_attribute("datetime", "2026-03-01")
    offer = {"de": "Angebot", "en": "offer"}[language]
    expect(anna_page.locator("#promises")).to_contain_text(offer)
    anna_page.locator("#said button").click()
    expect(anna_page.locator("#promises")).not_to_contain_text(offer)
    expect(latest.locator("time")).to_have_attribute("datetime", "2026-01-01")


@ENGLISH_DESK
def test_the_slash_key_goes_to_the_line_but_not_while_typing(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page("people/"))
    anna_page.keyboard.press("/")
    expect(anna_page.locator("#line")).to_be_focused()
    expect(anna_page.locator("#line")).to_have_value("")
    anna_page.locator("[name=q]").press_sequentially("1/2")
    expect(anna_page.locator("[name=q]")).to_have_value("1/2")


@ONCE_EACH
def test_where_several_fit_the_line_asks(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page())
    nod = say(anna_page, SEVERAL[language])
    expect(nod.locator("[name=person-0]")).to_have_count(3)  # two, and somebody new
    assert_good(anna_page, language)
    nod.locator("label", has_text="Tina Schmidt").click()
    nod.locator("button[name=nod]").click()
    expect(anna_page.locator("#said")).to_contain_text("Tina Schmidt")


@ONCE_EACH
def test_somebody_new_comes_in_from_a_name_alone(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page())
    nod = say(anna_page, UNKNOWN[language])
    expect(nod.locator(".read .mark")).to_be_visible()
    nod.locator("button[name=nod]").click()
    expect(anna_page.locator("#said")).to_contain_text("Wanda Weiß")
    anna_page.goto(town.page("people/?q=weiss"))
    expect(anna_page.locator("#people tbody tr")).to_have_count(1)


@ONCE_EACH
def test_a_day_to_come_is_offered_as_a_promise(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    nod = say(anna_page, TO_COME[language])
    nod.locator("button[name=nod]").click()
    expect(anna_page.locator("#said button")).to_be_visible()
    # No contact is noted that has not been; the day is a promise.
    expect(anna_page.locator("#timeline > ol > li")).to_have_count(3)
    expect(anna_page.locator("#promises li")).to_have_count(2)


@ONCE_EACH
def test_what_was_read_wrong_is_put_right_before_it_is_saved(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    nod = say(anna_page, LINES[language])
    nod.locator("summary").click()
    nod.locator("[name=minutes]").fill("55")
    nod.locator("[name=channel]").select_option("call")
    nod.locator("button[name=nod]").click()
    latest = anna_page.locator("#timeline > ol > li").first
    expect(latest).to_contain_text("55 min")


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_the_line_works_without_scripts_on_a_page_of_its_own(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    anna_page.locator("#line").fill(LINES[language])
    anna_page.locator(".line > form button").click()
    expect(anna_page.locator("main .read .name")).to_have_text("Ben Brandt")
    anna_page.locator("main button[name=nod]").click()
    anna_page.wait_for_url(f"**{town.person('Ben Brandt')}")
    expect(anna_page.locator("#timeline > ol > li")).to_have_count(4)


@ONCE_EACH
def test_the_page_of_the_line_is_good_to_look_at(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/log/")
    assert_good(anna_page, language)
