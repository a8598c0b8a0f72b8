"""Anna keeps a book, Ben is in it, Clara is a stranger with a book of her own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from kontor.lib.hand import Hand
from kontor.lib.text import fold, search_forms
from kontor.records.models import Account, Book, Deed, Keeper, Person

MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday, ten o'clock in Berlin


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
def book(anna: Account) -> Book:
    return _book(anna, "Anna", "Ahlers")


@pytest.fixture
def owner(book: Book) -> Person:
    """Anna herself, as a person in her book."""
    return Person.objects.get(book=book, is_owner=True)


@pytest.fixture
def ben(book: Book) -> Person:
    return _person(Deed.objects.get(book=book), "Ben", "Brandt")


@pytest.fixture
def clara(db: None) -> Account:
    """A stranger: she has a book, but not this one."""
    account = _account("Clara")
    _book(account, "Clara", "Coors")
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
    client.force_login(account)
    return client


def _account(name: str) -> Account:
    return Account.objects.create(name=name, created=MOMENT)


def _book(account: Account, given: str, family: str) -> Book:
    book = Book.objects.create(name=f"{given} {family}", created=MOMENT)
    Keeper.objects.create(book=book, account=account)
    deed = Deed.objects.create(
        book=book, account=account, verb="open_book", moment=MOMENT
    )
    _person(deed, given, family, is_owner=True)
    return book


def _person(deed: Deed, given: str, family: str, *, is_owner: bool = False) -> Person:
    return Person.objects.create(
        book=deed.book,
        deed=deed,
        given=given,
        family=family,
        display=f"{given} {family}",
        sort_name=fold(f"{family} {given}"),
        search_text=search_forms(f"{given} {family}"),
        known_since=MOMENT.date(),
        is_owner=is_owner,
    )
