"""Everybody as arrays, read past Django's models."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from kontor.actions.accounts.settings import change_settings
from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.rhythm import let_rest, set_rhythm
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.week import line_later, plan_week
from kontor.core.connections.resting import Hold
from kontor.lib.hand import Hand
from kontor.records.facts.candidates import candidates
from kontor.records.models import Book, Person, PlanLine


def column(book: Book, name: str, today: date) -> list[Any]:
    found, _ = candidates(book, today)
    return list(getattr(found, name).tolist())


def test_the_owner_is_no_candidate_and_an_empty_book_has_none(
    book: Book, today: date
) -> None:
    found, holds = candidates(book, today)
    assert (len(found.id), holds) == (0, {})


@pytest.mark.parametrize(
    "day", [date(1900, 1, 1), date(1970, 1, 1), date(2024, 2, 29), date(2026, 3, 2)]
)
def test_days_are_their_ordinals_none_is_nought(
    book: Book, hand: Hand, ben: Person, today: date, day: date
) -> None:
    assert column(book, "last_touch", today) == [0]
    log_touch(book.pk, [ben.uid], hand=hand, day=day)
    assert column(book, "first_touch", today) == [day.toordinal()]
    assert column(book, "last_touch", today) == [day.toordinal()]


def test_the_age_of_a_tie_counts_from_touch_or_meeting_or_entry(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    assert column(book, "since", today) == [today.toordinal()]
    edit_person(book.pk, ben.uid, hand=hand, met_day=date(2020, 5, 1))
    assert column(book, "since", today) == [date(2020, 5, 1).toordinal()]
    log_touch(book.pk, [ben.uid], hand=hand, day=date(2021, 6, 1))
    assert column(book, "since", today) == [date(2021, 6, 1).toordinal()]


def test_rhythms_are_days_as_the_book_has_them(
    book: Book, hand: Hand, today: date
) -> None:
    for name, rhythm in (("Ada", "A"), ("Bo", "9"), ("Cem", "")):
        uid = add_person(book.pk, hand=hand, name=name).uid
        set_rhythm(book.pk, uid, hand=hand, rhythm=rhythm)
    change_settings(book.pk, hand=hand, rhythm_a=14)
    book.refresh_from_db()
    assert column(book, "rhythm_days", today) == [14, 9, 0]


def test_without_a_touch_there_is_no_strength(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    assert np.isnan(column(book, "strength_key", today)).all()
    log_touch(book.pk, [ben.uid], hand=hand, day=today, channel="call")
    # One call of weight 2 today: log2(2) and a day for every half-life of 30.
    assert column(book, "strength_key", today) == [
        pytest.approx(1 + today.toordinal() / 30)
    ]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"do_not_contact": True, "private": True}, "do_not_contact"),
        ({"confidential": True, "private": True}, "confidential"),
        ({"private": True}, "private"),
    ],
)
def test_who_is_to_be_left_alone_is_held(
    book: Book, hand: Hand, ben: Person, today: date, values: Any, code: str
) -> None:
    edit_person(book.pk, ben.uid, hand=hand, **values)
    found, holds = candidates(book, today)
    assert (found.eligible.tolist(), holds) == ([False], {ben.pk: Hold(code)})


def test_who_rests_until_a_day_is_free_on_that_day(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    until = today + timedelta(days=10)
    let_rest(book.pk, ben.uid, hand=hand, until=until)
    _, holds = candidates(book, until - timedelta(days=1))
    assert holds == {ben.pk: Hold("resting", until)}
    assert column(book, "eligible", until) == [True]


@pytest.mark.parametrize("days", [3, 7, 100])
@pytest.mark.parametrize("rhythm", ["B", "5"])
def test_who_is_put_off_waits_until_that_day_and_no_longer(
    book: Book, hand: Hand, ben: Person, today: date, days: int, rhythm: str
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm=rhythm)
    plan_week(book.pk, hand=hand)
    until = today + timedelta(days=days)
    line_later(book.pk, ben.uid, hand=hand, until=until)
    _, holds = candidates(book, until - timedelta(days=1))
    assert holds == {ben.pk: Hold("put_off", until)}
    found, holds = candidates(book, until)
    assert (holds, found.last_suggested.tolist()) == ({}, [0])
    # And then stands in the plan again.
    on_that_day = replace(hand, moment=hand.moment + timedelta(days=days))
    plan_week(book.pk, hand=on_that_day)
    assert PlanLine.objects.filter(plan__day=until, person=ben).exists()


def test_a_suggestion_is_remembered_for_two_weeks(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="B")
    plan_week(book.pk, hand=hand)
    later = today + timedelta(days=13)
    assert column(book, "last_suggested", later) == [today.toordinal()]
    assert column(book, "last_suggested", later + timedelta(days=1)) == [0]


def test_attempts_count_by_the_day_until_something_comes_back(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    def reach(ago: int, direction: str) -> None:
        day = today - timedelta(days=ago)
        log_touch(book.pk, [ben.uid], hand=hand, day=day, direction=direction)

    for ago in (31, 20, 9, 9):
        reach(ago, "out")
    # Three are what matters; two days within a month are none of it yet.
    assert column(book, "unanswered", today) == [0]
    reach(8, "out")
    reach(7, "out")
    assert column(book, "unanswered", today) == [4]
    reach(9, "in")
    # What was sent on the day of the answer is answered.
    assert column(book, "unanswered", today) == [2]


def test_other_books_are_not_looked_at(
    book: Book, clara_book: Book, hand: Hand, today: date
) -> None:
    add_person(clara_book.pk, hand=hand, name="Zoe")
    assert column(book, "id", today) == []
