"""A clock that stands still, and a book with somebody and something in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.cache import caches
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.connections.touches import log_touch
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _standing_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("kontor.web.hand.now", lambda: moment)
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture
def dora(book: Book, hand: Hand) -> str:
    """Dora Daume, printer, met once three weeks ago: her uid."""
    done = add_person(
        book.pk,
        hand=hand,
        name="Dora Daume",
        emails=[Point("dora@daume.example", "work", preferred=True)],
        phones=[Point("0451 123456", "mobile")],
        work=[Work("Daume Druck", "Printer")],
        tags=["Choir"],
    )
    return done.uid


@pytest.fixture
def touch(book: Book, hand: Hand, dora: str) -> str:
    day = hand.today("Europe/Berlin").replace(month=2, day=9)
    done = log_touch(book.pk, [dora], hand=hand, day=day, note="Paper samples")
    return done.uid


@pytest.fixture
def person_at(book: Book) -> Callable[[str], str]:
    """Give the address of somebody's page."""
    return lambda uid: f"/{book.pk}/people/{uid}/"


def deeds(book: Book) -> int:
    """Count what was done in a book; what changes nothing leaves no deed."""
    return Deed.objects.filter(book=book).count()


def said(client: Client, address: str) -> str:
    """Give the words of the next page."""
    return client.get(address).content.decode()
