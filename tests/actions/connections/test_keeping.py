"""Who was told, and who shall stay."""

from __future__ import annotations

from datetime import date

import pytest

from kontor.actions.connections.errors import OwnerStays
from kontor.actions.connections.keeping import keep_person, note_informed
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Person


def test_that_somebody_was_told_is_noted_for_today_or_another_day(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    done = note_informed(book.pk, ben.uid, hand=hand)
    assert (done.verb, done.facts) == ("inform_person", {"name": "Ben Brandt"})
    assert Person.objects.get(pk=ben.pk).informed_on == today
    note_informed(book.pk, ben.uid, hand=hand, day=date(2026, 1, 5))
    assert Person.objects.get(pk=ben.pk).informed_on == date(2026, 1, 5)
    undo(book.pk, hand=hand)
    assert Person.objects.get(pk=ben.pk).informed_on == today


def test_somebody_is_kept_as_of_today_and_twice_is_once(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    keep_person(book.pk, ben.uid, hand=hand)
    assert Person.objects.get(pk=ben.pk).kept_on == today
    deeds = Deed.objects.count()
    assert keep_person(book.pk, ben.uid, hand=hand).deed is None
    assert Deed.objects.count() == deeds


def test_the_owner_neither_has_to_be_told_nor_kept(
    book: Book, hand: Hand, owner: Person
) -> None:
    for act in (note_informed, keep_person):
        with pytest.raises(OwnerStays):
            act(book.pk, owner.uid, hand=hand)
