"""A person's page: how strong, what has been, what comes next."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from kontor.records.models import Person
from tests.browser.look import assert_good
from tests.browser.town import (
    ENGLISH_DESK,
    GERMAN_PHONE,
    ONCE_EACH,
    WITHOUT_SCRIPTS,
    Town,
)


def touches(page: Page) -> Locator:
    return page.locator("#timeline > ol > li")


def form(page: Page, act: str) -> Locator:
    """Open what hides the form of an act, and give it."""
    found = page.locator("form", has=page.locator(f"button[value={act}]"))
    box = page.locator("details", has=found)
    if not box.evaluate("box => box.open"):
        box.locator("summary").click()
    return found


def test_a_person_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    expect(anna_page.locator("h1")).to_have_text("Ben Brandt")
    expect(touches(anna_page)).to_have_count(3)
    expect(anna_page.locator(".chart")).to_be_visible()
    day = {"de": "5. März 1976", "en": "5 Mar 1976"}[language]
    expect(anna_page.locator("#who-head + dl")).to_contain_text(day)
    assert_good(anna_page, language)


def test_a_person_with_the_longest_of_names_and_firms_fits(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Jürgen Müller-Lüdenscheidt"))
    expect(anna_page.locator("h1")).to_have_text("Jürgen Müller-Lüdenscheidt")
    # Nothing is noted of him, and the page says how that is done.
    expect(touches(anna_page)).to_have_count(1)
    assert_good(anna_page, language)


@ONCE_EACH
def test_everything_that_unfolds_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    for box in anna_page.locator("main details").all():
        box.locator("summary").first.click()
    anna_page.locator("[name=rhythm]").select_option("own")
    expect(anna_page.locator("[name=days]")).to_be_visible()
    assert_good(anna_page, language)


@ONCE_EACH
def test_a_call_is_noted_by_one_tap_and_taken_back_by_another(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    for taps, channel in enumerate(("call", "meeting", "email"), start=1):
        anna_page.locator(f"button[name=channel][value={channel}]").click()
        expect(touches(anna_page)).to_have_count(3 + taps)
    anna_page.locator("#said button").click()
    expect(touches(anna_page)).to_have_count(5)


@ONCE_EACH
def test_a_promise_is_noted_kept_and_opened_again(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.person("Thomas Schmidt"))
    promise = form(anna_page, "promise")
    promise.locator("[name=text]").fill("Proofs of the cards")
    promise.locator("[name=due]").fill("2026-03-09")
    promise.locator("button").click()
    mine = anna_page.locator("#promises li", has_text="Proofs of the cards")
    mine.locator("button[value=postpone]").click()
    expect(mine.locator("time")).to_have_attribute("datetime", "2026-03-16")
    mine.locator("button[value=kept]").click()
    expect(anna_page.locator("#promises")).to_have_count(0)
    form(anna_page, "reopen").locator("button").click()
    expect(mine).to_be_visible()
    mine.locator("button[value=drop]").click()
    expect(mine).to_have_count(0)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_a_tie_asks_who_is_meant_where_several_fit(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    tie = form(anna_page, "tie")
    tie.locator("[name=other]").fill("Schmidt")
    tie.locator("button").click()
    choice = tie.locator("[name=other][type=radio]")
    expect(choice).to_have_count(2)
    tie.locator("label", has_text="Tina Schmidt").click()
    tie.locator("[name=how]").fill("Rowing club")
    tie.locator("button").click()
    tina = anna_page.locator("#ties-head + ul li", has_text="Tina Schmidt")
    expect(tina).to_contain_text("Rowing club")
    tina.locator("button[value=untie]").click()
    expect(tina).to_have_count(0)


@ONCE_EACH
def test_a_tie_with_somebody_unknown_is_refused_beside_the_field(
    anna_page: Page, town: Town, language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    tie = form(anna_page, "tie")
    tie.locator("[name=other]").fill("Rumpelstilz")
    tie.locator("button").click()
    field = anna_page.locator("#ties-head ~ details [name=other]")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("Rumpelstilz")
    expect(anna_page.locator(".errorlist")).to_contain_text("Rumpelstilz")
    assert_good(anna_page, language)


@ENGLISH_DESK
def test_names_are_offered_as_one_types(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    form(anna_page, "tie").locator("[name=other]").press_sequentially("Schm")
    names = anna_page.locator("datalist#names option")
    expect(names).to_have_count(2)
    expect(names.first).to_have_attribute("value", "Thomas Schmidt")


@ONCE_EACH
def test_a_rhythm_is_set_and_a_person_pinned_and_left_to_rest(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    anna_page.locator("[name=rhythm]").select_option("A")
    anna_page.locator("button[value=rhythm]").click()
    expect(anna_page.locator("[name=rhythm]")).to_have_value("A")
    anna_page.locator("button[value=pin]").click()
    expect(anna_page.locator(".mark")).to_have_count(1)
    anna_page.locator("button[value=rest]").click()
    expect(anna_page.locator(".mark")).to_have_count(2)
    anna_page.locator("button[value=wake]").click()
    anna_page.locator("button[value=unpin]").click()
    expect(anna_page.locator(".mark")).to_have_count(0)


@GERMAN_PHONE
def test_a_rhythm_of_ones_own_wants_its_days(anna_page: Page, town: Town) -> None:
    anna_page.goto(town.person("Ben Brandt"))
    expect(anna_page.locator("[name=days]")).to_be_hidden()
    anna_page.locator("[name=rhythm]").select_option("own")
    anna_page.locator("button[value=rhythm]").click()
    expect(anna_page.locator(".errorlist")).to_be_visible()
    anna_page.locator("[name=days]").fill("10")
    anna_page.locator("button[value=rhythm]").click()
    expect(anna_page.locator("[name=days]")).to_have_value("10")


@ONCE_EACH
def test_somebody_is_taken_out_of_the_book_and_comes_back_by_undo(
    anna_page: Page, town: Town
) -> None:
    anna_page.goto(town.person("Ben Brandt", "edit/"))
    form(anna_page, "remove").locator("button").click()
    anna_page.wait_for_url(f"**{town.page('people/')}")
    ben = anna_page.locator("#people tbody tr", has_text="Ben Brandt")
    expect(ben).to_have_count(0)
    anna_page.locator("#said button").click()
    expect(ben).to_have_count(1)
    anna_page.goto(town.person("Ben Brandt"))
    expect(touches(anna_page)).to_have_count(3)


@ENGLISH_DESK
def test_anna_stands_in_her_book_and_is_not_told_to_call_herself(
    anna_page: Page, town: Town, owner: Person, language: str
) -> None:
    anna_page.goto(town.page(f"people/{owner.uid}/"))
    expect(anna_page.locator(".mark")).to_contain_text("this is you")
    expect(anna_page.locator("#next-head")).to_have_count(0)
    assert_good(anna_page, language)
