"""The keeper's choices in the preview."""

from __future__ import annotations

import pytest

from kontor.actions.connections.people import remove_person
from kontor.actions.overview.imports.choose import (
    NothingToTake,
    choose,
    choose_all,
    choose_who,
)
from kontor.actions.overview.imports.stages import NotNow
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Batch, Book, Item, Person
from tests.actions.overview.bringing import apply, bring, card, look, verdicts

pytestmark = pytest.mark.django_db
BEN = card("EMAIL:ben@brandt.example", "NOTE:Mag Segeln", name="Ben Brandt")
PETRA = card("EMAIL:ben@brandt.example", "TEL:0171 5550001", name="Petra Schulz")


def people(book: Book) -> list[str]:
    rows = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    return [row.display for row in rows]


def item(batch: Batch, number: int = 0) -> Item:
    return batch.items.order_by("pk")[number]


def test_somebody_left_out_does_not_come_in(book: Book, hand: Hand) -> None:
    batch = look(book, hand, BEN + card(name="Cem Celik"))
    choose(book.pk, batch.uid, item(batch).pk, wanted=False)
    counts = batch.files.get().counts
    assert counts["records"] == {"read": 2, "used": 1, "left_out": 1, "failed": 0}
    assert counts["people"]["new"] == 1
    apply(batch)
    assert people(book) == ["Cem Celik"]
    # What is not in the book is not kept elsewhere either.
    assert item(batch).data is None


def test_a_choice_can_be_taken_back(book: Book, hand: Hand) -> None:
    batch = look(book, hand, BEN)
    choose(book.pk, batch.uid, item(batch).pk, wanted=False)
    choose(book.pk, batch.uid, item(batch).pk, wanted=True)
    apply(batch)
    assert people(book) == ["Ben Brandt"]


def test_somebody_removed_before_can_be_taken_in(book: Book, hand: Hand) -> None:
    bring(book, hand, BEN)
    uid = Person.objects.get(book=book, is_owner=False).uid
    remove_person(book.pk, uid, hand=hand)
    batch = look(book, hand, BEN)
    choose(book.pk, batch.uid, item(batch).pk, wanted=True)
    apply(batch)
    assert people(book) == ["Ben Brandt"]
    assert verdicts(bring(book, hand, BEN)) == ["same"]


def test_of_a_record_that_failed_nothing_can_be_taken(book: Book, hand: Hand) -> None:
    batch = look(book, hand, card("X-NOTHING:1"))
    with pytest.raises(NothingToTake):
        choose(book.pk, batch.uid, item(batch).pk, wanted=True)


def test_a_doubtful_record_can_be_said_to_be_somebody(book: Book, hand: Hand) -> None:
    bring(book, hand, BEN)
    batch = look(book, hand, PETRA)
    choose_who(book.pk, batch.uid, item(batch).pk, whom=0)
    assert [change[0] for change in item(batch).changes] == ["phones"]
    assert batch.files.get().counts["people"] == {"new": 0, "changed": 1, "same": 0}
    apply(batch)
    ben = Person.objects.get(book=book, is_owner=False)
    assert (ben.display, ben.points.count()) == ("Ben Brandt", 2)
    assert verdicts(bring(book, hand, PETRA)) == ["same"]


def test_what_was_said_of_a_doubtful_record_can_be_taken_back(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, BEN)
    batch = look(book, hand, PETRA)
    choose_who(book.pk, batch.uid, item(batch).pk, whom=0)
    choose_who(book.pk, batch.uid, item(batch).pk, whom=None)
    assert (item(batch).verdict, item(batch).changes) == ("doubtful", [])
    apply(batch)
    assert people(book) == ["Ben Brandt", "Petra Schulz"]


def test_a_doubtful_record_may_be_another_of_the_same_import(
    book: Book, hand: Hand
) -> None:
    batch = look(book, hand, BEN + PETRA)
    assert verdicts(batch) == ["new", "doubtful"]
    choose_who(book.pk, batch.uid, item(batch, 1).pk, whom=0)
    apply(batch)
    assert people(book) == ["Ben Brandt"]


def test_who_adds_to_a_record_left_out_comes_in_alone(book: Book, hand: Hand) -> None:
    twin = card("EMAIL:ben@brandt.example", "TEL:0171 5550001", name="B. Brandt")
    third = card("TEL:0171 5550001", "NOTE:Trinkt Tee", name="Ben B.")
    batch = look(book, hand, BEN + twin + third)
    assert verdicts(batch) == ["new", "changed", "changed"]
    choose(book.pk, batch.uid, item(batch).pk, wanted=False)
    apply(batch)
    assert people(book) == ["B. Brandt"]
    assert Person.objects.get(book=book, is_owner=False).note == "Trinkt Tee"


def test_all_of_a_verdict_can_be_left_out(book: Book, hand: Hand) -> None:
    bring(book, hand, BEN)
    batch = look(book, hand, PETRA + card(name="Cem Celik") + card("X-NOTHING:1"))
    assert choose_all(book.pk, batch.uid, "new", wanted=False) == 1
    assert choose_all(book.pk, batch.uid, "failed", wanted=True) == 0
    apply(batch)
    assert people(book) == ["Ben Brandt", "Petra Schulz"]


def test_choices_end_with_the_preview(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, BEN)
    with pytest.raises(NotNow):
        choose(book.pk, batch.uid, item(batch).pk, wanted=False)


def test_clara_chooses_nothing(book: Book, hand: Hand, clara_book: Book) -> None:
    batch = look(book, hand, BEN + PETRA)
    with pytest.raises(Missing):
        choose(clara_book.pk, batch.uid, item(batch).pk, wanted=False)
    with pytest.raises(Missing):
        choose_who(clara_book.pk, batch.uid, item(batch, 1).pk, whom=0)
    with pytest.raises(Missing):
        choose_all(clara_book.pk, batch.uid, "new", wanted=False)
    with pytest.raises(Missing):
        choose_who(book.pk, batch.uid, item(batch, 1).pk, whom=9)
