"""The page of devices: the code for a phone, and signing out."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kontor.actions.accounts.devices import add_device
from kontor.actions.accounts.passwords import set_password
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Device, SignInLink
from tests.conftest import sign_in

ADDRESS = "https://kontor.example"
CODE = re.compile(r'<code id="link">(\S+?)</code>')


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/devices/"


@pytest.fixture
def outside(settings: Any) -> None:
    settings.OUTSIDE = [ADDRESS]
    settings.ALLOWED_HOSTS = ["kontor.example", *settings.LOOPBACK]


def text_of(client: Client, url: str, **more: Any) -> str:
    return client.get(url, HTTP_HOST="127.0.0.1:8765", **more).content.decode()


def code_of(client: Client, url: str) -> str:
    page = client.post(url, {"act": "code"}, HTTP_HOST="127.0.0.1:8765")
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    found = CODE.search(page.content.decode())
    assert found is not None
    return found[1]


def test_on_this_machine_only_the_page_tells_what_to_start(
    anna_client: Client, url: str, anna: Account
) -> None:
    page = text_of(anna_client, url)

    assert "kontor account add" in page
    assert "kontor start --host 0.0.0.0" in page
    assert 'value="code"' not in page
    # Without a way in there is no code for it.
    sent = {"act": "code"}
    page = anna_client.post(url, sent, HTTP_HOST="localhost")  # type: ignore[assignment]
    assert page.status_code == 404  # type: ignore[attr-defined]
    assert not SignInLink.objects.exists()


def test_who_has_a_password_is_not_told_to_make_one(
    anna: Account, client: Client, url: str
) -> None:
    set_password(anna.pk, new="correct horse battery")
    anna.refresh_from_db()
    sign_in(client, anna)
    page = text_of(client, url)
    assert "kontor account add" not in page
    assert "Change the password" in page


def test_a_phone_is_signed_in_once_by_the_code(
    anna_client: Client, url: str, outside: None, book: Book
) -> None:
    assert ADDRESS in text_of(anna_client, url)

    link = code_of(anna_client, url)

    assert link.startswith(f"{ADDRESS}/door/")
    path = link.removeprefix(ADDRESS)
    phone = Client()
    assert phone.post(path, HTTP_HOST="kontor.example", secure=True).status_code == 302
    there = phone.get(f"/{book.pk}/", HTTP_HOST="kontor.example", secure=True)
    assert there.status_code == 200
    again = Client().post(path, HTTP_HOST="kontor.example", secure=True)
    assert again.status_code == 409
    assert Device.objects.count() == 2


def test_a_code_lasts_for_ten_minutes(
    anna_client: Client,
    url: str,
    outside: None,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = code_of(anna_client, url).removeprefix(ADDRESS)
    late = moment + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr("kontor.web.hand.now", lambda: late)
    assert Client().post(path, HTTP_HOST="localhost").status_code == 409


def test_only_the_digest_of_a_code_is_kept(
    anna_client: Client, url: str, outside: None
) -> None:
    link = code_of(anna_client, url)
    assert link.split("/")[-2] not in str(SignInLink.objects.get().__dict__)


def test_who_came_by_a_name_of_the_machine_gets_a_code_for_it(
    anna_client: Client, url: str, outside: None, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["192.0.2.7"]
    page = anna_client.post(
        url, {"act": "code"}, HTTP_HOST="192.0.2.7:8443", secure=True
    )
    found = CODE.search(page.content.decode())
    assert found is not None
    assert found[1].startswith("https://192.0.2.7:8443/door/")


def test_the_drawing_needs_nothing_that_the_policy_forbids(
    anna_client: Client, url: str, outside: None
) -> None:
    page = anna_client.post(url, {"act": "code"}, HTTP_HOST="localhost")
    drawn = page.content.decode().partition('id="code"')[2].partition("</svg>")[0]
    assert "<path" in drawn
    assert "style" not in drawn
    assert "script" not in drawn


def test_devices_are_signed_out_one_by_one(
    anna_client: Client, anna: Account, hand: Hand, url: str, book: Book
) -> None:
    other = Client()
    sign_in(other, anna)
    number = Device.objects.order_by("pk").last()
    assert number is not None

    page = anna_client.post(url, {"act": "out", "device": number.pk})

    assert page.headers["Location"] == url
    assert "The device is signed out." in text_of(anna_client, url)
    assert other.get(url).headers["Location"].startswith("/door/")
    assert Device.objects.count() == 1


def test_all_others_are_signed_out_at_once(
    anna_client: Client, anna: Account, hand: Hand, url: str
) -> None:
    assert "Sign all others out" not in text_of(anna_client, url)
    for _ in range(2):
        add_device(anna.pk, hand=hand)
    assert "Sign all others out" in text_of(anna_client, url)

    anna_client.post(url, {"act": "others"})

    assert "2 devices are signed out." in text_of(anna_client, url)
    assert Device.objects.count() == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 40, "77"])
def test_a_number_that_is_none_is_missing(
    anna_client: Client, url: str, number: str
) -> None:
    page = anna_client.post(url, {"act": "out", "device": number})
    assert page.status_code == 404


def test_a_device_of_somebody_else_is_missing(
    anna_client: Client, clara_client: Client, clara: Account, url: str
) -> None:
    hers = Device.objects.get(account=clara)
    page = anna_client.post(url, {"act": "out", "device": hers.pk})
    assert page.status_code == 404
    assert Device.objects.filter(pk=hers.pk).exists()
    assert anna_client.post(url, {"act": "dance"}).status_code == 400


def test_the_settings_tell_who_keeps_the_book(
    anna_client: Client, book: Book, url: str
) -> None:
    page = anna_client.get(f"/{book.pk}/settings/").content.decode()
    part = page.partition('id="keepers"')[2].partition("</section>")[0]
    assert "Owner" in part
    assert "Anna" in part
    assert url in part
