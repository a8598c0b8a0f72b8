"""Anna keeps a book, Ben is in it, Clara is a stranger with a book of her own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import translation

from kontor.actions.accounts.books import open_book
from kontor.actions.accounts.devices import add_device
from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Person
from kontor.reports.groups.sheet import forget
from kontor.web.device import DEVICE
from tools import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday, ten o'clock in Berlin


# A slow machine is no fault, and a change that lands must not depend on luck.
hypothesis.settings.register_profile(
    "kontor", deadline=None, derandomize="CI" in os.environ, print_blob=True
)
hypothesis.settings.load_profile("kontor")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    # A file, not memory: the server of the browser tests and the worker have
    # connections of their own, as they do outside the tests.
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {
            **database.get("TEST", {}),
            "NAME": Path(settings.DATA, "test.sqlite3"),
        }


@pytest.fixture(autouse=True)
def _sheets_reckoned_anew() -> None:
    """Each test's book is taken back, so that the next one's may look the same."""
    forget()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all; without one the tests fail with a sentence."""
    from playwright.sync_api import sync_playwright

    found = chromium.find()
    if not found:
        raise chromium.NoBrowser(chromium.HELP)
    # Chromium's sandbox does not work for root, as in most containers.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=[*FLAGS, *(["--no-sandbox"] if root else [])]
        )
        yield browser
        browser.close()
        # While Playwright runs, Django takes this thread for another one, and what
        # it opened meanwhile would stay open: PostgreSQL then keeps its database.
        connections.close_all()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def moment() -> datetime:
    return MOMENT


@pytest.fixture
def today() -> date:
    return MOMENT.date()


@pytest.fixture
def anna(db: None) -> Account:
    return _account("Anna")


@pytest.fixture
def hand(anna: Account) -> Hand:
    """Anna's hand, on a Monday morning."""
    return Hand(account_id=anna.pk, moment=MOMENT)


@pytest.fixture
def book(hand: Hand) -> Book:
    return _book(hand, "Anna Ahlers")


@pytest.fixture
def owner(book: Book) -> Person:
    """Anna herself, as a person in her book."""
    return Person.objects.get(book=book, is_owner=True)


@pytest.fixture
def ben(book: Book, hand: Hand) -> Person:
    add_person(book.pk, hand=hand, given="Ben", family="Brandt")
    return Person.objects.get(book=book, given="Ben")


@pytest.fixture
def clara(db: None) -> Account:
    """A stranger: she has a book, but not this one."""
    account = _account("Clara")
    _book(Hand(account_id=account.pk, moment=MOMENT), "Clara Coors")
    return account


@pytest.fixture
def clara_book(clara: Account) -> Book:
    return Book.objects.get(keepers__account=clara)


@pytest.fixture
def anna_client(anna: Account, book: Book) -> Client:
    """A browser that Anna has signed in with."""
    return _signed_in(anna)


@pytest.fixture
def clara_client(clara: Account) -> Client:
    return _signed_in(clara)


def _signed_in(account: Account) -> Client:
    client = Client()
    sign_in(client, account)
    return client


def sign_in(client: Client, account: Account) -> None:
    """Sign a browser in, as the door does."""
    client.force_login(account)
    session = client.session
    session[DEVICE] = add_device(account.pk, hand=Hand(account.pk, MOMENT))
    session.save()


def _account(name: str) -> Account:
    return Account.objects.create(name=name, created=MOMENT)


def _book(hand: Hand, owner: str) -> Book:
    assert hand.account_id is not None
    number = open_book(hand.account_id, hand=hand, name=owner, owner=owner)
    return Book.objects.get(pk=number)
