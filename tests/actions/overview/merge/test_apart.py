"""Two entries that are two people."""

from __future__ import annotations

import pytest

from kontor.actions.connections.errors import WithYourself
from kontor.actions.connections.people import add_person
from kontor.actions.overview.merge.apart import keep_apart
from kontor.actions.overview.merge.merge import merge_people
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Apart, Book, Person


@pytest.fixture
def bernd(book: Book, hand: Hand) -> Person:
    done = add_person(book.pk, hand=hand, name="Bernd Brandt")
    return Person.objects.get(uid=done.uid)


def test_it_is_noted_once_whoever_is_named_first(
    book: Book, hand: Hand, ben: Person, bernd: Person
) -> None:
    done = keep_apart(book.pk, bernd.uid, ben.uid, hand=hand)
    assert done.facts == {"name": "Bernd Brandt", "other": "Ben Brandt"}
    row = Apart.objects.get()
    # Ben was written down before Bernd.
    assert (row.first, row.second) == (ben, bernd)
    assert keep_apart(book.pk, ben.uid, bernd.uid, hand=hand).deed is None
    assert Apart.objects.count() == 1


def test_it_can_be_taken_back(
    book: Book, hand: Hand, ben: Person, bernd: Person
) -> None:
    keep_apart(book.pk, ben.uid, bernd.uid, hand=hand)
    undo(book.pk, hand=hand)
    assert not Apart.objects.exists()


def test_nobody_is_apart_from_themselves(book: Book, hand: Hand, ben: Person) -> None:
    with pytest.raises(WithYourself):
        keep_apart(book.pk, ben.uid, ben.uid, hand=hand)


def test_merged_they_are_apart_no_longer_and_undone_they_are_again(
    book: Book, hand: Hand, ben: Person, bernd: Person
) -> None:
    keep_apart(book.pk, ben.uid, bernd.uid, hand=hand)
    merge_people(book.pk, ben.uid, bernd.uid, hand=hand)
    assert not Apart.objects.exists()
    undo(book.pk, hand=hand)
    row = Apart.objects.get()
    assert {row.first, row.second} == {ben, bernd}


def test_who_is_not_the_one_that_goes_is_not_the_one_that_stays(
    book: Book, hand: Hand, ben: Person, bernd: Person, owner: Person
) -> None:
    keep_apart(book.pk, bernd.uid, owner.uid, hand=hand)
    merge_people(book.pk, ben.uid, bernd.uid, hand=hand)
    row = Apart.objects.get()
    assert {row.first, row.second} == {owner, ben}


def test_a_stranger_keeps_nobody_apart(
    book: Book, clara_book: Book, hand: Hand, ben: Person, bernd: Person
) -> None:
    with pytest.raises(Missing):
        keep_apart(clara_book.pk, ben.uid, bernd.uid, hand=hand)
    assert not Apart.objects.exists()
