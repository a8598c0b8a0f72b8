"""What is held on somebody: where from, the file, the letter, erasing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kontor.records.erasing import listed
from kontor.records.models import Book, Person
from tests.browser.look import assert_good
from tests.browser.town import Town

ORIGIN = {"de": "Woher und seit wann", "en": "Where from, and since when"}
LETTER = {"de": "Informationsbrief", "en": "Information letter"}
OTHERS = {"de": "Daten anderer", "en": "Other people's data"}
ERASE = {"de": "Endgültig löschen", "en": "Erase for good"}
GONE = {
    "de": "Die Person ist überall gelöscht.",
    "en": "The person is erased, from everything.",
}
KEEP = {"de": "Behalten", "en": "Keep"}


@pytest.fixture(autouse=True)
def _no_list() -> Iterator[None]:
    yield
    listed.list_file().unlink(missing_ok=True)


def ben(town: Town) -> str:
    return town.page(f"people/{Person.objects.get(given='Ben').uid}/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_from_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(ben(town))
    anna_page.get_by_role("link", name=ORIGIN[language]).click()
    expect(anna_page.locator("h1")).to_have_text(ORIGIN[language])
    assert_good(anna_page, language)


def test_the_letter_is_changed_and_goes_to_the_mail_program(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(f"{ben(town)}letter/")
    expect(anna_page.locator("h1")).to_have_text(LETTER[language])
    assert_good(anna_page, language)
    anna_page.locator("textarea[name=text]").fill("Nur dies.")
    anna_page.locator("button[value=use]").click()
    link = anna_page.locator("a[href^='mailto:']")
    expect(link).to_have_attribute("href", re.compile("body=Nur%20dies[.]$"))
    anna_page.locator("button[value=given]").click()
    expect(anna_page.locator("main")).to_contain_text("2026")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_erasing_asks_for_the_name_and_says_it_no_more(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(f"{ben(town)}erase/")
    assert_good(anna_page, language)
    name = Person.objects.get(given="Ben").display
    anna_page.locator("main form input[name=name]").fill(name)
    anna_page.get_by_role("button", name=ERASE[language]).click()
    expect(anna_page.locator("body")).to_contain_text(GONE[language])
    expect(anna_page.locator("main")).not_to_contain_text(name)
    assert not Person.objects.filter(given="Ben").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_silent_people_are_kept_with_one_tap(
    anna_page: Page, town: Town, book: Book, language: str
) -> None:
    Book.objects.filter(pk=book.pk).update(retention_years=1)
    Person.objects.filter(book=book).update(
        known_since=date(2020, 1, 1), last_touch=None
    )
    anna_page.goto(town.page("others/"))
    expect(anna_page.locator("h1")).to_have_text(OTHERS[language])
    assert_good(anna_page, language)
    count = anna_page.locator("button[value=keep]").count()
    assert count > 0
    anna_page.get_by_role("button", name=KEEP[language]).first.click()
    expect(anna_page.locator("button[value=keep]")).to_have_count(count - 1)
