"""Keepers: an account's hold on a book, given and taken away.

These deeds are on record and are not undone: whoever undid one would give or take
a hold that only an owner may give or take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.accounts.books import OnlyItsOwner
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book
from kontor.core.errors import Invalid, Missing, Refused
from kontor.lib.text import gettext_noop
from kontor.records import journal
from kontor.records.models import Account, Book, Keeper

if TYPE_CHECKING:
    from kontor.lib.hand import Hand


class NoSuchRole(Invalid):
    """Not owner, and not assistant."""

    text = gettext_noop("“{role}” is no role. There are: owner, assistant.")


class LastOwner(Refused):
    """A book keeps at least one owner."""

    text = gettext_noop(
        "{name} is the only owner of this book. Name another one first."
    )


class OnlyItsOwnerShares(OnlyItsOwner):
    """An assistant gives nobody a hold on the book."""

    text = gettext_noop("Only the owner of the book can say who else keeps it.")


@transaction.atomic
def share_book(
    book: int, *, hand: Hand, account: int, role: str = Keeper.Role.ASSISTANT
) -> Done:
    """Let an account keep a book, too; a book nobody keeps is anybody's to give.

    Raises:
        Missing: no such book for this hand, or no such account.
        OnlyItsOwnerShares: this hand keeps it for somebody else.
        NoSuchRole, LastOwner: it cannot be so.
    """
    row = the_book(book)
    _may_share(row, hand)
    if role not in Keeper.Role.values:
        raise NoSuchRole(role=role)
    whom = _account(account)
    kept = Keeper.objects.filter(book=row, account=whom).first()
    if kept is not None and kept.role == role:
        return Done(None, "share_book")
    if kept is not None and role != Keeper.Role.OWNER:
        _another_owner(row, whom)
    Keeper.objects.update_or_create(book=row, account=whom, defaults={"role": role})
    return done(journal.open_deed(row, hand, "share_book", name=whom.name, role=role))


@transaction.atomic
def unshare_book(book: int, *, hand: Hand, account: int) -> Done:
    """Take a hold on a book away; everybody may take their own.

    Raises:
        Missing: no such book for this hand, or the account does not keep it.
        OnlyItsOwnerShares: this hand keeps it for somebody else.
        LastOwner: the book would have no owner.
    """
    row = the_book(book)
    if account != hand.account_id:
        _may_share(row, hand)
    whom = _account(account)
    kept = Keeper.objects.filter(book=row, account=whom).first()
    if kept is None:
        raise Missing
    _another_owner(row, whom)
    kept.delete()
    return done(journal.open_deed(row, hand, "unshare_book", name=whom.name))


def _may_share(book: Book, hand: Hand) -> None:
    keepers = Keeper.objects.filter(book=book)
    if not keepers.exists():
        return
    mine = keepers.filter(account_id=hand.account_id or 0).first()
    if mine is None:
        raise Missing
    if mine.role != Keeper.Role.OWNER:
        raise OnlyItsOwnerShares


def _another_owner(book: Book, whom: Account) -> None:
    """See to it that a book has an owner without this one."""
    owners = Keeper.objects.filter(book=book, role=Keeper.Role.OWNER)
    if not owners.exclude(account=whom).exists():
        raise LastOwner(name=whom.name)


def _account(account: int) -> Account:
    found = Account.objects.filter(pk=account).first()
    if found is None:
        raise Missing
    return found
