"""Erasing somebody from everything, for good.

Their rows go, and with them what the journal, the imports, the search and the file of
the database know of them. What is left is a keyed hash, in the book and in a file
beside the database, so that neither an import nor an older backup brings them back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from kontor.actions.connections.errors import OwnerStays
from kontor.actions.ground import the_book
from kontor.actions.overview.imports.claim import nobody_at_work
from kontor.actions.overview.imports.counts import count_file
from kontor.actions.overview.imports.raw import drop_raw_files
from kontor.core.errors import Missing, Refused
from kontor.lib.text import fold, gettext_noop
from kontor.records import journal
from kontor.records.bulk import take_stock
from kontor.records.erasing.enter import enter
from kontor.records.erasing.imports import clean_imports
from kontor.records.erasing.listed import read_to_change, write_list
from kontor.records.erasing.older import clean_older
from kontor.records.erasing.quotes import clean_groups, clean_reasons
from kontor.records.erasing.rows import delete_rows
from kontor.records.erasing.trail import Trail, clean_deeds, drop_hollow
from kontor.records.erasing.whose import somebody
from kontor.records.models import BatchFile, Book, Keeper, Person, Touch
from kontor.records.traces import leaving_no_traces

if TYPE_CHECKING:
    from kontor.lib.hand import Hand
    from kontor.records.erasing.whose import Somebody


class OnlyOwnerErases(Refused):
    """An assistant keeps a book for somebody else."""

    text = gettext_noop(
        "Only the owner of the book can erase somebody for good. You can take them "
        "out of the book, which can be undone."
    )


class NotTheirName(Refused):
    """What was typed to confirm is not the person's name."""

    text = gettext_noop(
        "Nothing was erased: to erase this person for good, type the name, {name}."
    )


@dataclass(frozen=True, slots=True)
class Erasing:
    """What became of an erasing.

    Attributes:
        deed: number of the deed, which says that somebody was erased, not whom.
        touches: contacts that went, as nobody else took part.
        notes: shared contacts of which the note was emptied, as it named them.
        imports: imports not yet read that were dropped, as their files may name them.
    """

    deed: int
    touches: int
    notes: int
    imports: int


def erase_person(
    book: int, uid: UUID | str, *, hand: Hand, name: str | None = None
) -> Erasing:
    """Erase somebody from everything; there is no undo.

    Also somebody who was removed before and stands in the journal only.

    Args:
        name: as typed to confirm; None where the face has asked in another way.

    Raises:
        Missing: nobody of this uid is or was in the book.
        OnlyOwnerErases: the account keeps the book for somebody else.
        OwnerStays: it is the owner.
        NotTheirName: ``name`` is not theirs.
        AtWork: an import is at work in this book.
        ListUnreadable: the list beside the database is damaged.
    """
    row = the_book(book)
    _may_erase(row, hand)
    with leaving_no_traces(anew=True):
        with transaction.atomic():
            listed = read_to_change()
            nobody_at_work(book, hand.moment)
            who = _whom(book, uid)
            if name is not None and fold(name) != fold(who.name):
                raise NotTheirName(name=who.name)
            found = erase_somebody(row, who, hand=hand)
            enter(row, who, listed, hand.moment)
            # Killed right here, they are erased at the next start.
            write_list(listed)
        # What the database knows of its indexes may quote some of them.
        take_stock()
    return found


def erase_somebody(row: Book, who: Somebody, *, hand: Hand) -> Erasing:
    """Take somebody out of the book, within a transaction; nobody is listed yet."""
    gone = delete_rows(who)
    dropped = drop_raw_files(row, who.naming)
    files = clean_imports(who)
    trail = Trail(who, gone)
    trail.purge()
    trail.clean()
    clean_reasons(who, trail.touches)
    clean_groups(who)
    clean_older(who)
    clean_deeds(who, trail.deeds)
    drop_hollow(who.book, trail.deeds)
    for file in BatchFile.objects.filter(pk__in=files):
        file.counts = {**file.counts, **count_file(file)}
        file.save(update_fields=["counts"])
    deed = journal.open_deed(row, hand, "erase_person")
    touches = len(gone.rows.get(Touch, ()))
    return Erasing(deed.pk, touches, gone.emptied, dropped)


def _may_erase(row: Book, hand: Hand) -> None:
    assistants = Keeper.objects.filter(book=row, role=Keeper.Role.ASSISTANT)
    if assistants.filter(account_id=hand.account_id or 0).exists():
        raise OnlyOwnerErases


def _whom(book: int, uid: UUID | str) -> Somebody:
    try:
        who = somebody(book, UUID(str(uid)))
    except ValueError as error:
        raise Missing from error
    if who is None:
        raise Missing
    if Person.objects.filter(pk__in=who.keys, is_owner=True).exists():
        raise OwnerStays
    return who
