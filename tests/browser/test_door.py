"""The door: a link that works once signs a browser in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from kontor.actions.accounts.door import make_link
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book
from tests.browser.look import Watch, assert_good
from tests.browser.town import ONCE_EACH, WITHOUT_SCRIPTS

CLOSED = {"de": "Die Tür ist zu", "en": "The door is closed"}
COME_IN = {"de": "Treten Sie ein", "en": "Come in"}


@pytest.fixture
def link(anna: Account, book: Book, hand: Hand) -> str:
    return f"/door/{make_link(anna.pk, hand=hand)}/"


def test_the_closed_door_is_good_to_look_at(
    page: Page, book: Book, language: str
) -> None:
    page.goto(f"/{book.pk}/people/")
    expect(page.locator("h1")).to_have_text(CLOSED[language])
    expect(page.locator("main")).to_contain_text("kontor link")
    assert_good(page, language)


def test_the_open_door_is_good_to_look_at(page: Page, link: str, language: str) -> None:
    page.goto(link)
    expect(page.locator("h1")).to_have_text(COME_IN[language])
    assert_good(page, language)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_a_link_opens_the_door_once(
    page: Page, link: str, book: Book, browser: Browser, watch: Watch
) -> None:
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_url(f"**/{book.pk}/")
    page.goto(f"/{book.pk}/people/")
    expect(page.locator("#people")).to_be_visible()
    # Another browser that has come by the same link stays outside.
    page.context.clear_cookies()
    watch.allow("409")
    page.goto(link)
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("kontor link")
    page.goto(f"/{book.pk}/people/")
    expect(page.locator("#people")).to_have_count(0)


@ONCE_EACH
def test_the_link_leads_on_to_where_one_wanted_to_go(
    page: Page, link: str, book: Book
) -> None:
    page.goto(f"{link}?next=/{book.pk}/trust/")
    # The button has the focus, so that Enter is enough.
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf":\d+/{book.pk}/trust/$"))


@ONCE_EACH
def test_a_spent_link_says_how_to_get_another(
    page: Page, link: str, language: str, watch: Watch
) -> None:
    page.goto(link[:-4] + "abc/")
    watch.allow("409")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("kontor link")
    assert_good(page, language)
