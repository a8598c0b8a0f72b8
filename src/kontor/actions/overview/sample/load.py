"""Loading the sample: two years of invented touches, the same for any one day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import get_language

from kontor.actions.accounts.books import open_book
from kontor.actions.connections.people import write_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.touches import Promised, write_promise
from kontor.actions.ground import the_book
from kontor.actions.overview.sample.groups import write_groups
from kontor.actions.overview.sample.touches import PATTERNS, Noted, touches_of
from kontor.lib.text import fold
from kontor.records import bulk, journal
from kontor.records.derived import rebuild_all
from kontor.records.models import (
    Book,
    Deed,
    Keeper,
    Participant,
    Person,
    Tie,
    Touch,
)

if TYPE_CHECKING:
    from kontor.lib.hand import Hand

# Numbers kept free for films and books, so that nobody's telephone rings.
MOBILE = "+49 171 39200{number:02}"


@transaction.atomic
def load_sample(account: int, *, hand: Hand) -> int:
    """Load the sample network for an account, if it is not there; give its book.

    The network is the same on any day, seen from that day; its words are those of
    the language in force.
    """
    kept = Keeper.objects.filter(account=account, book__is_sample=True).first()
    if kept is not None:
        return kept.book_id
    network = _network()
    tongue = 0 if (get_language() or "").startswith("de") else 1
    number = open_book(
        account,
        hand=hand,
        name=network["book"][tongue],
        owner=network["owner"],
        is_sample=True,
        language="en" if tongue else "de",
    )
    book = the_book(number)
    deed = journal.open_deed(book, hand, "load_sample")
    today = hand.today(book.time_zone)
    people = _people(deed, book, hand, network, tongue)
    _touches(deed, people, network, today, tongue)
    _ties(deed, people, network)
    _promises(deed, people, network, today, tongue)
    owner = Person.objects.get(book=book, is_owner=True)
    write_groups(deed, people, owner, today, tongue)
    rebuild_all(number)
    return number


@cache
def _network() -> dict[str, Any]:
    text = files(__package__).joinpath("network.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _people(
    deed: Deed, book: Book, hand: Hand, network: dict[str, Any], tongue: int
) -> dict[str, Person]:
    people = {
        entry["name"]: write_person(
            deed,
            book,
            hand,
            **_values(entry, place, tongue, hand.today(book.time_zone)),
        )
        for place, entry in enumerate(network["people"])
    }
    for name, through in network["through"]:
        people[name].met_through = people[through]
    for place, (entry, person) in enumerate(
        zip(network["people"], people.values(), strict=True)
    ):
        _finish(person, entry, hand.today(book.time_zone), place)
    return people


def _finish(person: Person, entry: dict[str, Any], today: date, place: int) -> None:
    """Set what only the sample may: how long ago somebody came into the book."""
    since = PATTERNS.get(entry["pattern"], (0, 30, 0))[1]
    person.known_since = today - timedelta(days=since)
    if entry["pattern"] != "silent":
        person.met_day = today - timedelta(days=since + 7 * place)
    if entry["rhythm"]:
        person.rhythm = entry["rhythm"]
    person.save()


def _values(
    entry: dict[str, Any], place: int, tongue: int, today: date
) -> dict[str, Any]:
    name = str(entry["name"])
    role, organisation = entry["role"][tongue], entry["organisation"][tongue]
    values: dict[str, Any] = {
        "name": name,
        "emails": [Point(_address(name, organisation), "work")],
        "phones": [Point(MOBILE.format(number=place), "mobile")],
        "places": [Place(city=entry["city"], label="work")],
        "tags": [tag[tongue] for tag in entry["tags"]],
        "relation": entry["relation"],
        "address_form": entry.get("form", ""),
        "language": entry.get("language", "de"),
        "private": entry.get("private", False),
        "pinned": entry.get("pinned", False),
    }
    if organisation or role:
        values["work"] = [Work(organisation, role)]
    if "birth_year" in entry:
        values["birthday"] = (entry["birth_year"], *_birthday(today, place))
    return values


def _birthday(today: date, place: int) -> tuple[int, int]:
    """Give month and day, spread over the year so that the next is never far."""
    day = today + timedelta(days=2 + 31 * place % 363)
    # Not every year of birth has a 29th of February.
    return (3, 1) if (day.month, day.day) == (2, 29) else (day.month, day.day)


def _address(name: str, organisation: str) -> str:
    """Make a mail address under a name that nobody can register."""
    words = [word for word in fold(name).replace("-", " ").split() if len(word) > 3]
    firm = "".join(c for c in fold(organisation) if c.isascii() and c.isalnum())
    local = "".join(c for c in words[0] if c.isascii() and c.isalpha())
    return f"{local}@{firm or 'post'}.example"


def _touches(
    deed: Deed,
    people: dict[str, Person],
    network: dict[str, Any],
    today: date,
    tongue: int,
) -> None:
    """Write two years of touches, all at once."""
    found = [
        (people[entry["name"]].pk, touch)
        for place, entry in enumerate(network["people"])
        for touch in touches_of(entry, place, today, tongue)
    ]
    keys = bulk.reserve(Touch, len(found))
    fixed: dict[str, Any] = {"book_id": deed.book_id, "deed_id": deed.pk}
    rows = [(key, uuid4(), *touch) for key, (_, touch) in zip(keys, found, strict=True)]
    bulk.insert(Touch, ("id", "uid", *Noted._fields), rows, **fixed)
    parts = [(key, person) for key, (person, _) in zip(keys, found, strict=True)]
    bulk.insert(Participant, ("touch_id", "person_id"), parts, **fixed)


def _ties(deed: Deed, people: dict[str, Person], network: dict[str, Any]) -> None:
    for name, other, strength in network["ties"]:
        first, second = sorted((people[name], people[other]), key=lambda p: p.pk)
        journal.add(deed, Tie(first=first, second=second, strength=strength))


def _promises(
    deed: Deed,
    people: dict[str, Person],
    network: dict[str, Any],
    today: date,
    tongue: int,
) -> None:
    for name, text, days, by in network["promises"]:
        due = today + timedelta(days=days)
        write_promise(deed, people[name], Promised(text[tongue], due, by), None)
