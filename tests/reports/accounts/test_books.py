"""Which books an account keeps, and how each is set."""

from __future__ import annotations

import pytest

from kontor.actions.accounts.books import open_book
from kontor.actions.connections.people import edit_person
from kontor.actions.connections.pieces import Point
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Keeper, Person
from kontor.reports.accounts.books import (
    book_for,
    books_of,
    owner_of,
    people_in,
    rhythms_of,
    settings_of,
)


def test_ones_own_books_come_before_the_sample(
    anna: Account, book: Book, hand: Hand, clara_book: Book
) -> None:
    Book.objects.filter(pk=book.pk).update(is_sample=True)
    second = open_book(anna.pk, hand=hand, name="Second")
    assert [one.id for one in books_of(anna.pk)] == [second, book.pk]


def test_a_book_is_there_for_its_keepers_only(
    anna: Account, clara: Account, book: Book
) -> None:
    assert book_for(anna.pk, book.pk).role == "owner"
    with pytest.raises(Missing):
        book_for(clara.pk, book.pk)
    with pytest.raises(Missing):
        book_for(anna.pk, book.pk + 1_000)
    Keeper.objects.create(book=book, account=clara, role="assistant")
    assert book_for(clara.pk, book.pk).role == "assistant"


def test_people_are_counted_without_the_owner(
    book: Book, clara_book: Book, ben: Person
) -> None:
    assert people_in([book.pk, clara_book.pk]) == {book.pk: 1, clara_book.pk: 0}


def test_settings_show_all_that_can_be_set(
    book: Book, hand: Hand, owner: Person
) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[Point("anna@ahlers.example")])
    view = settings_of(book.pk)
    assert (view.owner_uid, view.owner_name) == (str(owner.uid), "Anna Ahlers")
    assert view.rhythms == rhythms_of(book.pk) == {"A": 21, "B": 60, "C": 180, "D": 365}
    assert view.weights == {
        "meeting": 3, "event": 2, "call": 2, "email": 1, "message": 1,
    }  # fmt: skip
    assert view.own_addresses == [("email", "anna@ahlers.example")]
    assert owner_of(book.pk) == (owner.pk, str(owner.uid), "Anna Ahlers")
