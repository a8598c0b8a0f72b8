"""The list of people: searched as one types, narrowed, ordered, tagged together."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from kontor.records.models import Book
from tests.browser.look import assert_good
from tests.browser.town import (
    ENGLISH_DESK,
    GERMAN_PHONE,
    ONCE_EACH,
    WITHOUT_SCRIPTS,
    Town,
)

HEADING = {"de": "Personen", "en": "People"}
# Seven with a life of their own and twelve who wait to be sorted; Anna knows herself.
EVERYBODY = 19


def rows(page: Page) -> Locator:
    return page.locator("#people tbody tr")


def row(page: Page, name: str) -> Locator:
    return rows(page).filter(has_text=name)


def narrow(page: Page) -> None:
    page.locator(".finder summary").click()


def tick(page: Page, name: str) -> None:
    row(page, name).locator("input[name=person]").check()


def test_the_list_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page("people/"))
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    expect(rows(anna_page)).to_have_count(EVERYBODY)
    assert_good(anna_page, language)


@ONCE_EACH
def test_the_filters_and_the_bar_for_ticked_people_are_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page("people/"))
    narrow(anna_page)
    expect(anna_page.locator(".bulk")).to_be_hidden()
    tick(anna_page, "Ben Brandt")
    expect(anna_page.locator(".bulk")).to_be_visible()
    assert_good(anna_page, language)


@ONCE_EACH
def test_an_empty_book_says_what_to_do_next(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/people/")
    assert_good(anna_page, language)


@ONCE_EACH
def test_the_list_follows_what_is_typed(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page("people/"))
    # Umlauts are found however they are typed, and so are parts of long words.
    for typed in ("mueller", "Muller lüd", "elektrizitaeten", "hauptbetrieb"):
        anna_page.locator("[name=q]").fill(typed)
        expect(rows(anna_page)).to_have_count(1)
        expect(rows(anna_page)).to_contain_text("Jürgen Müller-Lüdenscheidt")
    expect(anna_page).to_have_url(re.compile(r"q=hauptbetrieb"))
    anna_page.locator("[name=q]").fill("")
    expect(rows(anna_page)).to_have_count(EVERYBODY)


@ONCE_EACH
def test_nobody_found_is_said_and_leads_on(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page("people/"))
    anna_page.locator("[name=q]").fill("Rumpelstilz")
    expect(anna_page.locator("#people .empty")).to_be_visible()
    assert_good(anna_page, language)
    anna_page.locator("#people .empty .btn.main").click()
    expect(rows(anna_page)).to_have_count(EVERYBODY)


@ONCE_EACH
def test_people_are_narrowed_by_tag_relation_and_firm(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page("people/"))
    narrow(anna_page)
    anna_page.locator(".finder [name=tag]").select_option("Messe")
    expect(rows(anna_page)).to_have_count(2)
    anna_page.locator(".finder [name=relation]").select_option("client")
    expect(rows(anna_page)).to_have_count(1)
    expect(rows(anna_page)).to_contain_text("Ben Brandt")
    anna_page.reload()
    expect(rows(anna_page)).to_have_count(1)
    expect(anna_page.locator(".finder [name=tag]")).to_be_visible()
    expect(anna_page.locator(".finder [name=tag]")).to_have_value("Messe")


@ENGLISH_DESK
def test_people_are_put_in_another_order(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page("people/"))
    names = rows(anna_page).locator(".name")
    expect(names.first).to_have_text("Ben Brandt")
    narrow(anna_page)
    anna_page.locator(".finder [name=order]").select_option("name")
    expect(names.first).to_have_text("Ada Albers")
    anna_page.locator(".finder [name=order]").select_option("last_touch")
    expect(names.first).to_have_text("Thomas Schmidt")


@ONCE_EACH
def test_several_are_tagged_together_and_untagged_by_undo(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page("people/?q=schmidt"))
    for name in ("Thomas Schmidt", "Tina Schmidt"):
        tick(anna_page, name)
    anna_page.locator("#bulk-tag").fill("Chor")
    anna_page.locator("button[value=tag]").click()
    expect(anna_page.locator("#said")).to_contain_text("Chor")
    # One is still where one was.
    expect(rows(anna_page)).to_have_count(2)
    anna_page.goto(town.page("people/?tag=Chor"))
    expect(rows(anna_page)).to_have_count(2)
    anna_page.goto(town.page("deeds/"))
    anna_page.locator("main li button").first.click()
    # Nobody has the tag any more; the filter can be taken off.
    anna_page.goto(town.page("people/?tag=Chor"))
    expect(rows(anna_page)).to_have_count(0)
    anna_page.locator("#people .empty .btn.main").click()
    expect(rows(anna_page)).to_have_count(EVERYBODY)


@GERMAN_PHONE
def test_a_tag_is_taken_off_together(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page("people/?tag=Messe"))
    tick(anna_page, "Petra Lindqvist")
    anna_page.locator("#bulk-tag").fill("messe")
    anna_page.locator("button[value=untag]").click()
    expect(rows(anna_page)).to_have_count(1)
    expect(rows(anna_page)).to_contain_text("Ben Brandt")


@ENGLISH_DESK
def test_one_box_ticks_all_that_are_shown(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page("people/?q=schmidt"))
    anna_page.locator("[data-ticks]").check()
    expect(anna_page.locator("input[name=person]:checked")).to_have_count(2)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_searching_narrowing_and_tagging_work_without_scripts(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page("people/"))
    anna_page.locator("[name=q]").fill("schmidt")
    anna_page.locator(".finder button").click()
    expect(rows(anna_page)).to_have_count(2)
    tick(anna_page, "Tina Schmidt")
    anna_page.locator("#bulk-tag").fill("Hafen")
    anna_page.locator("button[value=tag]").click()
    expect(rows(anna_page)).to_have_count(2)
    narrow(anna_page)
    anna_page.locator(".finder [name=tag]").select_option("Hafen")
    anna_page.locator(".finder button").click()
    expect(rows(anna_page)).to_have_count(1)
    expect(rows(anna_page)).to_contain_text("Tina Schmidt")
