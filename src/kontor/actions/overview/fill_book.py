"""Filling a whole book with the file of its import: the stage a worker does.

Killed, it begins anew: what had been written is taken away first.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db import models, transaction

from kontor.actions.accounts.books import clear, see_who_owns
from kontor.actions.ground import the_book
from kontor.actions.overview.erasures import erase_listed
from kontor.actions.overview.imports.files import delete_copies, delete_files
from kontor.core.errors import Refused
from kontor.exchange.kontor.archive import Archive, TooLarge
from kontor.exchange.kontor.lines import BrokenBook, NewerBook, head_of
from kontor.lib.hand import Hand
from kontor.lib.text import gettext_noop
from kontor.records.facts.books import coming_in
from kontor.records.journal import EVERYTHING, TABLES
from kontor.records.models import (
    Account,
    Batch,
    BatchFile,
    Book,
    Deed,
    Keeper,
    Person,
)
from kontor.records.takein.fill import Filling, fill, look_through
from kontor.records.traces import sweep_what_is_owed

if TYPE_CHECKING:
    from kontor.actions.overview.imports.claim import Claim

CHUNK = 500
# Progress is counted in so many rows at most, as its column holds no more.
MOST_ROWS = 2**31 - 1
# What may be wrong with a file, and the code by which its import says so.
WRONG: dict[type[Exception], str] = {
    BrokenBook: "kontor-damaged",
    NewerBook: "kontor-newer",
    TooLarge: "kontor-too-large",
}
State = Batch.State
_UNREAD = (State.READING, State.MAPPING)


class NotEmpty(Refused):
    """A whole book is no addition to another one."""

    text = gettext_noop(
        "“{book}” is not empty, and this file is a whole book. Bring it into a book of "
        "its own: kontor import FILE --new-book NAME. To add only the people in it, "
        "unpack it and import people.vcf."
    )


def is_whole_book(batch: Batch) -> bool:
    """Tell whether an import fills a whole book."""
    return coming_in().filter(pk=batch.pk).exists()


class Filled(NamedTuple):
    """What did not come in.

    Attributes:
        lost: pictures that were missing.
        erased: people who were erased since the file was written.
    """

    lost: int
    erased: int


def fill_book(batch: Batch, claim: Claim) -> Filled:
    """Fill a book with the file of its import, from the beginning.

    Raises:
        BrokenBook, NewerBook, TooLarge: it cannot be; the import says so itself.
        ListUnreadable: the list of the erased is damaged; nobody keeps the book yet.
    """
    _set_back(batch, claim)
    try:
        filling = _fill(batch, claim)
        erased = _finish(batch, filling)
    except tuple(WRONG) as error:
        _set_back(batch, claim)
        _refuse(batch, claim, error)
        raise
    return Filled(filling.lost, erased)


def rows_in(head: dict[str, Any]) -> int:
    """Count all rows that a head promises.

    Raises:
        BrokenBook: these are no counts.
    """
    counts: list[int] = list(head["rows"].values())
    if not all(isinstance(n, int) and 0 <= n <= MOST_ROWS for n in counts):
        raise BrokenBook(line=1)
    return min(sum(counts), MOST_ROWS)


def see_that_it_is_empty(row: Book, hand: Hand) -> None:
    """See that a book can give way to another one.

    Raises:
        Missing, OnlyItsOwner: it is not this account's.
        NotEmpty: there is something in it.
    """
    see_who_owns(row, hand)
    others = [
        model._default_manager.filter(book=row)
        for model in TABLES
        if model is not Person
    ]
    people = Person.objects.filter(book=row, is_owner=False)
    if people.exists() or any(rows.exists() for rows in others):
        raise NotEmpty(book=row.name)


def _fill(batch: Batch, claim: Claim) -> Filling:
    path = Path(settings.DATA, batch.files.get().path)
    with closing(Archive(path)) as archive:
        with archive.lines() as stream:
            head = head_of(stream)
        _begin(batch, claim, State.READING, rows_in(head))
        look = transaction.atomic(claim.advance)
        keys = look_through(archive, head["rows"], look)
        keys.set_aside()
        # People come twice: what is derived from others takes as long again.
        total = rows_in(head) + head["rows"].get("person", 0)
        _begin(batch, claim, State.APPLYING, min(total, MOST_ROWS))
        filling = Filling(
            batch.book,
            batch.deed,
            head.get("history") is True,
            Account.objects.get(pk=batch.deed.account_id or 0).name,
            archive,
            keys,
            claim.advance,
        )
        fill(filling)
    return filling


@transaction.atomic
def _begin(batch: Batch, claim: Claim, state: State, total: int) -> None:
    claim.advance(-batch.done, state=state, total=total)


def _hand(batch: Batch) -> Hand:
    return Hand(batch.deed.account_id, batch.deed.moment)


def _set_back(batch: Batch, claim: Claim) -> None:
    """Take away what was written of a book, and leave its import alone."""
    book, file = batch.book, batch.files.get()
    Person.objects.filter(book=book).update(met_through=None)
    own = {Batch: batch.pk, BatchFile: file.pk, Deed: batch.deed_id}
    tables: tuple[type[models.Model], ...] = (*EVERYTHING, Deed)
    for model in tables:
        rows = model._default_manager.filter(book=book).exclude(pk=own.get(model, 0))
        # What came later may hang on what was there before.
        rows = rows.order_by("-pk")
        while keys := list(rows.values_list("pk", flat=True)[:CHUNK]):
            some = model._default_manager.filter(pk__in=keys)
            with transaction.atomic():
                some._raw_delete(using="default")
                claim.advance()


def _refuse(batch: Batch, claim: Claim, error: Exception) -> None:
    """Note what is wrong with the file; nothing else will be done with it."""
    facts = getattr(error, "facts", {})
    note = {"code": WRONG[type(error)], "record": 0, "line": 0, "facts": facts}
    with transaction.atomic():
        batch.files.update(read_done=True, counts={"notes": [note]})
        claim.advance(state=State.DROPPED)
    delete_files(batch)


def _finish(batch: Batch, filling: Filling) -> int:
    """Give the book to its keeper, now that it is whole, and forget the import.

    Whoever was erased after the file was written does not come back with it, not even
    for a moment: the keeper gets the book without them.

    Returns:
        How many those were.
    """
    with transaction.atomic():
        _give(batch, filling)
        erased = erase_listed(batch.book, hand=_hand(batch))
    # Killed before that counts, the file is needed once more.
    delete_copies(batch.uid)
    sweep_what_is_owed()
    return erased


def _give(batch: Batch, filling: Filling) -> None:
    book, deed, hand = batch.book, batch.deed, _hand(batch)
    if Person.objects.filter(book=book, is_owner=True).count() != 1:
        raise BrokenBook(line=1)
    unread = Batch.objects.filter(book=book, state__in=_UNREAD)
    # Their files are not here.
    Deed.objects.filter(pk__in=unread.values("deed")).update(
        verb="drop_import", state=Deed.State.DONE
    )
    unread.update(state=State.DROPPED)
    _forget(batch)
    if filling.history:
        deed.delete()
    else:
        deed.facts, deed.state = {"name": book.name}, Deed.State.DONE
        deed.save(update_fields=["facts", "state"])
    if batch.options["instead_of"] is not None:
        empty = the_book(batch.options["instead_of"])
        see_that_it_is_empty(empty, hand)
        clear(empty)
    Keeper.objects.create(book=book, account_id=hand.account_id or 0)


def _forget(batch: Batch) -> None:
    BatchFile.objects.filter(batch=batch)._raw_delete(using="default")
    Batch.objects.filter(pk=batch.pk)._raw_delete(using="default")
    batch.state = State.DONE
