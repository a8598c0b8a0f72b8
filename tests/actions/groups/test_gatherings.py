"""Gatherings of a group."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kontor.actions.connections.errors import BadValue, NoSuchDay
from kontor.actions.groups.attendance import Newcomer, fill_attendance
from kontor.actions.groups.errors import BadHour, CameAlready, NoCurrency
from kontor.actions.groups.gatherings import (
    add_gathering,
    edit_gathering,
    remove_gathering,
)
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.overview.undo import undo
from kontor.core.errors import KontorError, Missing
from kontor.lib.hand import Hand
from kontor.records.models import (
    Attendance,
    Book,
    Deed,
    Gathering,
    Group,
    Membership,
    MetIn,
    Person,
    Touch,
)
from tests.records.ledger import check, ledger

TUESDAY = date(2026, 2, 24)


@pytest.fixture
def group(book: Book, hand: Hand) -> Group:
    uid = add_group(
        book.pk, hand=hand, name="Kaitreff", kind="leads", place="Speicher",
        starts_at="07:00", minutes=90, gathering_fee=1250, currency="EUR",
        joined_on=date(2026, 1, 1),
    ).uid  # fmt: skip
    return Group.objects.get(uid=uid)


@pytest.fixture
def held(book: Book, hand: Hand, group: Group) -> Gathering:
    uid = add_gathering(book.pk, group.uid, hand=hand, day=TUESDAY).uid
    return Gathering.objects.get(uid=uid)


def test_what_is_left_out_is_as_usual_in_the_group(
    held: Gathering, group: Group
) -> None:
    assert (held.group, held.day, held.starts_at) == (group, TUESDAY, "07:00")
    assert (held.minutes, held.place) == (90, "Speicher")
    assert (held.cost, held.currency, held.cancelled) == (1250, "EUR", False)
    assert Deed.objects.get(pk=held.deed_id).facts == {
        "group": "Kaitreff",
        "day": "2026-02-24",
    }


def test_what_is_said_counts(book: Book, hand: Hand, group: Group) -> None:
    uid = add_gathering(
        book.pk, group.uid, hand=hand, day=date(2026, 12, 1), starts_at="19:30",
        minutes=None, place="", cost=None, title="Fest\0 im\nHof", note="x\0",
    ).uid  # fmt: skip
    held = Gathering.objects.get(uid=uid)
    assert (held.starts_at, held.minutes, held.place) == ("19:30", None, "")
    assert (held.cost, held.title, held.note) == (None, "Fest im Hof", "x")


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"day": None}, BadValue),
        ({"day": "2026-02-24"}, BadValue),
        ({"day": datetime(2026, 2, 24, 7)}, BadValue),  # noqa: DTZ001
        ({"day": date(1492, 10, 12)}, NoSuchDay),
        ({"starts_at": "7"}, BadHour),
        ({"minutes": -1}, BadValue),
        ({"minutes": 10**6}, BadValue),
        ({"cost": -1}, BadValue),
        ({"cost": 9, "currency": ""}, NoCurrency),
        ({"cost": 9, "currency": "€"}, BadValue),
        ({"title": "x" * 1000}, BadValue),
        ({"source_id": "x"}, BadValue),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    book: Book,
    hand: Hand,
    held: Gathering,
    values: dict[str, Any],
    error: type[KontorError],
) -> None:
    before, deeds = ledger(book.pk), Deed.objects.count()
    with pytest.raises(error):
        add_gathering(book.pk, held.group.uid, hand=hand, **{"day": TUESDAY, **values})
    with pytest.raises(error):
        edit_gathering(book.pk, held.uid, hand=hand, **values)
    assert (ledger(book.pk), Deed.objects.count()) == (before, deeds)


def test_a_day_has_to_be_said(book: Book, hand: Hand, group: Group) -> None:
    with pytest.raises(BadValue):
        add_gathering(book.pk, group.uid, hand=hand, title="Fest")


def test_a_gathering_is_changed_and_set_back(
    book: Book, hand: Hand, held: Gathering
) -> None:
    before = ledger(book.pk)
    done = edit_gathering(book.pk, held.uid, hand=hand, cancelled=True, cost=None)
    held.refresh_from_db()
    assert (held.cancelled, held.cost, held.minutes) == (True, None, 90)
    assert edit_gathering(book.pk, held.uid, hand=hand, cancelled=True).deed is None
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before


@pytest.fixture
def attended(book: Book, hand: Hand, held: Gathering, ben: Person) -> Gathering:
    """Talked with Ben there, and got to know Eva."""
    add_member(book.pk, held.group.uid, ben.uid, hand=hand)
    fill_attendance(
        book.pk, held.uid, hand=hand, states={str(ben.uid): "present"},
        talked=[str(ben.uid)], newcomers=[Newcomer("Eva")],
    )  # fmt: skip
    return held


def test_what_somebody_came_to_was_not_cancelled_nor_is_it_to_come(
    book: Book, hand: Hand, attended: Gathering, today: date
) -> None:
    before = ledger(book.pk)
    for values in ({"cancelled": True}, {"day": today + timedelta(days=1)}):
        with pytest.raises(CameAlready):
            edit_gathering(book.pk, attended.uid, hand=hand, **values)
    assert ledger(book.pk) == before


def test_contacts_and_guests_move_with_the_day_and_back(
    book: Book, hand: Hand, attended: Gathering, ben: Person
) -> None:
    before = ledger(book.pk)
    monday = TUESDAY - timedelta(days=1)
    done = edit_gathering(book.pk, attended.uid, hand=hand, day=monday)
    assert set(Touch.objects.values_list("day", flat=True)) == {monday}
    guest = Membership.objects.get(standing="guest")
    assert (guest.since, guest.until) == (monday, monday)
    ben.refresh_from_db()
    assert ben.last_touch == monday
    check(book.pk)
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before
    check(book.pk)


def test_contacts_outlive_the_gathering_they_were_noted_at(
    book: Book, hand: Hand, attended: Gathering
) -> None:
    before = ledger(book.pk)
    removed = remove_gathering(book.pk, attended.uid, hand=hand)
    assert not Attendance.objects.exists()
    # Eva was met in the group still, if at no gathering.
    assert (Touch.objects.count(), MetIn.objects.get().gathering) == (2, None)
    undo(book.pk, removed.deed, hand=hand)
    assert ledger(book.pk) == before


def test_a_gathering_of_another_book_is_missing(
    book: Book, clara_book: Book, hand: Hand, held: Gathering
) -> None:
    with pytest.raises(Missing):
        add_gathering(clara_book.pk, held.group.uid, hand=hand, day=TUESDAY)
    with pytest.raises(Missing):
        edit_gathering(clara_book.pk, held.uid, hand=hand, title="mine")
    with pytest.raises(Missing):
        remove_gathering(clara_book.pk, held.uid, hand=hand)
