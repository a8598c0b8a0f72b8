"""What two entries are in networks, once they are one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.groups.met import say_met_in
from kontor.actions.groups.segments import add_segment, say_belongs, say_reach
from kontor.actions.overview.merge.merge import merge_people
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import (
    Attendance,
    Belonging,
    Book,
    Membership,
    MetIn,
    Participant,
    Person,
    Reach,
    Touch,
)
from tests.records.ledger import check, ledger

SPRING, SUMMER, AUTUMN = date(2025, 3, 1), date(2025, 7, 1), date(2025, 10, 1)


def somebody(book: Book, hand: Hand, name: str) -> Person:
    return Person.objects.get(uid=add_person(book.pk, hand=hand, name=name).uid)


@pytest.fixture
def dora(book: Book, hand: Hand) -> Person:
    return somebody(book, hand, "Dora Dorn")


@pytest.fixture
def other(book: Book, hand: Hand) -> Person:
    return somebody(book, hand, "D. Dorn")


@pytest.fixture
def group(book: Book, hand: Hand) -> str:
    return add_group(book.pk, hand=hand, name="Kaitreff", kind="leads").uid


def member(book: Book, hand: Hand, group: str, who: Person, **values: Any) -> None:
    add_member(book.pk, group, who.uid, hand=hand, **values)


def test_all_moves_and_moves_back(
    book: Book, hand: Hand, ben: Person, dora: Person, other: Person, group: str
) -> None:
    member(book, hand, group, other, since=SPRING)
    member(book, hand, group, ben, standing="guest", invited_by=other.uid)
    held = add_gathering(book.pk, group, hand=hand, day=SUMMER).uid
    room = {str(other.uid): "late"}
    fill_attendance(book.pk, held, hand=hand, states=room, talked=[str(other.uid)])
    say_met_in(book.pk, other.uid, hand=hand, group=group, gathering=held)
    segment = add_segment(book.pk, hand=hand, name="Bau", tags=["x"]).uid
    say_belongs(book.pk, segment, other.uid, hand=hand, belongs=True)
    say_reach(book.pk, segment, other.uid, hand=hand, count=7)
    before = ledger(book.pk)
    done = merge_people(book.pk, dora.uid, other.uid, hand=hand)
    assert Membership.objects.get(person=dora).since == SPRING
    assert Membership.objects.get(person=ben).invited_by == dora
    came = Attendance.objects.get()
    assert (came.person, came.state) == (dora, "late")
    assert came.touch is not None
    assert Participant.objects.get(touch=came.touch).person == dora
    for model in (MetIn, Belonging, Reach):
        assert model._default_manager.get().person == dora
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before
    check(book.pk)


def test_who_came_under_either_name_has_come_once(
    book: Book, hand: Hand, dora: Person, other: Person, group: str
) -> None:
    for who in (dora, other):
        member(book, hand, group, who)
    held = add_gathering(book.pk, group, hand=hand, day=SUMMER).uid
    room = {str(dora.uid): "absent", str(other.uid): "present"}
    fill_attendance(book.pk, held, hand=hand, states=room, talked=[str(other.uid)])
    before = ledger(book.pk)
    done = merge_people(book.pk, dora.uid, other.uid, hand=hand)
    came = Attendance.objects.get()
    assert (came.person, came.state, came.touch) == (
        dora, "present", Touch.objects.get(),
    )  # fmt: skip
    # Both were in it all the time, which says the same.
    assert Membership.objects.get().person == dora
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before


def test_memberships_at_one_time_become_one(
    book: Book, hand: Hand, dora: Person, other: Person, group: str
) -> None:
    member(book, hand, group, dora, since=SUMMER, until=AUTUMN, office="Kasse")
    member(book, hand, group, other, since=SPRING, until=SUMMER, trade="Notarin",
           office="Vorsitz")  # fmt: skip
    winter = date(2026, 1, 1)
    member(book, hand, group, other, since=winter)
    before = ledger(book.pk)
    done = merge_people(book.pk, dora.uid, other.uid, hand=hand)
    first, second = Membership.objects.order_by("since")
    assert (first.since, first.until) == (SPRING, AUTUMN)
    # What the one that stays has said counts.
    assert (first.office, first.trade) == ("Kasse", "Notarin")
    assert (second.since, second.until, second.person) == (winter, None, dora)
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before


def test_a_guest_and_a_member_stay_two_things(
    book: Book, hand: Hand, dora: Person, other: Person, group: str
) -> None:
    member(book, hand, group, dora, since=SPRING)
    member(book, hand, group, other, standing="guest", since=SUMMER, until=SUMMER)
    merge_people(book.pk, dora.uid, other.uid, hand=hand)
    standings = Membership.objects.filter(person=dora).order_by("pk")
    assert [row.standing for row in standings] == ["member", "guest"]


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_has_brought_themselves(
    book: Book, hand: Hand, dora: Person, other: Person, group: str, turned: bool
) -> None:
    member(book, hand, group, other, standing="guest", invited_by=dora.uid)
    before = ledger(book.pk)
    keep, gone = (other, dora) if turned else (dora, other)
    done = merge_people(book.pk, keep.uid, gone.uid, hand=hand)
    guest = Membership.objects.get()
    assert (guest.person, guest.invited_by) == (keep, None)
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before


def test_of_the_owner_no_contact_is_noted_nor_where_they_were_met(
    book: Book, hand: Hand, owner: Person, other: Person, group: str
) -> None:
    member(book, hand, group, other)
    held = add_gathering(book.pk, group, hand=hand, day=SUMMER).uid
    room = {str(other.uid): "present"}
    fill_attendance(book.pk, held, hand=hand, states=room, talked=[str(other.uid)])
    say_met_in(book.pk, other.uid, hand=hand, group=group)
    before = ledger(book.pk)
    done = merge_people(book.pk, owner.uid, other.uid, hand=hand)
    came = Attendance.objects.get()
    assert (came.person, came.touch) == (owner, None)
    assert not Touch.objects.exists()
    assert not MetIn.objects.exists()
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before
