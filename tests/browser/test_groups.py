"""Networks side by side, one of them, and a room filled in before one leaves it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kontor.lib.hand import Hand
from kontor.records.models import Attendance, Book, Gathering, Group
from tests.browser.look import assert_fits, assert_good
from tests.browser.networks import CHAMBER, CIRCLE, LEADS, Networks, found
from tests.browser.town import ENGLISH_DESK, GERMAN_PHONE, ONCE_EACH, WITHOUT_SCRIPTS


@pytest.fixture
def networks(book: Book, hand: Hand, moment: object) -> Networks:
    return found(book.pk, hand, hand.today("Europe/Berlin"))


PAGES = (
    "groups/", "groups/?kind=online", "groups/new/", "groups/new/?kind=leads",
    "segments/", "segments/new/",
)  # fmt: skip


# To make the room of forty takes longer than to look at a page of it.
@ONCE_EACH
def test_the_pages_are_good_to_look_at(
    anna_page: Page, networks: Networks, language: str
) -> None:
    for path in PAGES:
        anna_page.goto(networks.page(path))
        assert_good(anna_page, language)


@ONCE_EACH
def test_networks_are_good_to_look_at(
    anna_page: Page, networks: Networks, language: str
) -> None:
    for name in (LEADS, CHAMBER, CIRCLE):
        anna_page.goto(networks.group(name))
        anna_page.evaluate(
            "document.querySelectorAll('main details').forEach(d => d.open = true)"
        )
        assert_good(anna_page, language)


@ONCE_EACH
def test_gatherings_are_good_to_look_at(
    anna_page: Page, networks: Networks, language: str
) -> None:
    for path in ("", "edit/", "?sheet"):
        for uid in (networks.held, networks.coming):
            anna_page.goto(networks.page(f"gatherings/{uid}/{path}"))
            assert_good(anna_page, language)


@ONCE_EACH
def test_what_hangs_on_them_is_good_to_look_at(
    anna_page: Page, networks: Networks, language: str
) -> None:
    segment = networks.page(f"segments/{networks.segment}/")
    person = networks.page(f"people/{networks.people[1]}/")
    paths = [segment, f"{segment}edit/", networks.group(path="edit/"), person]
    for path in [*paths, networks.group(path="gather/")]:
        anna_page.goto(path)
        assert_good(anna_page, language)
    anna_page.goto(networks.group())
    anna_page.locator("#members tbody td a").first.click()
    anna_page.wait_for_url("**/members/**")
    assert_good(anna_page, language)


@ONCE_EACH
def test_an_empty_book_says_what_to_do(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/groups/")
    assert_good(anna_page, language)
    anna_page.locator(".empty .btn.main").click()
    anna_page.wait_for_url("**/groups/new/")


@GERMAN_PHONE
def test_networks_are_one_tap_away_and_the_import_two(
    anna_page: Page, networks: Networks
) -> None:
    anna_page.goto(networks.page())
    bar = anna_page.locator(".nav > :visible")
    assert bar.count() == 5
    anna_page.locator(".nav > a", has_text="Netzwerke").click()
    anna_page.wait_for_url("**/groups/")
    anna_page.locator(".nav summary").click()
    anna_page.locator(".nav .sheetlet a", has_text="Import").click()
    anna_page.wait_for_url("**/import/")


@ENGLISH_DESK
def test_the_table_is_sorted_narrowed_and_its_columns_chosen(
    anna_page: Page, networks: Networks
) -> None:
    names = anna_page.locator("#groups tbody th")
    anna_page.goto(networks.page("groups/"))
    expect(names).to_have_text([LEADS, CHAMBER, CIRCLE])
    anna_page.locator("#groups thead a", has_text="Money a month").click()
    expect(anna_page.locator("[aria-sort]")).to_contain_text("Money a month")
    anna_page.locator("main summary").click()
    anna_page.get_by_label("Attended").uncheck()
    expect(anna_page.locator("#groups thead")).not_to_contain_text("Attended")
    anna_page.get_by_label("Kind", exact=True).first.select_option("circle")
    expect(names).to_have_text([CIRCLE])
    assert "kind=circle" in anna_page.url
    anna_page.reload()
    expect(names).to_have_text([CIRCLE])
    expect(anna_page.locator("#groups thead")).not_to_contain_text("Attended")


@pytest.mark.parametrize("javascript", [True, False])
@ONCE_EACH
def test_a_room_of_forty_takes_forty_one_taps_on_one_page(
    anna_page: Page, networks: Networks
) -> None:
    anna_page.goto(networks.page(f"gatherings/{networks.held}/"))
    address = anna_page.url
    taps = 0
    rooms = anna_page.locator("fieldset.taps")
    # The owner's own row, forty members, and a guest.
    assert rooms.count() == 42
    for number in range(1, 41):
        # Every fourth came late: nobody taps the same button forty times.
        state = "late" if number % 4 == 0 else "present"
        chip = rooms.nth(number).locator(f"label:has([value={state}])")
        chip.click()
        taps += 1
    assert anna_page.url == address
    anna_page.locator(".bar .btn.main").click()
    taps += 1
    anna_page.wait_for_url("**/groups/**")

    assert taps == 41
    held = Gathering.objects.get(uid=networks.held)
    assert Attendance.objects.filter(gathering=held).count() == 40
    assert Attendance.objects.filter(gathering=held, state="late").count() == 10


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_all_present_is_one_tap_and_what_was_ticked_stays(
    anna_page: Page, networks: Networks
) -> None:
    anna_page.goto(networks.page(f"gatherings/{networks.held}/"))
    second = anna_page.locator("fieldset.taps").nth(1)
    second.locator("label:has([value=absent])").click()
    anna_page.locator("[name=all]").click()
    # Of 42 in the room one was ticked as absent before.
    expect(anna_page.locator("[value=present]:checked")).to_have_count(41)
    expect(second.locator("[value=absent]")).to_be_checked()
    anna_page.locator("[name=new-0-name]").fill("Nora Neu")
    anna_page.locator("[name=talked]").nth(3).check()
    anna_page.locator(".bar .btn.main").click()
    anna_page.wait_for_url("**/groups/**")
    expect(anna_page.locator("#guests-head + ul")).to_contain_text("Nora Neu")
    anna_page.locator("#said button").click()
    expect(anna_page.locator("#guests-head + ul")).not_to_contain_text("Nora Neu")


@ENGLISH_DESK
def test_a_state_can_be_chosen_by_keyboard(anna_page: Page, networks: Networks) -> None:
    anna_page.goto(networks.page(f"gatherings/{networks.held}/"))
    first = anna_page.locator("fieldset.taps").first
    first.locator("[value=present]").focus()
    anna_page.keyboard.press("Space")
    anna_page.keyboard.press("ArrowRight")
    expect(first.locator("[value=late]")).to_be_checked()


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_a_network_is_added_kind_first_and_its_next_day_known(
    anna_page: Page, book: Book
) -> None:
    anna_page.goto(f"/{book.pk}/groups/new/")
    anna_page.locator("main .name a").nth(1).click()
    anna_page.wait_for_url("**kind=leads")
    anna_page.locator("[name=name]").fill("Dienstagsrunde")
    anna_page.locator("[name=rule_start]").fill("2026-01-06")
    anna_page.locator("main .btn.main").click()
    expect(anna_page.locator("h1")).to_have_text("Dienstagsrunde")
    assert Group.objects.get().rule == "FREQ=WEEKLY;BYDAY=TU"
    # Today is Monday, 2 March.
    expect(anna_page.locator("#next-head + p time")).to_have_attribute(
        "datetime", "2026-03-03"
    )


@ENGLISH_DESK
def test_a_guest_is_asked_and_declines_with_a_reason(
    anna_page: Page, networks: Networks
) -> None:
    guests = anna_page.locator("#guests-head + ul")
    anna_page.goto(networks.group())
    expect(guests).to_contain_text("ask by 19 Feb how it was")
    guests.locator("[value=asked]").click()
    expect(guests).to_contain_text("asked on 2 Mar")
    guests.locator("summary").click()
    guests.locator("[name=reason]").fill("no time on Tuesdays")
    guests.locator("[value=declined]").click()
    expect(guests).to_contain_text("did not join: no time on Tuesdays")


@ENGLISH_DESK
def test_on_paper_there_is_nothing_to_tap(anna_page: Page, networks: Networks) -> None:
    anna_page.goto(networks.page(f"gatherings/{networks.coming}/?sheet"))
    anna_page.emulate_media(media="print")
    for what in (".top", ".line", ".foot", "main .btn"):
        expect(anna_page.locator(what).first).to_be_hidden()
    expect(anna_page.locator("main table")).to_be_visible()
    anna_page.emulate_media(media="screen")
    assert_fits(anna_page)
