"""Who may stand in the book twice: found, laid side by side, made one or kept apart."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from kontor.actions.connections.people import add_person
from kontor.actions.connections.photos import set_photo
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.touches import log_touch
from kontor.actions.worker import Worker
from kontor.lib.hand import Hand
from kontor.records.models import Apart, Book, Person
from tests.browser.look import assert_good
from tests.browser.town import LONG_FIRM, ONCE_EACH, WITHOUT_SCRIPTS, Town

HEADING = {"de": "Doppelt im Buch?", "en": "Twice in the book?"}
LIKELY = {"de": "Wahrscheinlich eine Person", "en": "Probably one person"}
SAME_MAIL = {"de": "gleiche Mailadresse", "en": "same mail address"}
# A picture of one red pixel, and one of one blue.
RED, BLUE = (
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154" + middle + "0000000049454e44ae426082"
    )
    for middle in (
        "789c63f8cfc0000003010100c9fe92ef",
        "789c636060f80f0001040100a05e3c1e",
    )
)


@pytest.fixture
def twins(book: Book, hand: Hand, town: Town) -> tuple[UUID, UUID]:
    """Ben twice, with a Petra who is written otherwise; a firm with a long name."""
    twin = UUID(
        add_person(
            book.pk,
            hand=hand,
            name="Benjamin Brandt",
            emails=[Point("ben@brandt.example"), Point("privat@brandt.example")],
            phones=[Point("0171 3920001")],
            work=[Work("Tischlerei Brandt", "Meister"), Work(LONG_FIRM, "Beirat")],
            places=[Place("Hafenstr. 3", "", "23552", "Lübeck")],
            birthday=(1976, 3, 5),
            tags=["Ostsee", "Handwerk"],
            note="Prefers to be called in the morning.",
            language="en",
        ).uid
    )
    log_touch(book.pk, [twin], hand=hand, day=date(2026, 2, 1), channel="call")
    firm = [Work("Lindqvist Import AB", "Einkauf")]
    add_person(book.pk, hand=hand, name="Petra Lindquist", work=firm)
    ben = town.people["Ben Brandt"]
    set_photo(book.pk, ben, hand=hand, data=RED)
    set_photo(book.pk, twin, hand=hand, data=BLUE)
    return ben, twin


@pytest.fixture
def worker(moment: datetime) -> Worker:
    return Worker(lambda: moment)


def test_a_search_goes_from_never_to_pairs_by_itself(
    anna_page: Page, town: Town, twins: tuple[UUID, UUID], worker: Worker, language: str
) -> None:
    anna_page.goto(town.page("duplicates/"))
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    assert_good(anna_page, language)
    anna_page.locator("#search button").click()
    expect(anna_page.locator("#search progress")).to_be_visible()
    assert_good(anna_page, language)
    # The page asks each second, and shows what was found when it is done.
    assert worker.search_once()
    pairs = anna_page.locator("main > .ledger > li")
    expect(pairs).to_have_count(2)
    expect(pairs.first).to_contain_text(LIKELY[language])
    expect(pairs.first).to_contain_text(SAME_MAIL[language])
    assert_good(anna_page, language)


def test_two_entries_are_laid_side_by_side_and_made_one(
    anna_page: Page, town: Town, twins: tuple[UUID, UUID], worker: Worker, language: str
) -> None:
    ben, twin = twins
    anna_page.goto(town.page("duplicates/"))
    anna_page.locator("#search button").click()
    assert worker.search_once()
    pair = anna_page.locator("main > .ledger > li").first
    pair.locator("a.btn").click()
    form = anna_page.locator("main form.form")
    # Whose word counts is chosen already, where one knows more than the other.
    expect(form.locator("[name=take-name][value=this]")).to_be_checked()
    expect(form.locator("[name=take-note][value=both]")).to_be_checked()
    expect(form.locator("img.photo")).to_have_count(2)
    assert_good(anna_page, language)
    form.locator("[name=take-name][value=other]").check()
    form.locator("button.main").click()
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    said = anna_page.locator("#said")
    expect(said).to_contain_text("Benjamin Brandt")
    assert not Person.objects.filter(uid=twin).exists()
    assert Person.objects.get(uid=ben).display == "Benjamin Brandt"
    expect(anna_page.locator("main > .ledger > li")).to_have_count(1)
    said.locator("button").click()
    expect(anna_page.locator("main > .ledger > li")).to_have_count(2)
    assert Person.objects.get(uid=ben).display == "Ben Brandt"


@ONCE_EACH
def test_the_other_one_can_be_kept(
    anna_page: Page, town: Town, twins: tuple[UUID, UUID]
) -> None:
    ben, twin = twins
    anna_page.goto(town.person("Ben Brandt", f"merge/{twin}/"))
    anna_page.locator("main > .acts a.quiet").click()
    anna_page.locator("main form.form button.main").click()
    expect(anna_page.locator("h1")).to_have_text("Benjamin Brandt")
    expect(anna_page).to_have_url(f"{_home(anna_page)}{town.page()}people/{twin}/")
    assert not Person.objects.filter(uid=ben).exists()


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_they_are_two_people_without_scripts(
    anna_page: Page, town: Town, twins: tuple[UUID, UUID], worker: Worker
) -> None:
    anna_page.goto(town.page("duplicates/"))
    anna_page.locator("#search button").click()
    assert worker.search_once()
    # It loads itself anew.
    pairs = anna_page.locator("main > .ledger > li")
    expect(pairs).to_have_count(2)
    pairs.first.locator("button[value=apart]").click()
    expect(pairs).to_have_count(1)
    assert Apart.objects.count() == 1
    anna_page.locator("#said button").click()
    expect(pairs).to_have_count(2)
    assert not Apart.objects.exists()


@ONCE_EACH
def test_from_the_page_of_a_person_the_other_is_found_by_name(
    anna_page: Page, town: Town, twins: tuple[UUID, UUID], language: str
) -> None:
    anna_page.goto(town.person("Ben Brandt", "edit/"))
    anna_page.locator("main a[href$='/merge/']").click()
    field = anna_page.locator("input.whom")
    field.press_sequentially("Benjamin")
    offered = anna_page.locator("#names option")
    expect(offered.first).to_have_attribute("value", "Benjamin Brandt")
    assert_good(anna_page, language)
    anna_page.locator("main form.form button.main").click()
    expect(anna_page.locator("main form.form fieldset").first).to_be_visible()
    # Of two of one name it is asked which.
    anna_page.goto(town.person("Ben Brandt", "merge/?other=Schmidt"))
    expect(anna_page.locator("main .choice")).to_have_count(2)
    assert_good(anna_page, language)


def _home(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])
