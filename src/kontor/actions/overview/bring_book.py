"""A whole book brought in again, into a book of its own.

It is an import of that book: begun, done by whoever claims it, gone on with after a
kill. Until the book is whole nobody keeps it, so nobody sees it; then the import goes,
and nothing is left but the book as it was.
"""

from __future__ import annotations

import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from kontor.actions.accounts.books import clear
from kontor.actions.ground import the_book
from kontor.actions.overview.fill_book import fill_book, rows_in, see_that_it_is_empty
from kontor.actions.overview.imports.claim import Claim, Clock, Progress, silent
from kontor.actions.overview.imports.files import delete_copies, store_files
from kontor.exchange.kontor.archive import Archive
from kontor.exchange.kontor.lines import BOOK, BrokenBook, head_of
from kontor.records import bulk
from kontor.records.facts.books import coming_in
from kontor.records.models import Batch, BatchFile, Book, Deed, Person
from kontor.records.tables import book_columns
from kontor.records.takein.values import reader_of

if TYPE_CHECKING:
    from kontor.actions.overview.imports.files import Given
    from kontor.lib.hand import Hand

FORMAT = "kontor"
# So long it is said why a book could not be brought in.
TOLD = timedelta(days=1)
_LANGUAGES = {"de", "en"}


@dataclass(frozen=True, slots=True)
class Brought:
    """The book that came of it: its number, its name, how many people it has.

    ``lost`` counts pictures that lay beside the lines and were not given, ``erased``
    those people in the file who were erased since and did not come in.
    """

    book: int
    name: str
    people: int
    lost: int
    erased: int


def begin_book(
    given: Given,
    *,
    hand: Hand,
    name: str = "",
    inline: bool = False,
    instead_of: int | None = None,
) -> Batch:
    """Take in a file that holds a whole book; somebody has to fill the book with it.

    Args:
        given: as (name, path or file open for reading bytes): the ZIP that Kontor
            writes, or the lines in it.
        name: what the book is to be called, if not as in the file.
        inline: the caller does it; the worker keeps its hands off.
        instead_of: an empty book of this account, which gives way to it.

    Raises:
        Missing: ``instead_of`` is not kept by this account.
        NotEmpty: there is something in it.
        CannotOpen, NotABook, NewerBook, BrokenBook, TooLarge: nothing was begun.
    """
    if instead_of is not None:
        see_that_it_is_empty(the_book(instead_of), hand)
    clear_unfinished(hand)
    uid = uuid.uuid4()
    ((shown, path, size),) = store_files(uid, [given])
    file = BatchFile(name=shown[:300], format=FORMAT, path=path, size=size)
    options = {"inline": inline, "instead_of": instead_of}
    try:
        told, total = _head(Path(settings.DATA, path))
        if name:
            told["name"] = " ".join(name.split())[:200]
        return _hidden(Batch(uid=uid, options=options, total=total), file, told, hand)
    except BaseException:
        delete_copies(uid)
        raise


def bring_book(
    path: Path,
    *,
    hand: Hand,
    name: str = "",
    instead_of: int | None = None,
    clock: Clock | None = None,
    progress: Progress = silent,
) -> Brought:
    """Make a book of a file at once, with nobody's help; broken off, none is left.

    Args:
        path: the ZIP that Kontor writes, or the lines in it.
        clock: gives the moment; stands still at that of the hand if left out.
        progress: told how many rows are done.

    The others, and errors, are those of ``begin_book``.
    """
    given = (path.name, path)
    batch = begin_book(given, hand=hand, name=name, inline=True, instead_of=instead_of)
    clock = clock or (lambda: hand.moment)
    try:
        with Claim(batch, clock, progress) as claim, bulk.many_writes():
            missing = fill_book(batch, claim)
        bulk.take_stock()
    except BaseException:
        # Broken off after its last step, it is whole and somebody keeps it.
        if coming_in().filter(pk=batch.pk).exists():
            _clear(batch.book)
        raise
    people = Person.objects.filter(book=batch.book, is_owner=False).count()
    return Brought(batch.book_id, batch.book.name, people, *missing)


def clear_unfinished(hand: Hand) -> None:
    """Clear away books that nobody will fill any more.

    These are those of a command that was killed, and, a day later, those of which the
    file could not be read.
    """
    for batch in coming_in().exclude(claimed_until__gt=hand.moment).order_by("pk"):
        inline = batch.options.get("inline") is True
        refused = batch.state == Batch.State.DROPPED
        old = batch.deed.moment < hand.moment - TOLD
        # Without a claim the command may not have come so far yet.
        if (inline and (batch.claimed_until or old)) or (refused and old):
            _clear(batch.book)


@transaction.atomic
def _clear(row: Book) -> None:
    clear(row)


def _head(path: Path) -> tuple[dict[str, Any], int]:
    """Read the settings of the book, and how many rows there are.

    Raises:
        NotABook, NewerBook, BrokenBook, TooLarge: they cannot be read.
    """
    with closing(Archive(path)) as archive, archive.lines() as stream:
        head = head_of(stream)
    return _settings(head[BOOK]), rows_in(head)


def _settings(told: dict[str, Any]) -> dict[str, Any]:
    """Read the settings of the book.

    Raises:
        BrokenBook: one of them cannot be.
    """
    columns = book_columns()
    try:
        if not told.keys() <= {field.attname for field in columns}:
            raise KeyError(told.keys())
        found = {f.attname: reader_of(f)(told.get(f.attname)) for f in columns}
        ZoneInfo(found["time_zone"])
        if found["language"] not in _LANGUAGES or not found["name"].strip():
            raise ValueError(found)
        if not (found["half_life"] > 0 and found["prior_rate"] > 0):
            raise ValueError(found)
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise BrokenBook(line=1) from error
    return found


@transaction.atomic
def _hidden(batch: Batch, file: BatchFile, told: dict[str, Any], hand: Hand) -> Batch:
    """Make the book, which nobody keeps yet, with its import."""
    batch.book = file.book = Book.objects.create(**told)
    batch.deed = file.deed = Deed.objects.create(
        book=batch.book,
        account_id=hand.account_id,
        verb="open_book",
        facts={"name": batch.book.name, "files": file.name},
        moment=hand.moment,
        state=Deed.State.OPEN,
    )
    batch.save()
    file.batch = batch
    file.save()
    return batch
