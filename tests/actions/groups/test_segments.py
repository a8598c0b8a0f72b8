"""Target segments, who belongs to them, and whom people know in them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kontor.actions.connections.errors import BadValue, NoSuchDay, OwnerStays
from kontor.actions.groups.errors import NoGroupName, NothingTells, SameName
from kontor.actions.groups.segments import (
    add_segment,
    edit_segment,
    remove_segment,
    say_belongs,
    say_reach,
)
from kontor.actions.overview.undo import undo
from kontor.core.errors import KontorError, Missing
from kontor.lib.hand import Hand
from kontor.records.models import Belonging, Book, Deed, Person, Reach, Segment
from tests.records.ledger import ledger


@pytest.fixture
def target(book: Book, hand: Hand) -> Segment:
    uid = add_segment(
        book.pk, hand=hand, name="Haus\0verwalter", trades=["Verwaltung", "verwaltung"],
        words=["Facility  Manager", ""],
    ).uid  # fmt: skip
    return Segment.objects.get(uid=uid)


def test_a_segment_says_what_makes_somebody_belong(target: Segment) -> None:
    assert (target.name, target.importance) == ("Hausverwalter", 2)
    assert (target.trades, target.words) == (["verwaltung"], ["Facility Manager"])
    assert (target.organisations, target.tags) == ([], [])


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": " "}, NoGroupName),
        ({"name": "x" * 1000}, BadValue),
        ({"trades": [], "words": [" "]}, NothingTells),
        ({"trades": "Notar"}, BadValue),
        ({"tags": None}, BadValue),
        ({"tags": ["x" * 1000]}, BadValue),
        ({"importance": 0}, BadValue),
        ({"importance": 4}, BadValue),
        ({"importance": "2"}, BadValue),
        ({"uids": []}, BadValue),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    book: Book,
    hand: Hand,
    target: Segment,
    values: dict[str, Any],
    error: type[KontorError],
) -> None:
    before, deeds = ledger(book.pk), Deed.objects.count()
    whole = {"name": "Werften", "trades": ["Bootsbau"], **values}
    with pytest.raises(error):
        add_segment(book.pk, hand=hand, **whole)
    with pytest.raises(error):
        edit_segment(book.pk, target.uid, hand=hand, **values)
    assert (ledger(book.pk), Deed.objects.count()) == (before, deeds)


def test_a_segment_is_changed_and_set_back(
    book: Book, hand: Hand, target: Segment
) -> None:
    before = ledger(book.pk)
    done = edit_segment(book.pk, target.uid, hand=hand, importance=3, trades=[])
    target.refresh_from_db()
    assert (target.importance, target.trades) == (3, [])
    # Words in a role tell still.
    assert target.words == ["Facility Manager"]
    assert edit_segment(book.pk, target.uid, hand=hand, importance=3).deed is None
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == before


def test_a_name_is_taken_once(book: Book, hand: Hand, target: Segment) -> None:
    with pytest.raises(SameName):
        add_segment(book.pk, hand=hand, name="HAUSVERWALTER", tags=["x"])
    edit_segment(book.pk, target.uid, hand=hand, name="hausverwalter")


def test_the_owners_word_counts_and_can_be_taken_back(
    book: Book, hand: Hand, target: Segment, ben: Person
) -> None:
    def say(belongs: bool | None) -> int | None:
        done = say_belongs(book.pk, target.uid, ben.uid, hand=hand, belongs=belongs)
        return done.deed

    assert say(None) is None
    assert say(belongs=False)
    assert Belonging.objects.get().belongs is False
    assert say(belongs=False) is None
    before = ledger(book.pk)
    changed = say(belongs=True)
    assert Belonging.objects.get().belongs is True
    undo(book.pk, changed, hand=hand)
    assert ledger(book.pk) == before
    assert say(None)
    assert not Belonging.objects.exists()


def test_the_owner_is_nobodys_target(
    book: Book, hand: Hand, target: Segment, owner: Person
) -> None:
    with pytest.raises(OwnerStays):
        say_belongs(book.pk, target.uid, owner.uid, hand=hand, belongs=True)


def test_how_many_somebody_knows_is_kept_with_its_day(
    book: Book, hand: Hand, target: Segment, ben: Person, today: date
) -> None:
    def say(count: int | None, day: date | None = None) -> int | None:
        done = say_reach(book.pk, target.uid, ben.uid, hand=hand, count=count, day=day)
        return done.deed

    assert say(None) is None
    assert say(12)
    said = Reach.objects.get()
    assert (said.count, said.asked_on) == (12, today)
    assert say(12) is None
    before = ledger(book.pk)
    changed = say(0, date(2026, 1, 5))
    said.refresh_from_db()
    # To know nobody is something one can know.
    assert (said.count, said.asked_on) == (0, date(2026, 1, 5))
    undo(book.pk, changed, hand=hand)
    assert ledger(book.pk) == before
    assert say(None)
    assert not Reach.objects.exists()


@pytest.mark.parametrize("count", [-1, 10**12, 1.5, "12", True])
def test_only_a_number_of_people_can_be_known(
    book: Book, hand: Hand, target: Segment, ben: Person, count: Any
) -> None:
    deeds = Deed.objects.count()
    with pytest.raises(BadValue):
        say_reach(book.pk, target.uid, ben.uid, hand=hand, count=count)
    with pytest.raises(NoSuchDay):
        say_reach(
            book.pk, target.uid, ben.uid, hand=hand, count=1, day=date(1500, 1, 1)
        )
    assert (Reach.objects.count(), Deed.objects.count()) == (0, deeds)


def test_a_segment_goes_with_what_was_said_of_it_and_comes_back(
    book: Book, hand: Hand, target: Segment, ben: Person
) -> None:
    say_belongs(book.pk, target.uid, ben.uid, hand=hand, belongs=True)
    say_reach(book.pk, target.uid, ben.uid, hand=hand, count=3)
    before = ledger(book.pk)
    removed = remove_segment(book.pk, target.uid, hand=hand)
    assert not Belonging.objects.exists()
    assert not Reach.objects.exists()
    undo(book.pk, removed.deed, hand=hand)
    assert ledger(book.pk) == before


def test_what_is_of_another_book_is_missing(
    book: Book, clara_book: Book, hand: Hand, target: Segment, ben: Person
) -> None:
    hers = Person.objects.get(book=clara_book).uid
    with pytest.raises(Missing):
        edit_segment(clara_book.pk, target.uid, hand=hand, importance=1)
    with pytest.raises(Missing):
        remove_segment(clara_book.pk, target.uid, hand=hand)
    with pytest.raises(Missing):
        say_belongs(book.pk, target.uid, hers, hand=hand, belongs=True)
    with pytest.raises(Missing):
        say_belongs(clara_book.pk, target.uid, hers, hand=hand, belongs=True)
    with pytest.raises(Missing):
        say_reach(book.pk, target.uid, hers, hand=hand, count=1)
