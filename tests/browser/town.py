"""The people of Anna's book that the browser tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import let_rest
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.lib.hand import Hand

# Each language and each size once, where all four ways would tell no more.
ONCE_EACH = pytest.mark.parametrize(
    ("language", "size"), [("de", "phone"), ("en", "desktop")]
)
GERMAN_PHONE = pytest.mark.parametrize(("language", "size"), [("de", "phone")])
ENGLISH_DESK = pytest.mark.parametrize(("language", "size"), [("en", "desktop")])
WITHOUT_SCRIPTS = pytest.mark.parametrize("javascript", [False])

# The longest words that a narrow page has to find room for.
LONG_FIRM = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbaugesellschaft"
WAITING = (
    "Ada Albers", "Bo Busch", "Cem Can", "Dora Dahl", "Enno Ehlers", "Fatma Friis",
    "Gesa Groth", "Hauke Hinz", "Ida Iversen", "Jan Jansen", "Kaja Kruse", "Lars Lund",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """A book with a life of its own on the Monday of the tests.

    Attributes:
        book: its number.
        people: uid by name.
        firm: uid of Ben's firm.
    """

    book: int
    people: dict[str, UUID]
    firm: UUID

    def page(self, path: str = "") -> str:
        """Give the address of a page of the book."""
        return f"/{self.book}/{path}"

    def person(self, name: str, path: str = "") -> str:
        """Give the address of somebody's page."""
        return self.page(f"people/{self.people[name]}/{path}")


@transaction.atomic
def settle(book: int, hand: Hand, today: date) -> Town:
    """Fill a book: Ben is overdue, Petra fades, two are called Schmidt, twelve wait."""
    people = {name: _add(book, hand, name, **values) for name, values in PEOPLE.items()}
    people |= {
        name: _add(book, hand, name, phones=[Point(f"+49 171 39200{number:02}")])
        for number, name in enumerate(WAITING, start=50)
    }
    ben, petra = people["Ben Brandt"], people["Petra Lindqvist"]
    for ago, channel, note in (
        (120, "meeting", "Kitchen for the old mill"),
        (90, "call", ""),
        (60, "meeting", "New shop by the river"),
    ):
        _touch(book, hand, [ben], today - timedelta(days=ago), channel, note)
    for ago in (240, 210, 180, 150, 120, 92):
        _touch(book, hand, [petra], today - timedelta(days=ago), "call", "")
    schmidt = people["Thomas Schmidt"]
    _touch(book, hand, [schmidt], today - timedelta(days=3), "email", "")
    add_promise(
        book, ben, hand=hand, text="Send the brochure", due=date(2026, 3, 6)
    )  # the Friday of this week
    add_promise(
        book, petra, hand=hand, text="Price list", due=date(2026, 2, 20), by="them"
    )  # ten days late
    add_tie(book, ben, petra, hand=hand, strength=3, how="Trade fair in Kiel")
    let_rest(book, people["Ulf Ruhmann"], hand=hand)
    return Town(book, people, _firm_of(ben))


PEOPLE: dict[str, dict[str, Any]] = {
    "Ben Brandt": {
        "work": [Work("Tischlerei Brandt", "Master joiner")],
        "emails": [Point("ben@brandt.example", "work")],
        "phones": [Point("+49 171 3920001", "mobile")],
        "places": [Place("Hafenstr. 3", "", "23552", "Lübeck", "", "", "work")],
        "birthday": (1976, 3, 5),  # a Thursday in 2026, when he turns 50
        "relation": "client",
        "tags": ["Messe", "Ostsee"],
        "note": "Two daughters, rows on Sundays.",
        "language": "de",
        "address_form": "du",
    },
    "Petra Lindqvist": {
        "work": [Work("Lindqvist Import AB", "Buyer")],
        "emails": [Point("petra@lindqvist.example", "work")],
        "tags": ["Messe"],
        "relation": "prospect",
    },
    "Jürgen Müller-Lüdenscheidt": {
        "work": [Work(LONG_FIRM, "Hauptbetriebswerkbauunterbeamter")],
        "emails": [Point(f"juergen@{LONG_FIRM[:60].lower()}.example".replace("ä", ""))],
        "tags": ["Handwerkskammermitgliederversammlung"],
        "note": "https://example.org/" + "sehr-lang/" * 12,
    },
    "Thomas Schmidt": {"work": [Work("Schmidt Druck", "")]},
    "Tina Schmidt": {"work": [Work("Hafenamt", "")]},
    "Ulf Ruhmann": {},
    "Priska Privat": {"private": True},
}


def _add(book: int, hand: Hand, name: str, **values: Any) -> UUID:
    return UUID(add_person(book, hand=hand, name=name, **values).uid)


def _touch(
    book: int, hand: Hand, people: list[UUID], day: date, channel: str, note: str
) -> None:
    log_touch(book, people, hand=hand, day=day, channel=channel, note=note)


def _firm_of(person: UUID) -> UUID:
    from kontor.records.models import Affiliation

    job = Affiliation.objects.select_related("organisation").get(person__uid=person)
    assert job.organisation is not None
    return job.organisation.uid
