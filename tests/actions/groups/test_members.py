"""Who is in a group, and its guests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kontor.actions.connections.errors import BadValue, NoSuchDay, WithYourself
from kontor.actions.connections.people import add_person, remove_person
from kontor.actions.groups.errors import LeftBeforeJoined, Overlapping
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import (
    add_member,
    edit_member,
    is_in,
    remove_member,
)
from kontor.actions.overview.undo import undo
from kontor.core.errors import KontorError, Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Group, Membership, Person
from tests.records.ledger import ledger

SPRING, SUMMER, AUTUMN = date(2025, 3, 1), date(2025, 7, 1), date(2025, 10, 1)


@pytest.fixture
def group(book: Book, hand: Hand) -> Group:
    uid = add_group(book.pk, hand=hand, name="Kaitreff", kind="leads").uid
    return Group.objects.get(uid=uid)


@pytest.fixture
def cem(book: Book, hand: Hand) -> Person:
    return Person.objects.get(uid=add_person(book.pk, hand=hand, name="Cem Can").uid)


def test_a_member_has_days_an_office_and_a_trade(
    book: Book, hand: Hand, group: Group, ben: Person
) -> None:
    done = add_member(
        book.pk, group.uid, ben.uid, hand=hand, since=SPRING, office=" Vor\nsitz ",
        trade="Notar",
    )  # fmt: skip
    member = Membership.objects.get()
    assert (member.person, member.group, member.standing) == (ben, group, "member")
    assert (member.since, member.until) == (SPRING, None)
    assert (member.office, member.trade) == ("Vor sitz", "Notar")
    assert done.facts == {"name": "Ben Brandt", "group": "Kaitreff"}
    assert done.uid == str(group.uid)


def test_a_guest_was_brought_and_asked_how_it_was(
    book: Book, hand: Hand, group: Group, ben: Person, cem: Person
) -> None:
    add_member(
        book.pk, group.uid, cem.uid, hand=hand, standing="guest", since=SPRING,
        until=SPRING, invited_by=ben.uid,
    )  # fmt: skip
    key = Membership.objects.get().pk
    before = ledger(book.pk)
    done = edit_member(
        book.pk, key, hand=hand, followed_up_on=date(2025, 3, 3), outcome="declined",
        reason="Zu früh am Tag",
    )  # fmt: skip
    guest = Membership.objects.get()
    assert guest.invited_by == ben
    assert (guest.followed_up_on, guest.outcome, guest.reason) == (
        date(2025, 3, 3), "declined", "Zu früh am Tag",
    )  # fmt: skip
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before
    edit_member(book.pk, key, hand=hand, invited_by="")
    assert Membership.objects.get().invited_by is None


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (None, None),
        (SUMMER, None),
        (None, SPRING),
        (SPRING, SPRING),
        (date(2025, 1, 1), AUTUMN),
        (AUTUMN, AUTUMN),
    ],
)
def test_nobody_is_in_a_group_twice_at_one_time(
    book: Book, hand: Hand, group: Group, ben: Person, since: date, until: date
) -> None:
    add_member(book.pk, group.uid, ben.uid, hand=hand, since=SPRING, until=AUTUMN)
    deeds = Deed.objects.count()
    with pytest.raises(Overlapping) as caught:
        add_member(book.pk, group.uid, ben.uid, hand=hand, since=since, until=until)
    assert "Ben Brandt" in str(caught.value)
    assert (Membership.objects.count(), Deed.objects.count()) == (1, deeds)


def test_whoever_left_can_come_back_and_a_guest_can_join(
    book: Book, hand: Hand, group: Group, ben: Person
) -> None:
    add_member(book.pk, group.uid, ben.uid, hand=hand, until=SPRING)
    add_member(book.pk, group.uid, ben.uid, hand=hand, since=SUMMER, until=AUTUMN)
    guest = {"standing": "guest", "since": SUMMER, "until": SUMMER}
    add_member(book.pk, group.uid, ben.uid, hand=hand, **guest)
    assert Membership.objects.count() == 3
    last = Membership.objects.get(standing="member", since=SUMMER)
    before = ledger(book.pk)
    with pytest.raises(Overlapping):
        edit_member(book.pk, last.pk, hand=hand, since=SPRING)
    assert ledger(book.pk) == before


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"since": SUMMER, "until": SPRING}, LeftBeforeJoined),
        ({"since": "2025-03-01"}, BadValue),
        ({"since": date(1700, 1, 1)}, NoSuchDay),
        ({"standing": "owner"}, BadValue),
        ({"standing": None}, BadValue),
        ({"outcome": "perhaps"}, BadValue),
        ({"office": "x" * 1000}, BadValue),
        ({"trade": "x" * 1000}, BadValue),
        ({"reason": "x" * 2000}, BadValue),
        ({"person_id": 1}, BadValue),
        ({"invited_by": "nobody"}, Missing),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    book: Book,
    hand: Hand,
    group: Group,
    ben: Person,
    values: dict[str, Any],
    error: type[KontorError],
) -> None:
    deeds = Deed.objects.count()
    with pytest.raises(error):
        add_member(book.pk, group.uid, ben.uid, hand=hand, **values)
    assert (Membership.objects.count(), Deed.objects.count()) == (0, deeds)
    add_member(book.pk, group.uid, ben.uid, hand=hand)
    before = ledger(book.pk)
    with pytest.raises(error):
        edit_member(book.pk, Membership.objects.get().pk, hand=hand, **values)
    assert ledger(book.pk) == before


def test_nobody_leaves_before_the_day_that_is_known(
    book: Book, hand: Hand, group: Group, ben: Person
) -> None:
    add_member(book.pk, group.uid, ben.uid, hand=hand, since=SUMMER)
    key = Membership.objects.get().pk
    with pytest.raises(LeftBeforeJoined):
        edit_member(book.pk, key, hand=hand, until=SPRING)
    done = edit_member(book.pk, key, hand=hand, until=SUMMER)
    assert edit_member(book.pk, key, hand=hand, until=SUMMER).deed is None
    undo(book.pk, done.deed, hand=hand)
    assert Membership.objects.get().until is None


def test_nobody_brings_themselves(
    book: Book, hand: Hand, group: Group, ben: Person
) -> None:
    with pytest.raises(WithYourself):
        add_member(book.pk, group.uid, ben.uid, hand=hand, invited_by=ben.uid)
    assert not Membership.objects.exists()


def test_somebody_belongs_from_the_first_day_to_the_last(
    book: Book, hand: Hand, group: Group, ben: Person
) -> None:
    add_member(book.pk, group.uid, ben.uid, hand=hand, since=SPRING, until=SUMMER)
    days = [date(2025, 2, 28), SPRING, SUMMER, date(2025, 7, 2)]
    assert [is_in(group, ben, day) for day in days] == [False, True, True, False]


def test_a_membership_is_taken_back(
    book: Book, hand: Hand, group: Group, ben: Person
) -> None:
    add_member(book.pk, group.uid, ben.uid, hand=hand, office="Kasse")
    before = ledger(book.pk)
    done = remove_member(book.pk, Membership.objects.get().pk, hand=hand)
    assert not Membership.objects.exists()
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before


def test_who_brought_a_guest_goes_and_comes_back_as_such(
    book: Book, hand: Hand, group: Group, ben: Person, cem: Person
) -> None:
    guest = {"standing": "guest", "invited_by": ben.uid}
    add_member(book.pk, group.uid, cem.uid, hand=hand, **guest)
    removed = remove_person(book.pk, ben.uid, hand=hand)
    assert Membership.objects.get().invited_by is None
    undo(book.pk, removed.deed, hand=hand)
    assert Membership.objects.get().invited_by == ben


def test_who_was_named_as_bringing_a_guest_since_stays(
    book: Book, hand: Hand, group: Group, ben: Person
) -> None:
    ada = add_person(book.pk, hand=hand, name="Ada")
    add_member(book.pk, group.uid, ben.uid, hand=hand)
    key = Membership.objects.get().pk
    edit_member(book.pk, key, hand=hand, invited_by=ada.uid)
    undone = undo(book.pk, ada.deed, hand=hand)
    assert str(Membership.objects.get().invited_by) == "Ada"
    assert [entry["name"] for entry in undone.kept] == ["Ada"]


def test_what_is_of_another_book_is_missing(
    book: Book, clara_book: Book, hand: Hand, group: Group, ben: Person
) -> None:
    hers = add_person(clara_book.pk, hand=hand, name="Sid").uid
    with pytest.raises(Missing):
        add_member(book.pk, group.uid, hers, hand=hand)
    with pytest.raises(Missing):
        add_member(book.pk, group.uid, ben.uid, hand=hand, invited_by=hers)
    with pytest.raises(Missing):
        add_member(clara_book.pk, group.uid, hers, hand=hand)
    add_member(book.pk, group.uid, ben.uid, hand=hand)
    key = Membership.objects.get().pk
    with pytest.raises(Missing):
        edit_member(clara_book.pk, key, hand=hand, office="x")
    with pytest.raises(Missing):
        remove_member(clara_book.pk, key, hand=hand)
