from __future__ import annotations

import pytest

from kontor.actions.accounts.books import erase_book
from kontor.actions.accounts.keepers import (
    LastOwner,
    NoSuchRole,
    OnlyItsOwnerShares,
    share_book,
    unshare_book,
)
from kontor.actions.overview.undo import NotUndoable, undo
from kontor.core.errors import Missing, Refused
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Keeper
from kontor.reports.accounts.accounts import keepers_of
from kontor.reports.accounts.books import books_of
from kontor.reports.accounts.deeds import deed_text


def names(book: Book) -> list[tuple[str, str]]:
    return [(line.name, line.role) for line in keepers_of(book.pk)]


def test_an_assistant_keeps_the_book_too(
    book: Book, hand: Hand, clara: Account
) -> None:
    done = share_book(book.pk, hand=hand, account=clara.pk)

    assert deed_text(done.verb, done.facts) == "Let Clara keep this book, too"
    assert names(book) == [("Anna", "owner"), ("Clara", "assistant")]
    assert book.pk in [one.id for one in books_of(clara.pk)]
    # Once more changes nothing.
    assert share_book(book.pk, hand=hand, account=clara.pk).deed is None


def test_an_assistant_neither_shares_nor_erases_it(
    book: Book, hand: Hand, clara: Account
) -> None:
    share_book(book.pk, hand=hand, account=clara.pk)
    hers = Hand(clara.pk, hand.moment)
    with pytest.raises(OnlyItsOwnerShares):
        share_book(book.pk, hand=hers, account=clara.pk, role="owner")
    with pytest.raises(OnlyItsOwnerShares):
        unshare_book(book.pk, hand=hers, account=hand.account_id or 0)
    with pytest.raises(Refused):
        erase_book(book.pk, hand=hers, name=book.name)
    # But may leave.
    unshare_book(book.pk, hand=hers, account=clara.pk)
    assert names(book) == [("Anna", "owner")]


def test_a_book_is_never_without_an_owner(
    book: Book, hand: Hand, clara: Account
) -> None:
    anna = hand.account_id or 0
    with pytest.raises(LastOwner):
        unshare_book(book.pk, hand=hand, account=anna)
    with pytest.raises(LastOwner):
        share_book(book.pk, hand=hand, account=anna, role="assistant")
    share_book(book.pk, hand=hand, account=clara.pk, role="owner")
    unshare_book(book.pk, hand=hand, account=anna)
    assert names(book) == [("Clara", "owner")]


def test_who_keeps_a_book_is_not_undone(book: Book, hand: Hand, clara: Account) -> None:
    done = share_book(book.pk, hand=hand, account=clara.pk)
    with pytest.raises(NotUndoable):
        undo(book.pk, done.deed, hand=hand)
    assert len(names(book)) == 2


def test_a_role_and_an_account_have_to_be_there(
    book: Book, hand: Hand, clara: Account
) -> None:
    with pytest.raises(NoSuchRole):
        share_book(book.pk, hand=hand, account=clara.pk, role="queen")
    for act in (share_book, unshare_book):
        with pytest.raises(Missing):
            act(book.pk, hand=hand, account=77)
    with pytest.raises(Missing):
        unshare_book(book.pk, hand=hand, account=clara.pk)


def test_a_stranger_gives_nobody_a_hold(book: Book, clara: Account, hand: Hand) -> None:
    hers = Hand(clara.pk, hand.moment)
    with pytest.raises(Missing):
        share_book(book.pk, hand=hers, account=clara.pk)
    with pytest.raises(Missing):
        unshare_book(book.pk, hand=hers, account=clara.pk)
    assert Keeper.objects.filter(book=book).count() == 1
