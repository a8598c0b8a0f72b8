"""``kontor touch``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.touches import log_touch
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person, Touch

Kontor = Callable[..., Any]


@pytest.fixture
def uid(book: Book, hand: Hand, ben: Person) -> str:
    log_touch(book.pk, [ben.uid], hand=hand, day=date(2026, 1, 1), note="older")
    return log_touch(
        book.pk,
        [ben.uid],
        hand=hand,
        moment=datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
        channel="call",
        minutes=10,
        note="[b]hello[/b]\nagain",
    ).uid


def test_the_latest_contact_is_shown(kontor: Kontor, uid: str) -> None:
    ran = kontor("touch", "Ben", "Brandt")
    assert "  2 Mar 2026, 09:30, Call, both ways, 10 min\n" in ran.out
    assert "  [b]hello[/b]\n  again\n" in ran.out
    assert uid in ran.out
    assert kontor("touch", uid, "--json").json["minutes"] == 10


def test_only_what_is_given_changes(kontor: Kontor, uid: str) -> None:
    kontor("touch", "Ben", "--minutes", "30", "--place", "Café")
    touch = Touch.objects.get(uid=uid)
    assert (touch.minutes, touch.place, touch.channel) == (30, "Café", "call")


def test_another_day_has_no_time_of_day(kontor: Kontor, uid: str) -> None:
    kontor("touch", "Ben", "--day", "yesterday")
    touch = Touch.objects.get(uid=uid)
    assert (touch.day, touch.moment) == (date(2026, 3, 1), None)


def test_who_took_part_can_be_set(
    kontor: Kontor, book: Book, hand: Hand, uid: str
) -> None:
    add_person(book.pk, hand=hand, name="Cem Can")
    kontor("touch", uid, "--with", "Ben", "--with", "Cem")
    names = {p.person.display for p in Touch.objects.get(uid=uid).participants.all()}
    assert names == {"Ben Brandt", "Cem Can"}


def test_a_contact_is_taken_out_and_comes_back(kontor: Kontor, uid: str) -> None:
    kontor("touch", uid, "--remove")
    assert not Touch.objects.filter(uid=uid).exists()
    kontor("undo")
    assert Touch.objects.filter(uid=uid).exists()


def test_the_future_holds_no_contacts(kontor: Kontor, uid: str) -> None:
    ran = kontor("touch", "Ben", "--day", "2026-03-03", "--json")
    assert ran.json["error"] == "in_the_future"


def test_nothing_noted_is_said(kontor: Kontor, ben: Person) -> None:
    ran = kontor("touch", "Ben")
    assert ran.err == (
        "No contact with Ben Brandt is noted yet. Note one: kontor log\n"
    )
