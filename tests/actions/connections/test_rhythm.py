"""How often to be in touch, the first sorting, and who rests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kontor.actions.connections.errors import BadValue, NoRhythm, OwnerStays
from kontor.actions.connections.rhythm import (
    let_rest,
    set_rhythm,
    sort_person,
    wake,
)
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Person


@pytest.mark.parametrize(
    ("rhythm", "kept"),
    [
        ("a", ("A", None)),
        (" D ", ("D", None)),
        ("45", ("own", 45)),
        (1, ("own", 1)),
        (3650, ("own", 3650)),
        ("", ("", None)),
    ],
)
def test_a_rhythm_is_a_class_or_days_or_none(
    book: Book, hand: Hand, ben: Person, rhythm: Any, kept: tuple[str, int | None]
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="B")
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm=rhythm)
    ben.refresh_from_db()
    assert (ben.rhythm, ben.rhythm_days) == kept


@pytest.mark.parametrize("rhythm", ["E", "0", "3651", "-3", "3.5", "٣", "often"])
def test_anything_else_is_no_rhythm(
    book: Book, hand: Hand, ben: Person, rhythm: str
) -> None:
    with pytest.raises(NoRhythm):
        set_rhythm(book.pk, ben.uid, hand=hand, rhythm=rhythm)


@pytest.mark.parametrize(
    ("answer", "rhythm", "private"),
    [
        ("often", "A", False),
        ("sometimes", "C", False),
        ("rarely", "D", False),
        ("rest", "", False),
        ("private", "", True),
    ],
)
def test_an_answer_of_the_first_sorting_is_kept_with_its_day(
    book: Book,
    hand: Hand,
    ben: Person,
    today: date,
    answer: str,
    rhythm: str,
    private: bool,
) -> None:
    done = sort_person(book.pk, ben.uid, hand=hand, answer=answer)
    ben.refresh_from_db()
    assert (ben.rhythm, ben.private, ben.sorted_on) == (rhythm, private, today)
    assert ben.resting_since == (today if answer == "rest" else None)
    undo(book.pk, done.deed, hand=hand)
    ben.refresh_from_db()
    assert (ben.rhythm, ben.private, ben.sorted_on, ben.resting_since) == (
        "", False, None, None,
    )  # fmt: skip


def test_there_are_five_answers_and_no_more(
    book: Book, hand: Hand, ben: Person
) -> None:
    with pytest.raises(NoRhythm):
        sort_person(book.pk, ben.uid, hand=hand, answer="daily")


def test_somebody_rests_until_a_day_or_for_good(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    until = today + timedelta(days=1)
    let_rest(book.pk, ben.uid, hand=hand, until=until)
    ben.refresh_from_db()
    assert (ben.resting_since, ben.resting_until) == (today, until)
    let_rest(book.pk, ben.uid, hand=hand)
    ben.refresh_from_db()
    assert (ben.resting_since, ben.resting_until) == (today, None)
    wake(book.pk, ben.uid, hand=hand)
    ben.refresh_from_db()
    assert (ben.resting_since, ben.resting_until) == (None, None)
    deeds = Deed.objects.count()
    assert wake(book.pk, ben.uid, hand=hand).deed is None
    assert Deed.objects.count() == deeds


def test_nobody_rests_until_a_day_gone_by(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    with pytest.raises(BadValue):
        let_rest(book.pk, ben.uid, hand=hand, until=today)
    ben.refresh_from_db()
    assert ben.resting_since is None


def test_the_owner_has_no_rhythm_and_does_not_rest(
    book: Book, hand: Hand, owner: Person
) -> None:
    with pytest.raises(OwnerStays):
        set_rhythm(book.pk, owner.uid, hand=hand, rhythm="A")
    with pytest.raises(OwnerStays):
        let_rest(book.pk, owner.uid, hand=hand)
    with pytest.raises(OwnerStays):
        sort_person(book.pk, owner.uid, hand=hand, answer="often")


def test_somebody_of_another_book_is_missing(
    clara_book: Book, hand: Hand, ben: Person
) -> None:
    with pytest.raises(Missing):
        set_rhythm(clara_book.pk, ben.uid, hand=hand, rhythm="A")
    with pytest.raises(Missing):
        let_rest(clara_book.pk, ben.uid, hand=hand)
    with pytest.raises(Missing):
        wake(clara_book.pk, ben.uid, hand=hand)
    with pytest.raises(Missing):
        sort_person(clara_book.pk, ben.uid, hand=hand, answer="rest")
