"""The networks of Anna's book that the browser tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.touches import log_touch
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.groups.segments import add_segment
from kontor.lib.hand import Hand
from kontor.records.models import Person

GIVEN = (
    "Ada", "Bo", "Cem", "Dora", "Enno", "Fatma", "Gesa", "Hauke", "Ida", "Jan",
    "Kaja", "Lars", "Mona", "Nils", "Olga", "Piet", "Rosa", "Sven", "Tilda", "Uwe",
)  # fmt: skip
FAMILY = ("Albers", "Busch")
TRADES = (
    "Rechtsanwältin", "Hausverwalter", "Malerin", "Steuerberater", "Hausverwalterin",
)  # fmt: skip
LEADS, CHAMBER, CIRCLE = "Hafenrunde Lübeck", "Handelskammer", "Tischrunde"


@dataclass(frozen=True, slots=True)
class Networks:
    """A book with three networks.

    Attributes:
        groups: uid by name.
        people: uids of forty people, those of the leads group first.
        held, coming: uids of gatherings of the leads group.
        segment: uid of the property managers.
    """

    book: int
    groups: dict[str, str]
    people: list[str]
    held: str
    coming: str
    segment: str

    def page(self, path: str = "") -> str:
        """Give the address of a page of the book."""
        return f"/{self.book}/{path}"

    def group(self, name: str = LEADS, path: str = "") -> str:
        """Give the address of a network's page."""
        return self.page(f"groups/{self.groups[name]}/{path}")


def found(book: int, hand: Hand, today: date, *, size: int = 40) -> Networks:
    """Fill a book: a leads group of so many, a chamber, a circle; a year of meetings.

    Every fifth of a group is a property manager by trade, two of five with the ending
    of women.
    """
    people = [_person(book, hand, n) for n in range(40)]
    groups = {
        LEADS: _leads(book, hand),
        CHAMBER: add_group(
            book, hand=hand, name=CHAMBER, kind="chamber", period_fee=18_000,
            period="year", currency="EUR", visited_on=date(2025, 11, 4),
        ).uid,
        CIRCLE: add_group(book, hand=hand, name=CIRCLE, kind="circle").uid,
    }  # fmt: skip
    for n, uid in enumerate(people[:size]):
        _join(book, hand, groups[LEADS], uid, n)
    for n, uid in enumerate(people[10:14]):
        _join(book, hand, groups[CHAMBER], uid, n)
    segment = add_segment(
        book, hand=hand, name="Hausverwaltungen", words=["hausverwalter"], importance=3
    ).uid
    held = _year(book, hand, groups[LEADS], people[:size], today)
    coming = add_gathering(
        book, groups[LEADS], hand=hand, day=today + timedelta(days=1)
    ).uid
    add_promise(book, people[1], hand=hand, text="Liste der Objekte schicken")
    return Networks(book, groups, people, held, coming, segment)


def _person(book: int, hand: Hand, number: int) -> str:
    name = f"{GIVEN[number % 20]} {FAMILY[number // 20]}"
    values: dict[str, Any] = {"emails": [Point(f"p{number}@example.org")]}
    if number in {38, 39}:
        values["work"] = [Work("", "Notar")]
    uid = add_person(book, hand=hand, name=name, **values).uid
    if number % 3:
        day = date(2026, 2, 1) - timedelta(days=7 * number)
        log_touch(book, [uid], hand=hand, day=day, note="Dachausbau am Hafen")
    return uid


def _leads(book: int, hand: Hand) -> str:
    return add_group(
        book, hand=hand, name=LEADS, kind="leads", size=60, place="Haus der Seefahrt",
        page="https://hafenrunde.example", visited_on=date(2024, 1, 16),
        joined_on=date(2024, 3, 5), joining_fee=15_000, period_fee=96_000,
        period="year", gathering_fee=1250, currency="EUR", exclusive=True,
        rule="FREQ=WEEKLY;BYDAY=TU", rule_start=date(2024, 3, 5), starts_at="07:00",
        minutes=90, seats=["Notar", "Malerin", "Gärtner"], offices="Kassenwartin",
        note="Frühstück ist im Preis.",
    ).uid  # fmt: skip


def _join(book: int, hand: Hand, group: str, uid: str, number: int) -> None:
    since = date(2026, 1, 20) if number == 3 else date(2024, 5, 7)
    office = "Vorsitz" if number == 0 else ""
    add_member(
        book, group, uid, hand=hand, since=since, trade=TRADES[number % 5],
        office=office,
    )  # fmt: skip


def _year(book: int, hand: Hand, group: str, people: list[str], today: date) -> str:
    """Hold thirty gatherings on Tuesdays; the latest is not filled in yet."""
    owner = str(Person.objects.get(book=book, is_owner=True).uid)
    guest = add_person(book, hand=hand, name="Gitta Gast").uid
    add_member(
        book, group, guest, hand=hand, standing="guest", since=date(2026, 2, 17),
        trade="Gärtnerin", invited_by=people[2],
    )  # fmt: skip
    for week in range(30, 0, -1):
        day = today - timedelta(days=6 + 7 * (week - 1))
        uid = add_gathering(book, group, hand=hand, day=day).uid
        if week == 1:
            return uid
        states = {
            one: "present" if (n * 7 + week) % 5 else "absent"
            for n, one in enumerate(people[:12])
            if n != 3 or week < 4
        }
        own = {owner: "absent" if week % 6 == 0 else "present"}
        fill_attendance(book, uid, hand=hand, states={**states, **own})
    raise AssertionError
