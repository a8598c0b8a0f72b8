"""Promises: noted, kept, moved, reworded, removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kontor.actions.connections.errors import BadValue, NothingPromised
from kontor.actions.connections.promises import (
    add_promise,
    edit_promise,
    keep_promise,
    move_promise,
    remove_promise,
    reopen_promise,
)
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Person, Promise

DUE = date(2026, 3, 6)


@pytest.fixture
def uid(book: Book, hand: Hand, ben: Person) -> str:
    return add_promise(book.pk, ben.uid, hand=hand, text=" send\nit ", due=DUE).uid


def test_a_promise_is_noted_in_one_line(uid: str, ben: Person) -> None:
    promise = Promise.objects.get(uid=uid)
    assert (promise.person, promise.text, promise.due, promise.by) == (
        ben,
        "send it",
        DUE,
        "me",
    )


def test_a_promise_says_something_and_whose_it_is(
    book: Book, hand: Hand, ben: Person
) -> None:
    with pytest.raises(NothingPromised):
        add_promise(book.pk, ben.uid, hand=hand, text=" \n ")
    with pytest.raises(BadValue):
        add_promise(book.pk, ben.uid, hand=hand, text="x", by="us")
    assert not Promise.objects.exists()


def test_a_promise_is_kept_on_the_day_it_was_first_kept(
    book: Book, hand: Hand, uid: str, today: date
) -> None:
    keep_promise(book.pk, uid, hand=hand)
    later = replace(hand, moment=hand.moment + timedelta(days=2))
    assert keep_promise(book.pk, uid, hand=later).deed is None
    assert Promise.objects.get(uid=uid).done_on == today
    reopen_promise(book.pk, uid, hand=later)
    keep_promise(book.pk, uid, hand=later)
    assert Promise.objects.get(uid=uid).done_on == today + timedelta(days=2)


def test_a_promise_is_moved_to_another_day_or_to_none(
    book: Book, hand: Hand, uid: str
) -> None:
    moved = move_promise(book.pk, uid, hand=hand, due=None)
    assert Promise.objects.get(uid=uid).due is None
    undo(book.pk, moved.deed, hand=hand)
    assert Promise.objects.get(uid=uid).due == DUE
    deeds = Deed.objects.count()
    assert move_promise(book.pk, uid, hand=hand, due=DUE).deed is None
    assert Deed.objects.count() == deeds


def test_a_promise_is_said_in_other_words(book: Book, hand: Hand, uid: str) -> None:
    edit_promise(book.pk, uid, hand=hand, text="bring\tit")
    assert Promise.objects.get(uid=uid).text == "bring it"
    with pytest.raises(NothingPromised):
        edit_promise(book.pk, uid, hand=hand, text=" ")


def test_a_removed_promise_comes_back(book: Book, hand: Hand, uid: str) -> None:
    before = Promise.objects.filter(uid=uid).values().get()
    removed = remove_promise(book.pk, uid, hand=hand)
    assert not Promise.objects.exists()
    undo(book.pk, removed.deed, hand=hand)
    assert Promise.objects.filter(uid=uid).values().get() == before


def test_a_promise_of_another_book_is_missing(
    clara_book: Book, hand: Hand, uid: str, ben: Person
) -> None:
    other = clara_book.pk
    with pytest.raises(Missing):
        add_promise(other, ben.uid, hand=hand, text="x")
    with pytest.raises(Missing):
        keep_promise(other, uid, hand=hand)
    with pytest.raises(Missing):
        reopen_promise(other, uid, hand=hand)
    with pytest.raises(Missing):
        move_promise(other, uid, hand=hand, due=None)
    with pytest.raises(Missing):
        edit_promise(other, uid, hand=hand, text="x")
    with pytest.raises(Missing):
        remove_promise(other, uid, hand=hand)
