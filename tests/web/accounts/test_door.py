from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from kontor.actions.accounts.door import make_link
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, SignInLink
from kontor.web.accounts.tries import TRIES_A_MINUTE


@pytest.fixture
def link(anna: Account, book: Book, hand: Hand) -> str:
    return f"/door/{make_link(anna.pk, hand=hand)}/"


def test_a_bare_visit_is_told_how_to_get_in(client: Client, db: None) -> None:
    page = client.get("/door/")

    assert page.status_code == 200
    assert "kontor link" in page.content.decode()


def test_looking_at_a_link_does_not_spend_it(client: Client, link: str) -> None:
    for _ in range(2):
        page = client.get(link)

    assert "Open the book" in page.content.decode()
    assert SignInLink.objects.count() == 1
    assert "_auth_user_id" not in client.session


def test_the_button_signs_the_browser_in_once(
    client: Client, link: str, anna: Account, book: Book
) -> None:
    page = client.post(link)

    assert (page.status_code, page.headers["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(anna.pk)
    again = Client().post(link)
    assert again.status_code == 409
    assert "This link has been used" in again.content.decode()


def test_the_session_gets_a_new_key_so_that_a_planted_one_is_worth_nothing(
    client: Client, link: str
) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    client.post(link)

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key


def test_a_link_that_has_expired_signs_nobody_in(
    client: Client, link: str, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = moment + timedelta(hours=13)
    monkeypatch.setattr("kontor.web.hand.now", lambda: later)

    assert client.post(link).status_code == 409


def test_the_door_leads_on_to_where_one_wanted_to_go(
    client: Client, link: str, book: Book
) -> None:
    page = client.post(link, {"next": f"/{book.pk}/people/"})

    assert page.headers["Location"] == f"/{book.pk}/people/"


def test_the_door_leads_nobody_out_of_kontor(client: Client, link: str) -> None:
    shown = client.get(link, {"next": "https://evil.example/"}).content.decode()
    assert 'value="https://evil.example/"' not in shown

    page = client.post(link, {"next": "https://evil.example/"})

    assert page.headers["Location"] == "/"


def test_links_cannot_be_guessed_at_will(
    client: Client, link: str, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(TRIES_A_MINUTE):
        assert client.post(f"/door/guess-{number}/").status_code == 409

    # Even the right one has to wait now, and works a minute later.
    assert client.post(link).status_code == 503
    monkeypatch.setattr("kontor.web.hand.now", lambda: moment + timedelta(minutes=1))
    assert client.post(link).status_code == 302


def test_who_is_in_already_is_sent_on(anna_client: Client, book: Book) -> None:
    assert anna_client.get("/door/").headers["Location"] == "/"


def test_the_door_is_never_kept_by_a_cache(client: Client, link: str) -> None:
    assert "no-store" in client.get(link).headers["Cache-Control"]
