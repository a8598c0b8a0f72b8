"""Networks, and what cannot be said of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from kontor.actions.connections.errors import BadValue, NoSuchDay
from kontor.actions.groups.errors import (
    BadHour,
    BadRule,
    LeftBeforeJoined,
    NoCurrency,
    NoGroupName,
    SameName,
)
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group, edit_group, remove_group
from kontor.actions.groups.members import add_member
from kontor.actions.overview.undo import undo
from kontor.core.errors import KontorError, Missing
from kontor.lib.hand import Hand
from kontor.records.models import (
    Book,
    Deed,
    Gathering,
    Group,
    Membership,
    Person,
)
from tests.records.ledger import ledger


def harbour(book: Book, hand: Hand, **values: Any) -> Group:
    """Add a group with everything there is to say of it."""
    done = add_group(
        book.pk, hand=hand,
        **{
            "name": " Hafen\nrunde ", "kind": "chamber", "place": "Kiel",
            "page": "https://h.example", "size": 60, "visited_on": date(2024, 1, 9),
            "joined_on": date(2024, 3, 1), "joining_fee": 5000, "period_fee": 90_000,
            "period": "year", "gathering_fee": 1250, "currency": "eur",
            "rule": "RRULE:FREQ=WEEKLY;BYDAY=TU", "rule_start": date(2024, 3, 5),
            "starts_at": "7.05", "minutes": 90, "exclusive": True,
            "seats": ["Malerin", "malerin", " ", "Notar"], "offices": "Kasse",
            "note": " Erste Zeile\nzweite ", **values,
        },
    )  # fmt: skip
    return Group.objects.get(uid=done.uid)


def test_all_that_is_said_of_a_group_is_kept(book: Book, hand: Hand) -> None:
    group = harbour(book, hand)
    assert (group.name, group.folded, group.kind) == (
        "Hafen runde", "hafen runde", "chamber",
    )  # fmt: skip
    assert (group.place, group.page, group.size) == ("Kiel", "https://h.example", 60)
    assert (group.joining_fee, group.period_fee, group.gathering_fee) == (
        5000, 90_000, 1250,
    )  # fmt: skip
    assert (group.currency, group.period, group.starts_at) == ("EUR", "year", "07:05")
    assert (group.rule, group.minutes) == ("FREQ=WEEKLY;BYDAY=TU", 90)
    # The same trade said twice is one seat, as last written; an empty one is none.
    assert (group.seats, group.exclusive) == (["malerin", "Notar"], True)
    assert (group.offices, group.note) == ("Kasse", "Erste Zeile\nzweite")
    assert Deed.objects.get(pk=group.deed_id).facts == {"name": "Hafen runde"}


def test_a_name_and_a_kind_are_enough(book: Book, hand: Hand) -> None:
    done = add_group(book.pk, hand=hand, name="Freunde", kind="circle")
    group = Group.objects.get(uid=done.uid)
    assert (group.size, group.period_fee, group.currency, group.rule) == (
        None, None, "", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": " \0 "}, NoGroupName),
        ({"name": ""}, NoGroupName),
        ({"name": "x" * 1000}, BadValue),
        ({"kind": ""}, BadValue),
        ({"kind": "sect"}, BadValue),
        ({"currency": ""}, NoCurrency),
        ({"currency": "Euro"}, BadValue),
        ({"period": "week"}, BadValue),
        ({"size": -1}, BadValue),
        ({"size": 10**12}, BadValue),
        ({"size": "60"}, BadValue),
        ({"size": True}, BadValue),
        ({"period_fee": -1}, BadValue),
        ({"joining_fee": 2**60}, BadValue),
        ({"gathering_fee": 12.5}, BadValue),
        ({"minutes": -90}, BadValue),
        ({"left_on": date(2024, 2, 29)}, LeftBeforeJoined),
        ({"joined_on": "2024-03-01"}, BadValue),
        ({"joined_on": datetime(2024, 3, 1, 7)}, BadValue),  # noqa: DTZ001
        ({"joined_on": date(1066, 1, 1)}, NoSuchDay),
        ({"rule": "every Tuesday"}, BadRule),
        ({"rule": "FREQ=HOURLY"}, BadRule),
        ({"rule": "FREQ=WEEKLY;BYDAY=" + "MO," * 99 + "TU"}, BadValue),
        ({"starts_at": "25:00"}, BadHour),
        ({"starts_at": "early"}, BadHour),
        ({"seats": "Notar"}, BadValue),
        ({"seats": ["x" * 1000]}, BadValue),
        ({"seats": [str(n) for n in range(201)]}, BadValue),
        ({"place": "x" * 1000}, BadValue),
        ({"page": "x" * 2000}, BadValue),
        ({"folded": "x"}, BadValue),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    book: Book, hand: Hand, values: dict[str, Any], error: type[KontorError]
) -> None:
    deeds = Deed.objects.count()
    with pytest.raises(error) as caught:
        harbour(book, hand, **values)
    assert (Group.objects.count(), Deed.objects.count()) == (0, deeds)
    # The sentence has a value for each of its places.
    assert str(caught.value)
    group = harbour(book, hand)
    before = ledger(book.pk)
    with pytest.raises(error):
        edit_group(book.pk, group.uid, hand=hand, **values)
    assert ledger(book.pk) == before


def test_what_no_database_can_hold_is_left_out(book: Book, hand: Hand) -> None:
    group = harbour(
        book, hand, name="Ha\0fen\ud800", seats=["No\0tar\udcff"], note="x\0y"
    )
    group.refresh_from_db()
    assert (group.name, group.seats, group.note) == ("Hafen?", ["Notar?"], "xy")


def test_a_name_is_taken_once_however_it_is_written(book: Book, hand: Hand) -> None:
    group = harbour(book, hand)
    with pytest.raises(SameName):
        add_group(book.pk, hand=hand, name="HAFEN RUNDE", kind="leads")
    other = add_group(book.pk, hand=hand, name="Chor", kind="circle")
    with pytest.raises(SameName):
        edit_group(book.pk, other.uid, hand=hand, name="hafen runde")
    # Its own name is no other's.
    edit_group(book.pk, group.uid, hand=hand, name="HAFEN runde")
    group.refresh_from_db()
    assert group.name == "HAFEN runde"


def test_only_what_is_given_is_changed_and_undo_sets_it_back(
    book: Book, hand: Hand
) -> None:
    group = harbour(book, hand)
    before = ledger(book.pk)
    done = edit_group(book.pk, group.uid, hand=hand, left_on=date(2025, 1, 1))
    group.refresh_from_db()
    assert (group.left_on, group.name, group.currency) == (
        date(2025, 1, 1), "Hafen runde", "EUR",
    )  # fmt: skip
    again = edit_group(book.pk, group.uid, hand=hand, left_on=date(2025, 1, 1))
    assert again.deed is None
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before


def test_the_day_of_leaving_is_compared_with_what_is_known(
    book: Book, hand: Hand
) -> None:
    group = harbour(book, hand)
    edit_group(book.pk, group.uid, hand=hand, left_on=date(2025, 1, 1))
    with pytest.raises(LeftBeforeJoined):
        edit_group(book.pk, group.uid, hand=hand, joined_on=date(2025, 1, 2))
    # To leave on the day of joining is to leave.
    edit_group(book.pk, group.uid, hand=hand, joined_on=date(2025, 1, 1))


def test_a_currency_stays_while_there_is_a_fee(book: Book, hand: Hand) -> None:
    group = harbour(book, hand)
    none = dict.fromkeys(("joining_fee", "period_fee"))
    with pytest.raises(NoCurrency):
        edit_group(book.pk, group.uid, hand=hand, currency="", **none)
    edit_group(book.pk, group.uid, hand=hand, currency="", gathering_fee=None, **none)
    group.refresh_from_db()
    assert (group.currency, group.period_fee) == ("", None)


def test_a_fee_and_its_currency_are_set_back_together_or_not_at_all(
    book: Book, hand: Hand
) -> None:
    group = harbour(book, hand)
    first = edit_group(book.pk, group.uid, hand=hand, currency="SEK", period_fee=1)
    edit_group(book.pk, group.uid, hand=hand, period_fee=2)
    undone = undo(book.pk, first.deed, hand=hand)
    group.refresh_from_db()
    assert (group.currency, group.period_fee) == ("SEK", 2)
    assert [entry["name"] for entry in undone.kept] == ["Hafen runde"]


def test_a_group_goes_with_its_gatherings_and_comes_back(
    book: Book, hand: Hand, ben: Person
) -> None:
    group = harbour(book, hand)
    add_member(book.pk, group.uid, ben.uid, hand=hand)
    add_gathering(book.pk, group.uid, hand=hand, day=date(2026, 2, 3))
    before = ledger(book.pk)
    removed = remove_group(book.pk, group.uid, hand=hand)
    assert not Gathering.objects.exists()
    assert not Membership.objects.exists()
    assert Person.objects.filter(pk=ben.pk).exists()
    undo(book.pk, removed.deed, hand=hand)
    assert ledger(book.pk) == before


def test_a_group_made_again_stands_in_for_the_one_that_comes_back(
    book: Book, hand: Hand, ben: Person
) -> None:
    group = harbour(book, hand)
    add_member(book.pk, group.uid, ben.uid, hand=hand)
    removed = remove_group(book.pk, group.uid, hand=hand)
    other = harbour(book, hand, size=3)
    undone = undo(book.pk, removed.deed, hand=hand)
    assert list(Group.objects.all()) == [other]
    assert Membership.objects.get().group == other
    # What was said of the old one is not lost silently.
    assert [entry["name"] for entry in undone.kept] == ["Hafen runde"]


def test_a_group_to_which_somebody_was_added_stays(
    book: Book, hand: Hand, ben: Person
) -> None:
    done = add_group(book.pk, hand=hand, name="Chor", kind="circle")
    add_member(book.pk, done.uid, ben.uid, hand=hand)
    undone = undo(book.pk, done.deed, hand=hand)
    assert Membership.objects.get().person == ben
    assert [entry["name"] for entry in undone.kept] == ["Chor"]


def test_a_group_of_another_book_is_missing(
    book: Book, clara_book: Book, hand: Hand
) -> None:
    group = harbour(book, hand)
    with pytest.raises(Missing):
        edit_group(clara_book.pk, group.uid, hand=hand, name="Mine")
    with pytest.raises(Missing):
        remove_group(clara_book.pk, group.uid, hand=hand)
    # A name is taken within a book only.
    assert harbour(clara_book, hand).book == clara_book
