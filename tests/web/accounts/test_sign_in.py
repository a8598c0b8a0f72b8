"""Name and password at the door."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from kontor.actions.accounts.passwords import set_password
from kontor.records.models import Account, Book, Device
from kontor.web.accounts.tries import PASSWORDS_A_MINUTE, TRIES_A_MINUTE

GOOD = "correct horse battery"
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0"


@pytest.fixture(autouse=True)
def _with_password(anna: Account, book: Book) -> None:
    set_password(anna.pk, new=GOOD)


def knock(client: Client, password: str = GOOD, **more: str) -> int:
    sent = {"name": "Anna", "password": password, **more}
    return client.post("/door/", sent).status_code


def test_name_and_password_sign_a_browser_in(
    client: Client, anna: Account, book: Book
) -> None:
    assert "Sign in" in client.get("/door/").content.decode()

    page = client.post(
        "/door/", {"name": "anna", "password": GOOD}, HTTP_USER_AGENT=FIREFOX
    )

    assert (page.status_code, page.headers["Location"]) == (302, "/")
    assert client.get(f"/{book.pk}/people/").status_code == 200
    device = Device.objects.get(account=anna)
    assert (device.browser, device.system) == ("Firefox", "Android")


def test_the_session_gets_a_new_key(client: Client) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    assert knock(client) == 302

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key


def test_what_is_wrong_is_not_told_apart(client: Client) -> None:
    wrong = [
        client.post("/door/", {"name": name, "password": "wrong"})
        for name in ("Anna", "Nobody")
    ]
    pages = [page.content.decode().replace("Nobody", "Anna") for page in wrong]

    assert [page.status_code for page in wrong] == [409, 409]
    assert "do not belong together" in pages[0]
    # But for the token of the form, which is new each time, they are the same.
    assert _without_tokens(pages[0]) == _without_tokens(pages[1])
    assert "wrong" not in pages[0].partition("<form class=")[2]
    assert "_auth_user_id" not in client.session


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line.lower()]


def test_it_leads_on_to_where_one_wanted_and_never_out(client: Client) -> None:
    sent = {"name": "Anna", "password": GOOD}
    page = client.post("/door/", {**sent, "next": "/1/deeds/"})
    assert page.headers["Location"] == "/1/deeds/"
    page = Client().post("/door/", {**sent, "next": "https://evil.example/"})
    assert page.headers["Location"] == "/"


def test_a_name_bears_few_wrong_passwords_a_minute(
    client: Client, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(TRIES_A_MINUTE):
        sent = {"name": "Anna", "password": "wrong"}
        page = client.post("/door/", sent, REMOTE_ADDR=f"192.0.2.{number}")
        assert page.status_code == 409

    # The right one has to wait, too, wherever it comes from; a minute later it works.
    assert knock(client) == 503
    monkeypatch.setattr("kontor.web.hand.now", lambda: moment + timedelta(minutes=1))
    assert knock(client) == 302


@pytest.mark.parametrize(
    ("address", "free"),
    [
        ("192.0.2.7", "192.0.2.8"),
        # Of IPv6 a whole net is one caller.
        ("2001:db8:0:1::1", "2001:db8:0:2::1"),
    ],
)
def test_a_caller_bears_few_whatever_names_are_tried(
    client: Client, address: str, free: str
) -> None:
    for number in range(TRIES_A_MINUTE):
        sent = {"name": f"Name {number}", "password": "wrong"}
        near = address[:-1] + str(number) if ":" in address else address
        client.post("/door/", sent, REMOTE_ADDR=near)

    sent = {"name": "Anna", "password": GOOD}
    assert client.post("/door/", sent, REMOTE_ADDR=address).status_code == 503
    assert client.post("/door/", sent, REMOTE_ADDR=free).status_code == 302


def test_all_together_bear_so_many_and_no_more(client: Client) -> None:
    for number in range(PASSWORDS_A_MINUTE):
        # Too long to be reckoned: it counts all the same.
        sent = {"name": f"Name {number}", "password": "x" * 2_000}
        page = client.post("/door/", sent, REMOTE_ADDR=f"198.51.100.{number}")
        assert page.status_code == 409
    assert knock(client) == 503


def test_wrong_passwords_do_not_close_the_door_to_links(client: Client) -> None:
    for _ in range(TRIES_A_MINUTE):
        knock(client, "wrong")
    assert client.post("/door/no-such-link/").status_code == 409


@pytest.mark.parametrize("password", ["\0", "x" * 2_000, ""])
def test_what_can_be_no_password_is_told_so(client: Client, password: str) -> None:
    assert knock(client, password) == 409


def test_nobody_signs_in_with_a_form_of_another_page() -> None:
    client = Client(enforce_csrf_checks=True)
    assert knock(client) == 403


def test_who_signs_in_again_is_one_device_still(client: Client) -> None:
    assert knock(client) == 302
    assert knock(client) == 302
    assert Device.objects.count() == 1


def test_who_leaves_is_out(client: Client, book: Book) -> None:
    knock(client)
    assert client.get("/leave/").status_code == 405

    page = client.post("/leave/")

    assert page.headers["Location"] == "/door/"
    assert not Device.objects.exists()
    assert client.get(f"/{book.pk}/people/").status_code == 302
    # Whoever is out already may leave once more.
    assert client.post("/leave/").status_code == 302


def test_a_spent_link_offers_the_password(client: Client) -> None:
    page = client.post("/door/no-such-link/").content.decode()
    assert "This link has been used" in page
    assert 'name="password"' in page
