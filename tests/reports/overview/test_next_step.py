"""What to do next about one person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kontor.actions.connections.people import edit_person
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.rhythm import let_rest, set_rhythm
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.week import plan_week
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.overview.next_step import NextStep, next_step
from kontor.reports.overview.person import person


def _step(book: Book, ben: Person, today: date) -> NextStep | None:
    view = person(book.pk, ben.uid, today=today)
    return next_step(book.pk, view, today=today)


def test_without_a_rhythm_there_is_none(book: Book, ben: Person, today: date) -> None:
    assert _step(book, ben, today) is None


@pytest.mark.parametrize(
    ("ago", "sentence"),
    [
        # Class A comes round every 21 days.
        (30, "Due since 21 Feb 2026 by the rhythm you set."),
        (1, "Due on 22 Mar 2026 by the rhythm you set."),
    ],
)
def test_a_rhythm_says_when(
    book: Book, hand: Hand, ben: Person, today: date, ago: int, sentence: str
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="A")
    day = today - timedelta(days=ago)
    log_touch(book.pk, [ben.uid], hand=hand, day=day, channel="call")
    edit_person(book.pk, ben.uid, hand=hand, phones=[Point("0451 1")])
    step = _step(book, ben, today)
    assert step is not None
    assert (step.channel, step.minutes, step.planned) == ("call", 10, False)
    assert step.sentence == sentence


def test_who_was_never_met_is_due_at_once(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="A")
    step = _step(book, ben, today)
    assert step is not None
    assert step.sentence == "Due by the rhythm you set; no contact is noted yet."


def test_who_is_planned_has_the_reason_of_the_plan(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="A")
    plan_week(book.pk, hand=hand)
    step = _step(book, ben, today)
    assert step is not None
    assert step.planned
    assert step.sentence.startswith("You want to be in touch every 3 weeks")


@pytest.mark.parametrize("flag", ["private", "do_not_contact", "confidential"])
def test_who_is_left_alone_has_no_step(
    book: Book, hand: Hand, ben: Person, today: date, flag: str
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="A")
    edit_person(book.pk, ben.uid, hand=hand, **{flag: True})
    assert _step(book, ben, today) is None


def test_who_rests_has_no_step(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="A")
    let_rest(book.pk, ben.uid, hand=hand)
    assert _step(book, ben, today) is None
