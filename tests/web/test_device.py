"""A browser that was signed out is nobody any more."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from kontor.actions.accounts.devices import sign_out_all
from kontor.actions.accounts.passwords import set_password
from kontor.records.models import Account, Book, Device


def is_in(client: Client, book: Book) -> bool:
    return client.get(f"/{book.pk}/people/").status_code == 200


def test_a_browser_signed_out_elsewhere_is_sent_to_the_door(
    anna_client: Client, anna: Account, book: Book
) -> None:
    assert is_in(anna_client, book)
    key = anna_client.session.session_key

    # As the command line does it, in another process: only the row is gone.
    sign_out_all(anna.pk)

    page = anna_client.get(f"/{book.pk}/people/")
    assert page.headers["Location"].startswith("/door/")
    assert anna_client.session.session_key != key
    assert not is_in(anna_client, book)


def test_a_session_without_a_device_signs_nobody_in(
    client: Client, anna: Account, book: Book
) -> None:
    client.force_login(anna)
    assert not is_in(client, book)


def test_a_new_password_signs_every_browser_out(
    anna_client: Client, anna: Account, book: Book
) -> None:
    set_password(anna.pk, new="correct horse battery")
    assert not is_in(anna_client, book)


def test_an_account_out_of_use_is_out_at_once(
    anna_client: Client, anna: Account, book: Book
) -> None:
    Account.objects.filter(pk=anna.pk).update(is_active=False)
    assert not is_in(anna_client, book)


def test_a_browser_that_comes_daily_stays_for_ever(
    anna_client: Client, book: Book, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.SESSION_COOKIE_NAME not in anna_client.get("/health/").cookies
    is_in(anna_client, book)
    later = moment + timedelta(days=1)
    monkeypatch.setattr("kontor.web.hand.now", lambda: later)

    first = anna_client.get(f"/{book.pk}/people/")
    again = anna_client.get(f"/{book.pk}/people/")

    # Once a day the half year begins anew.
    cookie = first.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == 60 * 60 * 24 * 180
    assert settings.SESSION_COOKIE_NAME not in again.cookies
    assert Device.objects.get().seen == later.date()
