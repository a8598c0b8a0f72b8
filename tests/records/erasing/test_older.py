"""Older wordings of what was written about others."""

from __future__ import annotations

import pytest

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.overview.erase import erase_person
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import Book, Change, Person

pytestmark = pytest.mark.django_db
NAME = "Zach Quendel"


def test_what_no_longer_stands_in_the_book_names_nobody(book: Book, hand: Hand) -> None:
    eva = add_person(book.pk, hand=hand, name="Eva", note=f"Sister of {NAME}").uid
    edit = edit_person(book.pk, eva, hand=hand, note="Sister of somebody")
    uid = add_person(book.pk, hand=hand, name=NAME).uid
    erase_person(book.pk, uid, hand=hand)
    assert Change.objects.get(book=book).before == {"note": "Sister of …"}
    # Undo works all the same, and brings the rest of it back.
    assert undo(book.pk, edit.deed, hand=hand).kept == []
    assert Person.objects.get(uid=eva).note == "Sister of …"


def test_what_stands_in_the_book_is_left_and_can_be_taken_back(
    book: Book, hand: Hand
) -> None:
    eva = add_person(book.pk, hand=hand, name="Eva", note="Sister").uid
    edit = edit_person(book.pk, eva, hand=hand, note=f"Sister of {NAME}")
    uid = add_person(book.pk, hand=hand, name=NAME).uid
    erase_person(book.pk, uid, hand=hand)
    assert Person.objects.get(uid=eva).note == f"Sister of {NAME}"
    assert undo(book.pk, edit.deed, hand=hand).kept == []
    assert Person.objects.get(uid=eva).note == "Sister"


def test_a_namesakes_own_name_is_left(book: Book, hand: Hand) -> None:
    other = add_person(book.pk, hand=hand, name=NAME).uid
    edit = edit_person(book.pk, other, hand=hand, name="Zach Thymian")
    uid = add_person(book.pk, hand=hand, name=NAME).uid
    erase_person(book.pk, uid, hand=hand)
    undo(book.pk, edit.deed, hand=hand)
    assert Person.objects.get(uid=other).display == NAME
