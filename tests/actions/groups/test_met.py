"""Where the owner met somebody."""

from __future__ import annotations

from datetime import date

import pytest

from kontor.actions.connections.errors import OwnerStays
from kontor.actions.groups.gatherings import add_gathering, remove_gathering
from kontor.actions.groups.groups import add_group, remove_group
from kontor.actions.groups.met import say_met_in
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, MetIn, Person
from tests.records.ledger import ledger


@pytest.fixture
def group(book: Book, hand: Hand) -> str:
    return add_group(book.pk, hand=hand, name="Kaitreff", kind="leads").uid


@pytest.fixture
def held(book: Book, hand: Hand, group: str) -> str:
    return add_gathering(book.pk, group, hand=hand, day=date(2026, 2, 3)).uid


def test_somebody_was_met_in_one_place(
    book: Book, hand: Hand, ben: Person, group: str, held: str
) -> None:
    done = say_met_in(book.pk, ben.uid, hand=hand, group=group)
    assert done.facts == {"name": "Ben Brandt", "group": "Kaitreff"}
    assert say_met_in(book.pk, ben.uid, hand=hand, group=group).deed is None
    before = ledger(book.pk)
    more = say_met_in(book.pk, ben.uid, hand=hand, group=group, gathering=held)
    met = MetIn.objects.get()
    assert (met.group.name, str(met.gathering and met.gathering.uid)) == (
        "Kaitreff", held,
    )  # fmt: skip
    undo(book.pk, more.deed, hand=hand)
    assert ledger(book.pk) == before


def test_it_is_taken_back(book: Book, hand: Hand, ben: Person, group: str) -> None:
    assert say_met_in(book.pk, ben.uid, hand=hand, group=None).deed is None
    say_met_in(book.pk, ben.uid, hand=hand, group=group)
    back = say_met_in(book.pk, ben.uid, hand=hand, group=None)
    assert not MetIn.objects.exists()
    other = add_group(book.pk, hand=hand, name="Chor", kind="circle").uid
    say_met_in(book.pk, ben.uid, hand=hand, group=other)
    # Where they were met in the end is not lost by an undo, nor are there two places.
    undone = undo(book.pk, back.deed, hand=hand)
    assert MetIn.objects.get().group.name == "Chor"
    assert len(undone.kept) == 1


def test_that_somebody_was_met_nowhere_is_set_back(
    book: Book, hand: Hand, ben: Person, group: str
) -> None:
    say_met_in(book.pk, ben.uid, hand=hand, group=group)
    before = ledger(book.pk)
    back = say_met_in(book.pk, ben.uid, hand=hand, group=None)
    undo(book.pk, back.deed, hand=hand)
    assert ledger(book.pk) == before


def test_a_gathering_is_one_of_the_group(
    book: Book, hand: Hand, ben: Person, held: str
) -> None:
    other = add_group(book.pk, hand=hand, name="Chor", kind="circle").uid
    for group in (other, None):
        with pytest.raises(Missing):
            say_met_in(book.pk, ben.uid, hand=hand, group=group, gathering=held)
    assert not MetIn.objects.exists()


def test_nobody_meets_themselves(
    book: Book, hand: Hand, owner: Person, group: str
) -> None:
    with pytest.raises(OwnerStays):
        say_met_in(book.pk, owner.uid, hand=hand, group=group)


def test_the_gathering_goes_the_group_stays(
    book: Book, hand: Hand, ben: Person, group: str, held: str
) -> None:
    say_met_in(book.pk, ben.uid, hand=hand, group=group, gathering=held)
    before = ledger(book.pk)
    first = remove_gathering(book.pk, held, hand=hand)
    assert MetIn.objects.get().gathering is None
    second = remove_group(book.pk, group, hand=hand)
    assert not MetIn.objects.exists()
    undo(book.pk, second.deed, hand=hand)
    undo(book.pk, first.deed, hand=hand)
    assert ledger(book.pk) == before


def test_what_is_of_another_book_is_missing(
    book: Book, clara_book: Book, hand: Hand, ben: Person, group: str, held: str
) -> None:
    hers = add_group(clara_book.pk, hand=hand, name="Club", kind="circle").uid
    with pytest.raises(Missing):
        say_met_in(book.pk, ben.uid, hand=hand, group=hers)
    with pytest.raises(Missing):
        say_met_in(clara_book.pk, ben.uid, hand=hand, group=hers)
    with pytest.raises(Missing):
        say_met_in(book.pk, ben.uid, hand=hand, group=group, gathering=hers)
