"""Undo: one function for everything that was done."""

from __future__ import annotations

import pytest

from kontor.actions.accounts.settings import change_settings
from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.undo import (
    NothingToUndo,
    NotUndoable,
    StillOpen,
    undo,
)
from kontor.actions.overview.week import line_later, plan_week
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Person, PlanLine, Touch


def test_without_a_number_deeds_are_taken_back_one_after_the_other(
    book: Book, hand: Hand, ben: Person
) -> None:
    edit_person(book.pk, ben.uid, hand=hand, note="first")
    edit_person(book.pk, ben.uid, hand=hand, note="second")
    notes = []
    for _ in range(2):
        undone = undo(book.pk, hand=hand)
        ben.refresh_from_db()
        notes.append((undone.verb, ben.note))
    assert notes == [("edit_person", "first"), ("edit_person", "")]
    undo(book.pk, hand=hand)
    assert not Person.objects.filter(pk=ben.pk).exists()
    with pytest.raises(NothingToUndo):
        undo(book.pk, hand=hand)


def test_what_was_done_again_is_the_latest_again(
    book: Book, hand: Hand, ben: Person
) -> None:
    first = edit_person(book.pk, ben.uid, hand=hand, note="first").deed
    undo(book.pk, first, hand=hand)
    undo(book.pk, first, hand=hand)
    ben.refresh_from_db()
    assert ben.note == "first"
    undo(book.pk, hand=hand)
    ben.refresh_from_db()
    assert ben.note == ""


def test_the_undoing_itself_can_be_named(book: Book, hand: Hand, ben: Person) -> None:
    edit_person(book.pk, ben.uid, hand=hand, note="first")
    undone = undo(book.pk, hand=hand)
    undo(book.pk, undone.deed, hand=hand)
    ben.refresh_from_db()
    assert ben.note == "first"


def test_an_undo_keeps_what_was_changed_since(
    book: Book, hand: Hand, ben: Person
) -> None:
    old = edit_person(book.pk, ben.uid, hand=hand, note="old", nickname="Benno").deed
    edit_person(book.pk, ben.uid, hand=hand, note="new")
    undone = undo(book.pk, old, hand=hand)
    ben.refresh_from_db()
    assert (ben.note, ben.nickname) == ("new", "")
    assert [kept["name"] for kept in undone.kept] == ["Ben Brandt"]


def test_deeds_far_apart_are_taken_back_out_of_order(
    book: Book, hand: Hand, ben: Person
) -> None:
    removed = remove_person(book.pk, ben.uid, hand=hand)
    cem = add_person(book.pk, hand=hand, name="Cem").uid
    log_touch(book.pk, [cem], hand=hand)
    undo(book.pk, removed.deed, hand=hand)
    assert Person.objects.filter(pk=ben.pk).exists()
    assert Touch.objects.count() == 1


def test_a_line_of_the_plan_is_open_again(book: Book, hand: Hand, ben: Person) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="B")
    plan_week(book.pk, hand=hand)
    done = line_later(book.pk, ben.uid, hand=hand)
    assert PlanLine.objects.get().state == "later"
    # The plan itself is no deed of the keeper's.
    assert undo(book.pk, hand=hand).verb == "plan_later"
    assert done.deed is not None
    assert PlanLine.objects.get().state == "open"


@pytest.mark.parametrize("verb", ["open_book", "plan_week"])
def test_some_deeds_cannot_be_taken_back(
    book: Book, hand: Hand, ben: Person, verb: str
) -> None:
    plan_week(book.pk, hand=hand)
    deeds = Deed.objects.count()
    with pytest.raises(NotUndoable):
        undo(book.pk, Deed.objects.get(verb=verb).pk, hand=hand)
    assert Deed.objects.count() == deeds


def test_what_goes_on_still_is_waited_for(book: Book, hand: Hand, ben: Person) -> None:
    deed = Deed.objects.get(verb="add_person")
    Deed.objects.filter(pk=deed.pk).update(state="open")
    with pytest.raises(StillOpen):
        undo(book.pk, deed.pk, hand=hand)


def test_settings_are_set_back(book: Book, hand: Hand) -> None:
    change_settings(book.pk, hand=hand, rhythm_a=7)
    undo(book.pk, hand=hand)
    book.refresh_from_db()
    assert book.rhythm_a == 21


def test_progress_is_told(book: Book, hand: Hand, ben: Person) -> None:
    told: list[int] = []
    undo(book.pk, hand=hand, progress=told.append)
    assert told == sorted(told)
    assert told[-1] >= 1


def test_a_deed_of_another_book_is_missing(
    book: Book, clara_book: Book, hand: Hand, ben: Person
) -> None:
    deed = Deed.objects.get(verb="add_person")
    with pytest.raises(Missing):
        undo(clara_book.pk, deed.pk, hand=hand)
    with pytest.raises(Missing):
        undo(book.pk, deed.pk + 1_000, hand=hand)
    with pytest.raises(NothingToUndo):
        undo(clara_book.pk, hand=hand)
    assert Person.objects.filter(pk=ben.pk).exists()
