"""This week: the plan, what is promised, and dealing with it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from kontor.records.models import Book
from tests.browser.look import assert_good
from tests.browser.town import ENGLISH_DESK, ONCE_EACH, WITHOUT_SCRIPTS, Town

HEADING = {"de": "Diese Woche", "en": "This week"}


def line(page: Page, name: str) -> Locator:
    return page.locator("#plan > ol > li", has_text=name)


def act(page: Page, name: str, value: str) -> None:
    line(page, name).locator(f"button[value={value}]").click()


def test_the_week_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page())
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    assert_good(anna_page, language)


@ONCE_EACH
def test_a_week_without_anybody_says_what_to_do_next(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/")
    assert_good(anna_page, language)
    anna_page.locator(".empty .btn.main").click()
    anna_page.wait_for_url(f"**/{book.pk}/import/")


@ONCE_EACH
def test_a_reason_stands_with_each_name_and_the_sum_behind_it(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.page())
    ben = line(anna_page, "Ben Brandt")
    expect(ben.locator(".reason")).to_contain_text("New shop by the river")
    expect(ben.locator(".figures")).to_be_hidden()
    ben.locator("summary").click()
    expect(ben.locator(".figures")).to_be_visible()
    proved = {"de": "nicht bewiesen", "en": "not proved"}
    expect(ben.locator(".note").last).to_contain_text(proved[language])
    assert_good(anna_page, language)


@ONCE_EACH
def test_what_is_done_leaves_the_plan_and_comes_back_by_undo(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page())
    act(anna_page, "Ben Brandt", "done")
    expect(line(anna_page, "Ben Brandt")).to_have_count(0)
    expect(line(anna_page, "Petra Lindqvist")).to_be_visible()
    anna_page.locator("#said button").click()
    expect(line(anna_page, "Ben Brandt")).to_be_visible()
    expect(anna_page.locator("#said")).not_to_be_empty()


@ENGLISH_DESK
def test_what_is_done_stands_in_the_book_as_a_contact_of_today(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page())
    act(anna_page, "Ben Brandt", "done")
    expect(line(anna_page, "Ben Brandt")).to_have_count(0)
    anna_page.goto(town.person("Ben Brandt"))
    expect(anna_page.locator("#timeline li").first).to_contain_text("2 Mar 2026")


@ONCE_EACH
def test_who_is_put_off_or_rests_is_listed_with_the_reason(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page())
    act(anna_page, "Ben Brandt", "later")
    expect(line(anna_page, "Ben Brandt")).to_have_count(0)
    act(anna_page, "Petra Lindqvist", "rest")
    expect(line(anna_page, "Petra Lindqvist")).to_have_count(0)
    rest = anna_page.locator("#plan details", has=anna_page.locator(".slim"))
    rest.locator("summary").click()
    for name in ("Ben Brandt", "Petra Lindqvist", "Ulf Ruhmann"):
        expect(rest.locator("li", has_text=name).locator(".org")).not_to_be_empty()
    rest.locator("li", has_text="Petra").locator("button[value=wake]").click()
    expect(rest.locator("li", has_text="Petra")).to_have_count(0)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_the_plan_works_without_scripts(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.page())
    act(anna_page, "Petra Lindqvist", "later")
    expect(line(anna_page, "Petra Lindqvist")).to_have_count(0)
    act(anna_page, "Ben Brandt", "done")
    expect(line(anna_page, "Ben Brandt")).to_have_count(0)
    anna_page.locator("#said button").click()
    expect(line(anna_page, "Ben Brandt")).to_be_visible()


@ENGLISH_DESK
def test_the_plan_stays_the_same_however_often_it_is_looked_at(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page())
    names = anna_page.locator("#plan h3").all_inner_texts()
    anna_page.reload()
    assert anna_page.locator("#plan h3").all_inner_texts() == names
    assert "Ben Brandt" in names


@ONCE_EACH
def test_promises_and_birthdays_stand_beside_the_plan(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.page())
    promises = anna_page.locator("#promises li")
    # The price list is ten days late, the brochure is due on Friday.
    expect(promises.first).to_contain_text("Price list")
    expect(promises.first.locator(".red")).to_be_visible()
    expect(anna_page.locator("#birthdays-head ~ ul li")).to_contain_text("50")
    promises.first.locator("button[value=kept]").click()
    expect(promises.first).to_contain_text("Send the brochure")
    anna_page.locator("#said button").click()
    expect(promises.first).to_contain_text("Price list")
