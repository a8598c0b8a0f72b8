"""Short ids of people."""

from __future__ import annotations

import uuid

import pytest

from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.connections.ids import short_ids, whose_id

BEGIN = "11111111-1111-4111-a111-"


def _add(book: Book, hand: Hand, uid: str) -> str:
    made = add_person(book.pk, hand=hand, name="Ben Brandt").uid
    Person.objects.filter(uid=made).update(uid=uuid.UUID(uid))
    return uid


def test_an_id_is_as_long_as_it_takes_to_be_the_only_one(
    book: Book, hand: Hand
) -> None:
    # As an import makes them: all alike but for the end.
    one = _add(book, hand, f"{BEGIN}aaaaaaaaaaa1")
    # The last eight are the same in these two, and the twelve are not.
    two = _add(book, hand, f"{BEGIN}bbbbcccccccc")
    three = _add(book, hand, f"{BEGIN}ddddcccccccc")
    # These two differ in the beginning only.
    four = _add(book, hand, "22222222-1111-4111-a111-eeeeffffffff")
    five = _add(book, hand, "33333333-1111-4111-a111-eeeeffffffff")

    found = short_ids(book.pk, [one, two, three, four, five])

    assert found == ["aaaaaaa1", "bbbbcccccccc", "ddddcccccccc", four, five]
    assert [whose_id(book.pk, short) for short in found[:3]] == [[one], [two], [three]]
    assert len(whose_id(book.pk, "cccccccc")) == 2


@pytest.mark.parametrize(
    "text", ["", "Ada", "aaaaaa1", "Hase Igel", "%aaaaaa1", "1111-4111-a111-"]
)
def test_what_is_too_short_or_no_number_is_nobodys(
    book: Book, hand: Hand, text: str
) -> None:
    _add(book, hand, f"{BEGIN}aaaaaaaaaaa1")
    assert whose_id(book.pk, text) == []


def test_ids_of_other_books_neither_count_nor_are_found(
    book: Book, clara_book: Book, hand: Hand
) -> None:
    mine = _add(book, hand, f"{BEGIN}bbbbcccccccc")
    hers = _add(clara_book, hand, f"{BEGIN}ddddcccccccc")
    assert short_ids(book.pk, [mine]) == ["cccccccc"]
    assert whose_id(book.pk, hers[-12:]) == []
