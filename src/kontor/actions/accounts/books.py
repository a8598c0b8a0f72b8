"""Opening books and erasing them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from kontor.actions.ground import the_book
from kontor.core.errors import Invalid, Missing, Refused
from kontor.lib.names import split_name
from kontor.lib.text import gettext_noop
from kontor.records import derived, journal
from kontor.records.models import Account, BatchFile, Book, Deed, Keeper, Person
from kontor.records.traces import leaving_no_traces

if TYPE_CHECKING:
    from kontor.lib.hand import Hand


class NameDiffers(Refused):
    """The name typed to confirm is not the book's."""

    text = gettext_noop(
        "Nothing was deleted: to delete the book for good, type its name, {name}."
    )


class OnlyItsOwner(Refused):
    """An assistant keeps a book for somebody else."""

    text = gettext_noop("Only the owner of the book can delete it.")


class NamelessBook(Invalid):
    """A book is known by its name."""

    text = gettext_noop("Give the book a name.")


@transaction.atomic
def local_account(hand: Hand) -> int:
    """Give the account of the one person on this machine, made on first use."""
    account = Account.objects.order_by("pk").first()
    if account is None:
        account = Account(name="local", created=hand.moment)
        account.set_unusable_password()
        account.save()
    return account.pk


@transaction.atomic
def open_book(
    account: int,
    *,
    hand: Hand,
    name: str,
    owner: str = "",
    is_sample: bool = False,
    **place: Any,
) -> int:
    """Open a book with its owner as the first person; give its number.

    Args:
        account: who keeps it.
        owner: the owner's name; the book's name stands in for it.
        place: any of language, region, time_zone, currency.

    Raises:
        NamelessBook: it has no name.
    """
    name, owner = " ".join(name.split())[:200], " ".join(owner.split())[:200]
    if not name:
        raise NamelessBook
    book = Book.objects.create(
        name=name, is_sample=is_sample, created=hand.moment, **place
    )
    Keeper.objects.create(book=book, account_id=account)
    deed = journal.open_deed(book, hand, "open_book", name=name)
    parts = split_name(owner)
    person = Person(
        is_owner=True,
        display=owner or name,
        given=parts.given,
        family=parts.family,
        known_since=hand.today(book.time_zone),
        language=book.language,
    )
    journal.add(deed, person)
    derived.rebuild_texts(book.pk, [person.pk])
    return book.pk


def erase_book(book: int, *, hand: Hand, name: str) -> None:
    """Delete a book with everything in it, journal included; there is no undo.

    Raises:
        Missing: the account does not keep this book.
        OnlyItsOwner: it keeps the book for somebody else.
        NameDiffers: ``name`` is not the book's own.
    """
    row = the_book(book)
    see_who_owns(row, hand)
    if name.strip() != row.name:
        raise NameDiffers(name=row.name)
    # What is erased shall not be found in the file of the database either.
    with leaving_no_traces(), transaction.atomic():
        clear(row)


def see_who_owns(row: Book, hand: Hand) -> None:
    """See that a book is that of the account whose hand it is.

    Raises:
        Missing: the account does not keep this book.
        OnlyItsOwner: it keeps the book for somebody else.
    """
    kept = Keeper.objects.filter(book=row, account_id=hand.account_id or 0).first()
    if kept is None:
        raise Missing
    if kept.role != Keeper.Role.OWNER:
        raise OnlyItsOwner


def clear(row: Book) -> None:
    """Delete a book with everything in it; to be called in a transaction."""
    unread = BatchFile.objects.filter(book=row).exclude(path="")
    for path in list(unread.values_list("path", flat=True)):
        # Each import has a folder of its own.
        shutil.rmtree(Path(settings.DATA, path).parent, ignore_errors=True)
    # Rows protect their deed, so they go first, children before parents.
    for model in journal.EVERYTHING:
        model._default_manager.filter(book=row)._raw_delete(using="default")
    Deed.objects.filter(book=row)._raw_delete(using="default")
    row.delete()
