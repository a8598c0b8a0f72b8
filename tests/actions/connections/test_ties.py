"""Who knows whom."""

from __future__ import annotations

import pytest

from kontor.actions.connections.errors import AlreadyTied, BadValue, WithYourself
from kontor.actions.connections.people import add_person, remove_person
from kontor.actions.connections.ties import add_tie, edit_tie, remove_tie
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Person, Tie


@pytest.fixture
def cem(book: Book, hand: Hand, ben: Person) -> Person:
    done = add_person(book.pk, hand=hand, name="Cem Can")
    return Person.objects.get(uid=done.uid)


def test_a_tie_is_the_same_from_either_side(
    book: Book, hand: Hand, ben: Person, cem: Person
) -> None:
    done = add_tie(book.pk, cem.uid, ben.uid, hand=hand, how="  met in\nchoir ")
    tie = Tie.objects.get(uid=done.uid)
    assert (tie.first, tie.second) == (ben, cem)
    assert (tie.strength, tie.how) == (2, "met in choir")
    with pytest.raises(AlreadyTied):
        add_tie(book.pk, ben.uid, cem.uid, hand=hand)


@pytest.mark.parametrize("strength", [0, 4, -1])
def test_a_tie_is_loose_good_or_close(
    book: Book, hand: Hand, ben: Person, cem: Person, strength: int
) -> None:
    deeds = Deed.objects.count()
    with pytest.raises(BadValue):
        add_tie(book.pk, cem.uid, ben.uid, hand=hand, strength=strength)
    assert (Tie.objects.count(), Deed.objects.count()) == (0, deeds)


def test_nobody_is_tied_to_themselves(book: Book, hand: Hand, ben: Person) -> None:
    with pytest.raises(WithYourself):
        add_tie(book.pk, ben.uid, ben.uid, hand=hand)


def test_a_tie_is_changed_and_set_back(
    book: Book, hand: Hand, ben: Person, cem: Person
) -> None:
    uid = add_tie(book.pk, cem.uid, ben.uid, hand=hand, how="choir").uid
    edited = edit_tie(book.pk, uid, hand=hand, strength=3, how="married")
    assert edited.facts == {"name": "Ben Brandt", "other": "Cem Can"}
    assert edit_tie(book.pk, uid, hand=hand, strength=3, how="married").deed is None
    undo(book.pk, edited.deed, hand=hand)
    tie = Tie.objects.get(uid=uid)
    assert (tie.strength, tie.how) == (2, "choir")


def test_a_tie_goes_with_one_of_the_two_and_comes_back_with_them(
    book: Book, hand: Hand, ben: Person, cem: Person
) -> None:
    uid = add_tie(book.pk, cem.uid, ben.uid, hand=hand).uid
    removed = remove_person(book.pk, cem.uid, hand=hand)
    assert not Tie.objects.exists()
    undo(book.pk, removed.deed, hand=hand)
    assert Tie.objects.get(uid=uid).second.display == "Cem Can"


def test_a_tie_is_removed(book: Book, hand: Hand, ben: Person, cem: Person) -> None:
    uid = add_tie(book.pk, cem.uid, ben.uid, hand=hand).uid
    removed = remove_tie(book.pk, uid, hand=hand)
    assert not Tie.objects.exists()
    undo(book.pk, removed.deed, hand=hand)
    assert Tie.objects.filter(uid=uid).exists()


def test_a_tie_of_another_book_is_missing(
    book: Book, clara_book: Book, hand: Hand, ben: Person, cem: Person
) -> None:
    uid = add_tie(book.pk, cem.uid, ben.uid, hand=hand).uid
    hers = add_person(clara_book.pk, hand=hand, name="Sid").uid
    with pytest.raises(Missing):
        add_tie(book.pk, ben.uid, hers, hand=hand)
    with pytest.raises(Missing):
        edit_tie(clara_book.pk, uid, hand=hand, strength=1, how="")
    with pytest.raises(Missing):
        remove_tie(clara_book.pk, uid, hand=hand)
