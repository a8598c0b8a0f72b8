"""Accounts: who may sign in with a name and a password."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from kontor.actions.accounts.books import open_book
from kontor.actions.accounts.passwords import named, put_password
from kontor.actions.accounts.settings import BadSetting
from kontor.core.errors import Invalid, Missing, Refused
from kontor.lib.text import gettext_noop
from kontor.records.models import Account, Keeper

if TYPE_CHECKING:
    from kontor.lib.hand import Hand

LONGEST_NAME = 150


class NameTaken(Refused):
    """Two accounts of one name could not be told apart."""

    text = gettext_noop("There is an account called “{name}” already.")


class NamelessAccount(Invalid):
    """Whoever signs in does so by a name."""

    text = gettext_noop("Give the account a name.")


class OwnAccount(Refused):
    """The command line works for the first account there is."""

    text = gettext_noop(
        "“{name}” is the account this command line works for; it can be removed only "
        "when there is no other."
    )


@transaction.atomic
def add_account(
    *,
    hand: Hand,
    name: str,
    password: str,
    pages: str = "",
    owner: str = "",
    apart: bool = False,
    **place: Any,
) -> int:
    """Make an account with a password, and a book for it; give its number.

    The first one takes over what was kept on this machine without a password:
    whoever used Kontor here alone has it under a name from then on.

    Args:
        pages: language of its pages, "" to follow the browser.
        owner: whose network its book holds; the account's name stands in for it.
        apart: take nothing over, even if this is the first one.
        place: of the book, as for ``open_book``.

    Raises:
        NamelessAccount, NameTaken: the name will not do.
        WeakPassword: the password will not do.
        BadSetting: Kontor does not speak the language.
    """
    name = _checked(name)
    if pages and pages not in dict(settings.LANGUAGES):
        raise BadSetting(value=pages, setting="language")
    row = None if apart else _nameless()
    if row is None:
        row = Account(created=hand.moment)
    row.name = name
    row.language = pages or row.language
    put_password(row, password)
    if not Keeper.objects.filter(account=row, book__is_sample=False).exists():
        owner = " ".join(owner.split()) or name
        open_book(row.pk, hand=hand, name=owner, owner=owner, **place)
    return row.pk


def remove_account(account: int, *, hand: Hand) -> list[tuple[int, str]]:
    """Remove an account; give number and name of the books nobody keeps any more.

    Those books stay, and can be given to somebody else.

    Raises:
        Missing: there is no such account.
        OwnAccount: it is the one this hand belongs to, and not the last.
    """
    with transaction.atomic():
        row = Account.objects.filter(pk=account).first()
        if row is None:
            raise Missing
        others = Account.objects.exclude(pk=account)
        if account == hand.account_id and others.exists():
            raise OwnAccount(name=row.name)
        kept = Keeper.objects.filter(account=row).order_by("book_id")
        alone = [
            (keeper.book_id, keeper.book.name)
            for keeper in kept.select_related("book")
            if not keeper.book.keepers.exclude(account=row).exists()
        ]
        row.delete()
    return alone


def _checked(name: str) -> str:
    """Read a name.

    Raises:
        NamelessAccount, NameTaken: it will not do.
    """
    read = " ".join(unicodedata.normalize("NFC", name).replace("\0", "").split())
    read = read[:LONGEST_NAME]
    if not read:
        raise NamelessAccount
    if named(read) is not None:
        raise NameTaken(name=read)
    return read


def _nameless() -> Account | None:
    """Find the account of this machine, if it is the only one and has no password."""
    rows = list(Account.objects.order_by("pk")[:2])
    if len(rows) == 1 and not has_password(rows[0]):
        return rows[0]
    return None


def has_password(account: Account) -> bool:
    """Tell whether somebody can come in by a password; "" is none."""
    return bool(account.password) and account.has_usable_password()
