"""Who is up for the question whether they shall stay."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kontor.actions.accounts.settings import BadSetting, change_settings
from kontor.actions.connections.keeping import keep_person
from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.promises import add_promise, keep_promise
from kontor.actions.connections.touches import log_touch
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.overview.retention import retention, years_before
from kontor.reports.overview.week import this_week

LATER = date(2029, 3, 2)


def names(book: Book, day: date = LATER) -> list[str]:
    return [line.name for line in retention(book.pk, today=day).page.object_list]


@pytest.fixture(autouse=True)
def _rule(book: Book, hand: Hand) -> None:
    change_settings(book.pk, hand=hand, retention_years=3)


def test_whoever_was_silent_for_so_long_comes_up_the_longest_first(
    book: Book, hand: Hand, ben: Person
) -> None:
    eva = add_person(book.pk, hand=hand, name="Eva").uid
    log_touch(book.pk, [eva], hand=hand, day=date(2025, 3, 3))
    # Ben has been in the book for three years to the day, without any contact.
    assert names(book, LATER - timedelta(days=1)) == ["Eva"]
    assert names(book) == ["Ben Brandt", "Eva"]
    view = retention(book.pk, today=LATER)
    assert (view.years, view.count) == (3, 2)


def test_a_contact_a_promise_or_a_pin_keeps_somebody(
    book: Book, hand: Hand, ben: Person
) -> None:
    promise = add_promise(book.pk, ben.uid, hand=hand, text="x").uid
    assert names(book) == []
    keep_promise(book.pk, promise, hand=hand)
    assert names(book) == ["Ben Brandt"]
    edit_person(book.pk, ben.uid, hand=hand, pinned=True)
    assert names(book) == []
    edit_person(book.pk, ben.uid, hand=hand, pinned=False)
    moved = Hand(hand.account_id, hand.moment + timedelta(days=9))
    log_touch(book.pk, [ben.uid], hand=moved, day=date(2026, 3, 11))
    assert names(book) == []


def test_whoever_is_kept_comes_up_again_after_as_long_a_time(
    book: Book, hand: Hand, ben: Person
) -> None:
    then = Hand(hand.account_id, hand.moment + timedelta(days=1096))
    assert then.moment.date() == LATER
    keep_person(book.pk, ben.uid, hand=then)
    assert names(book, LATER + timedelta(days=1095)) == []
    assert names(book, date(2032, 3, 2)) == ["Ben Brandt"]


def test_without_a_rule_nobody_is_asked_about(
    book: Book, hand: Hand, ben: Person
) -> None:
    assert this_week(book.pk, today=LATER).silent == 1
    change_settings(book.pk, hand=hand, retention_years=None)
    view = retention(book.pk, today=LATER)
    assert (view.years, view.count, view.page.object_list) == (None, 0, [])
    assert this_week(book.pk, today=LATER).silent == 0


@pytest.mark.parametrize("years", [0, 31, -1])
def test_a_rule_no_book_can_have_is_refused(book: Book, hand: Hand, years: Any) -> None:
    with pytest.raises(BadSetting):
        change_settings(book.pk, hand=hand, retention_years=years)


def test_years_are_counted_by_the_calendar() -> None:
    assert years_before(date(2028, 2, 29), 3) == date(2025, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)
