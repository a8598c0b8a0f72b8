"""Noting, changing and removing touches."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kontor.actions.connections.errors import (
    BadValue,
    InTheFuture,
    NobodyThere,
    NoSuchDay,
    NothingPromised,
)
from kontor.actions.connections.people import add_person
from kontor.actions.connections.touches import (
    Promised,
    edit_touch,
    log_touch,
    remove_touch,
)
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Participant, Person, Promise, Touch


def _named(book: Book, hand: Hand, name: str) -> Person:
    return Person.objects.get(uid=add_person(book.pk, hand=hand, name=name).uid)


def test_a_touch_is_today_and_a_meeting_unless_said(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    log_touch(book.pk, [ben.uid], hand=hand)
    touch = Touch.objects.get()
    assert (touch.day, touch.channel, touch.direction) == (today, "meeting", "both")
    ben.refresh_from_db()
    assert (ben.first_touch, ben.last_touch, ben.touch_days) == (today, today, 1)


def test_a_moment_belongs_to_its_day_in_the_books_zone(
    book: Book, hand: Hand, ben: Person
) -> None:
    # Half past eleven at night in Greenwich is the next day in Berlin.
    late = datetime(2026, 2, 27, 23, 30, tzinfo=UTC)
    done = log_touch(book.pk, [ben.uid], hand=hand, moment=late)
    assert Touch.objects.get().day == date(2026, 2, 28)
    edit_touch(book.pk, done.uid, hand=hand, moment=late - timedelta(days=1))
    assert Touch.objects.get().day == date(2026, 2, 27)


def test_the_owner_is_left_out_and_cannot_be_alone(
    book: Book, hand: Hand, ben: Person, owner: Person
) -> None:
    log_touch(book.pk, [owner.uid, ben.uid, ben.uid], hand=hand)
    assert [p.person for p in Participant.objects.all()] == [ben]
    with pytest.raises(NobodyThere):
        log_touch(book.pk, [owner.uid], hand=hand)
    with pytest.raises(NobodyThere):
        log_touch(book.pk, [], hand=hand)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        # Today is the 2nd of March, nine o'clock in Greenwich.
        ({"day": date(2026, 3, 3)}, InTheFuture),
        ({"moment": datetime(2026, 3, 2, 9, 1, tzinfo=UTC)}, InTheFuture),
        ({"day": date(1899, 12, 31)}, NoSuchDay),
        ({"channel": "pigeon"}, BadValue),
        ({"direction": "up"}, BadValue),
        ({"minutes": -1}, BadValue),
        # A month and a minute.
        ({"minutes": 60 * 24 * 31 + 1}, BadValue),
        ({"colour": "red"}, BadValue),
        ({"promises": [Promised(" ")]}, NothingPromised),
        ({"promises": [Promised("x", by="us")]}, BadValue),
    ],
)
def test_what_cannot_be_leaves_nothing_behind(
    book: Book, hand: Hand, ben: Person, values: dict[str, Any], error: type[Exception]
) -> None:
    deeds = Deed.objects.count()
    with pytest.raises(error):
        log_touch(book.pk, [ben.uid], hand=hand, **values)
    assert (Touch.objects.count(), Deed.objects.count()) == (0, deeds)


def test_what_was_promised_is_for_the_first_who_took_part(
    book: Book, hand: Hand, ben: Person
) -> None:
    cem = _named(book, hand, "Cem")
    promised = Promised("  send \n it ", date(2026, 3, 6), "them")
    log_touch(book.pk, [cem.uid, ben.uid], hand=hand, promises=[promised])
    promise = Promise.objects.get()
    assert (promise.person, promise.text, promise.due, promise.by) == (
        cem,
        "send it",
        date(2026, 3, 6),
        "them",
    )


def test_an_edit_changes_only_what_is_given(
    book: Book, hand: Hand, ben: Person
) -> None:
    done = log_touch(book.pk, [ben.uid], hand=hand, channel="call", note="old")
    edit_touch(book.pk, done.uid, hand=hand, note="new")
    touch = Touch.objects.get()
    assert (touch.channel, touch.note) == ("call", "new")
    deeds = Deed.objects.count()
    assert edit_touch(book.pk, done.uid, hand=hand, note=" new ").deed is None
    assert Deed.objects.count() == deeds


def test_the_ties_of_all_who_took_part_follow_an_edit(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    cem = _named(book, hand, "Cem")
    done = log_touch(book.pk, [ben.uid], hand=hand)
    edited = edit_touch(book.pk, done.uid, hand=hand, people=[cem.uid])
    days = {p.display: p.last_touch for p in Person.objects.filter(is_owner=False)}
    assert days == {"Ben Brandt": None, "Cem": today}
    undo(book.pk, edited.deed, hand=hand)
    days = {p.display: p.last_touch for p in Person.objects.filter(is_owner=False)}
    assert days == {"Ben Brandt": today, "Cem": None}


def test_a_removed_touch_leaves_its_promises_and_comes_back(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    done = log_touch(book.pk, [ben.uid], hand=hand, promises=[Promised("send it")])
    removed = remove_touch(book.pk, done.uid, hand=hand)
    ben.refresh_from_db()
    assert (Touch.objects.count(), Participant.objects.count()) == (0, 0)
    assert ben.last_touch is None
    assert Promise.objects.get().touch is None
    undo(book.pk, removed.deed, hand=hand)
    ben.refresh_from_db()
    assert ben.last_touch == today
    assert Promise.objects.get().touch == Touch.objects.get()


def test_a_touch_of_another_book_is_missing(
    book: Book, clara_book: Book, hand: Hand, ben: Person
) -> None:
    done = log_touch(book.pk, [ben.uid], hand=hand)
    with pytest.raises(Missing):
        log_touch(clara_book.pk, [ben.uid], hand=hand)
    with pytest.raises(Missing):
        edit_touch(clara_book.pk, done.uid, hand=hand, note="mine")
    with pytest.raises(Missing):
        remove_touch(clara_book.pk, done.uid, hand=hand)
    with pytest.raises(Missing):
        remove_touch(book.pk, "no uid", hand=hand)
