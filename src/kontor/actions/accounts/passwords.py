"""Passwords: who may come in by one, and how it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kontor.actions.accounts.devices import sign_out_all
from kontor.core.errors import Invalid, Missing, Refused
from kontor.lib.text import fold, gettext_noop
from kontor.records.models import Account, SignInLink

if TYPE_CHECKING:
    from collections.abc import Sequence

# Longer ones would only keep the machine busy.
LONGEST = 1_000


class WeakPassword(Invalid):
    """A password that is guessed too easily, or is none."""

    text = gettext_noop("This password will not do. {reasons}")


class WrongPassword(Refused):
    """The name, the password or both; which of them is not said."""

    text = gettext_noop("That name and that password do not belong together.")


def enter(name: str, password: str) -> int:
    """Give the account whose name and password these are.

    It takes as long for a name that nobody has as for a wrong password.

    Raises:
        WrongPassword: nobody comes in by these.
    """
    account = named(name)
    if account is None or not account.is_active:
        make_password(password[:LONGEST])
        raise WrongPassword
    # Of an account without a password Django reckons one all the same.
    if not account.check_password(password[:LONGEST]):
        raise WrongPassword
    return account.pk


def named(name: str) -> Account | None:
    """Find an account by its name, in whatever case it is written."""
    wanted = fold(name)
    # There are few, and no database folds letters as we do.
    found = [one for one in Account.objects.all() if fold(one.name) == wanted]
    return found[0] if found and wanted else None


@transaction.atomic
def change_password(account: int, *, old: str, new: str, word: str = "") -> None:
    """Change a password; all other browsers of the account are signed out.

    Args:
        word: what the session of the browser that stays holds.

    Raises:
        WrongPassword: ``old`` is not the password.
        WeakPassword: ``new`` will not do.
    """
    row = Account.objects.get(pk=account)
    if not row.check_password(old[:LONGEST]):
        raise WrongPassword
    put_password(row, new)
    sign_out_all(account, but=word)


@transaction.atomic
def set_password(account: int, *, new: str) -> None:
    """Give an account a password, whatever it had; its browsers are signed out.

    Raises:
        Missing: there is no such account.
        WeakPassword: it will not do.
    """
    row = Account.objects.filter(pk=account).first()
    if row is None:
        raise Missing
    put_password(row, new)
    sign_out_all(account)


def put_password(row: Account, password: str) -> None:
    """Save an account with a password; links that sign it in are void.

    Raises:
        WeakPassword: it will not do.
    """
    if len(password) > LONGEST:
        raise WeakPassword(reasons="")
    try:
        validate_password(password, row)
    except ValidationError as error:
        raise WeakPassword(reasons=_joined(error.messages)) from error
    row.set_password(password)
    row.save()
    SignInLink.objects.filter(account=row).delete()


def _joined(messages: Sequence[str]) -> str:
    return " ".join(messages)
