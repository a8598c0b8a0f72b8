"""Name and password at the door, the code for a phone, and the devices."""

from __future__ import annotations

import io
import re

import pytest
import zxingcpp
from django.conf import LazySettings
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from kontor.actions.accounts.devices import add_device
from kontor.actions.accounts.passwords import set_password
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book
from tests.browser.look import Watch, assert_good
from tests.browser.town import ENGLISH_DESK, ONCE_EACH, WITHOUT_SCRIPTS

GOOD = "correct horse battery"
BETTER = "staple by the harbour"
SIGN_IN = {"de": "Anmelden", "en": "Sign in"}
DEVICES = {"de": "Geräte", "en": "Devices"}
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0"


@pytest.fixture
def with_password(anna: Account, book: Book) -> Account:
    set_password(anna.pk, new=GOOD)
    anna.refresh_from_db()
    return anna


@pytest.fixture
def outside(settings: LazySettings, live_server: LiveServer) -> str:
    """The address for others: that of the server of the tests."""
    settings.OUTSIDE = [live_server.url]
    return live_server.url


def knock(page: Page, password: str = GOOD) -> None:
    page.goto("/door/")
    page.locator("[name=name]").fill("anna")
    page.locator("[name=password]").fill(password)
    page.locator("main form button").click()


def test_the_door_with_a_password_is_good_to_look_at(
    page: Page, with_password: Account, language: str, watch: Watch
) -> None:
    page.goto("/door/")
    expect(page.locator("h1")).to_have_text(SIGN_IN[language])
    for box in page.locator("main details").all():
        box.locator("summary").click()
    assert_good(page, language)
    watch.allow("409")
    knock(page, "wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("[name=password]")).to_have_value("")
    assert_good(page, language)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_name_and_password_lead_in_and_a_button_leads_out(
    page: Page, with_password: Account, book: Book
) -> None:
    knock(page)
    page.wait_for_url(f"**/{book.pk}/")
    page.goto(f"/{book.pk}/devices/")
    page.locator("#signed-in form button[value=out]").click()
    page.wait_for_url("**/door/")
    page.goto(f"/{book.pk}/")
    expect(page.locator("[name=password]")).to_be_visible()


def test_the_devices_are_good_to_look_at(
    anna_page: Page, anna: Account, hand: Hand, book: Book, outside: str, language: str
) -> None:
    add_device(anna.pk, hand=hand, agent=FIREFOX)
    anna_page.goto(f"/{book.pk}/devices/")
    expect(anna_page.locator("h1")).to_have_text(DEVICES[language])
    expect(anna_page.locator("#signed-in li")).to_have_count(2)
    assert_good(anna_page, language)
    anna_page.locator("button[value=code]").click()
    expect(anna_page.locator("#code svg")).to_be_visible()
    assert_good(anna_page, language)


def test_on_this_machine_only_it_is_said_what_to_start(
    anna_page: Page, book: Book, language: str
) -> None:
    anna_page.goto(f"/{book.pk}/devices/")
    expect(anna_page.locator("#phone")).to_contain_text("kontor start --host 0.0.0.0")
    assert_good(anna_page, language)


@ONCE_EACH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_camera_reads_the_code_and_the_phone_is_in(
    anna_page: Page, book: Book, outside: str, browser: Browser, watch: Watch
) -> None:
    anna_page.goto(f"/{book.pk}/devices/")
    anna_page.locator("button[value=code]").click()
    seen = Image.open(io.BytesIO(anna_page.locator("#code").screenshot()))
    found = zxingcpp.read_barcodes(seen)

    assert len(found) == 1
    link = anna_page.locator("#link").text_content()
    assert found[0].text == link
    assert re.fullmatch(rf"{re.escape(outside)}/door/[\w-]{{40,}}/", link or "")
    phone = browser.new_context(locale="en-GB")
    there = phone.new_page()
    watch.follow(there)
    there.goto(found[0].text)
    there.locator("main form button").click()
    there.wait_for_url(f"**/{book.pk}/")
    phone.close()
    anna_page.goto(f"/{book.pk}/devices/")
    expect(anna_page.locator("#signed-in li")).to_have_count(2)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_a_device_is_signed_out_from_another(
    anna_page: Page, anna: Account, hand: Hand, book: Book
) -> None:
    add_device(anna.pk, hand=hand, agent=FIREFOX)
    anna_page.goto(f"/{book.pk}/devices/")
    other = anna_page.locator("#signed-in li", has_text="Firefox, Android")
    other.locator("button").click()
    expect(other).to_have_count(0)
    expect(anna_page.locator("#said")).not_to_be_empty()
    expect(anna_page.locator("#signed-in li")).to_have_count(1)


@ENGLISH_DESK
def test_a_new_password_is_set_and_one_mistyped_is_not(
    page: Page, with_password: Account, book: Book
) -> None:
    knock(page)
    page.goto(f"/{book.pk}/devices/")
    page.get_by_role("link", name="Change the password").click()
    for again in ("mistyped", BETTER):
        page.locator("[name=old]").fill(GOOD)
        page.locator("[name=new]").fill(BETTER)
        page.locator("[name=again]").fill(again)
        page.get_by_role("button", name="Change the password").click()
        if again == "mistyped":
            expect(page.locator("[name=again]")).to_have_attribute(
                "aria-invalid", "true"
            )
    expect(page.locator("#said")).to_contain_text("The password is changed")
    expect(page.locator("#signed-in li")).to_have_count(1)


def test_the_password_is_good_to_look_at(
    page: Page, with_password: Account, book: Book, language: str
) -> None:
    knock(page)
    page.goto(f"/{book.pk}/password/")
    expect(page.locator("[name=new]")).to_be_visible()
    assert_good(page, language)
