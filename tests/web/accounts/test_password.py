"""Changing the password."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from kontor.actions.accounts.passwords import WrongPassword, enter, set_password
from kontor.records.models import Account, Book, Device
from kontor.web.accounts.tries import TRIES_A_MINUTE
from tests.conftest import sign_in

GOOD = "correct horse battery"
BETTER = "staple by the harbour"


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/password/"


@pytest.fixture
def browser(anna: Account, url: str) -> Client:
    set_password(anna.pk, new=GOOD)
    return _browser(anna)


def _browser(anna: Account) -> Client:
    client = Client()
    anna.refresh_from_db()
    sign_in(client, anna)
    return client


def sent(old: str = GOOD, new: str = BETTER, again: str = BETTER) -> dict[str, str]:
    return {"old": old, "new": new, "again": again}


def test_a_new_password_leaves_this_browser_in_and_no_other(
    browser: Client, anna: Account, url: str, book: Book
) -> None:
    other = _browser(anna)
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value

    page = browser.post(url, sent())

    assert page.headers["Location"] == f"/{book.pk}/devices/"
    assert enter("Anna", BETTER) == anna.pk
    assert browser.get(url).status_code == 200
    # Under a new key, so that a stolen one is worth nothing.
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != key
    assert other.get(url).headers["Location"].startswith("/door/")
    assert Device.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (sent(old="wrong"), "do not belong together"),
        (sent(again="different"), "This is not the same as above."),
        (sent(new="short", again="short"), "This password is too short."),
        (sent(new="", again=""), "This field is required."),
    ],
)
def test_what_will_not_do_changes_nothing(
    browser: Client, anna: Account, url: str, given: dict[str, str], said: str
) -> None:
    page = browser.post(url, given)

    assert page.status_code == 200
    assert said in page.content.decode()
    assert enter("Anna", GOOD) == anna.pk


def test_nothing_that_was_typed_stands_in_the_answer(browser: Client, url: str) -> None:
    page = browser.post(url, sent(old="wrongly remembered", again="different"))
    text = page.content.decode()
    assert "wrongly remembered" not in text
    assert BETTER not in text


def test_the_old_one_cannot_be_guessed_at_will(browser: Client, url: str) -> None:
    for _ in range(TRIES_A_MINUTE):
        browser.post(url, sent(old="wrong"))
    assert browser.post(url, sent()).status_code == 503
    with pytest.raises(WrongPassword):
        enter("Anna", BETTER)


def test_who_has_none_is_told_how_to_get_one(anna_client: Client, url: str) -> None:
    page = anna_client.get(url).content.decode()
    assert "kontor account add" in page
    assert 'name="new"' not in page
    # Nor does a form from nowhere set one.
    anna_client.post(url, sent(old=""))
    anna_client.post(url, sent(old="x"))
    with pytest.raises(WrongPassword):
        enter("Anna", BETTER)
