"""A whole book brought in again, into a book of its own.

Until it is whole nobody keeps the new book, so nobody sees it. Killed on the way, it
is left without a keeper, and the next that brings a book in clears it away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction

from kontor.actions.accounts.books import clear, see_who_owns
from kontor.actions.ground import the_book
from kontor.actions.overview.erasures import apply_erasures
from kontor.core.errors import Refused
from kontor.exchange.kontor.archive import Archive
from kontor.exchange.kontor.lines import BOOK, BrokenBook, head_of
from kontor.lib.text import gettext_noop
from kontor.records import bulk
from kontor.records.journal import TABLES
from kontor.records.models import Account, Batch, Book, Deed, Keeper, Person
from kontor.records.tables import book_columns
from kontor.records.takein.fill import Filling, fill, look_through
from kontor.records.takein.values import reader_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kontor.lib.hand import Hand

# Whoever has given no sign for so long is taken to be gone.
LEASE = timedelta(seconds=120)
_UNREAD = (Batch.State.READING, Batch.State.MAPPING)
_LANGUAGES = {"de", "en"}


class NotEmpty(Refused):
    """A whole book is no addition to another one."""

    text = gettext_noop(
        "“{book}” is not empty, and this file is a whole book. Bring it into a book of "
        "its own: kontor import FILE --new-book NAME. To add only the people in it, "
        "unpack it and import people.vcf."
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """The book that came of it: its number, its name, how many people it has.

    ``lost`` counts pictures that lay beside the lines and were not given.
    """

    book: int
    name: str
    people: int
    lost: int


def silent(done: int, total: int) -> None:
    """Tell nobody how far the work is."""


def bring_book(
    path: Path,
    *,
    hand: Hand,
    name: str = "",
    instead_of: int | None = None,
    clock: Callable[[], datetime] | None = None,
    progress: Callable[[int, int], None] = silent,
) -> Brought:
    """Make a book of a file that holds a whole one.

    Args:
        path: the ZIP that Kontor writes, or the lines in it.
        name: what the book is to be called, if not as in the file.
        instead_of: an empty book of this account, which gives way to it.
        clock: gives the moment; stands still at that of the hand if left out.
        progress: told how many rows are done.

    Raises:
        Missing: ``instead_of`` is not kept by this account.
        NotEmpty: there is something in it.
        NotABook, NewerBook, BrokenBook, TooLarge: nothing was brought in.
    """
    if instead_of is not None:
        _see_that_it_is_empty(instead_of, hand)
    clear_unfinished(hand)
    archive = Archive(path)
    try:
        return _bring(archive, hand, name, instead_of, clock, progress)
    finally:
        archive.close()


def _bring(  # noqa: PLR0913 - what ``bring_book`` was given
    archive: Archive,
    hand: Hand,
    name: str,
    instead_of: int | None,
    clock: Callable[[], datetime] | None,
    progress: Callable[[int, int], None],
) -> Brought:
    with archive.lines() as stream:
        head = head_of(stream)
    settings = _settings(head[BOOK])
    if name:
        settings["name"] = " ".join(name.split())[:200]
    keys = look_through(archive, head["rows"])
    keys.set_aside()
    book, deed = _hidden(settings, hand)
    try:
        account = Account.objects.get(pk=hand.account_id or 0)
        history = head.get("history") is True
        alive = _Alive(deed, clock or (lambda: hand.moment), progress, head["rows"])
        filling = Filling(
            book, deed, history, account.name, hand.moment, archive, keys, alive
        )
        with bulk.many_writes():
            fill(filling)
        _finish(filling, hand, instead_of)
    except BaseException:
        # Also when broken off: nobody could ever see it.
        _clear(book)
        raise
    # Whoever was erased after the file was written does not come back with it.
    apply_erasures(hand=hand)
    people = Person.objects.filter(book=book, is_owner=False).count()
    return Brought(book.pk, book.name, people, filling.lost)


class _Alive:
    """Gives a sign of life with each transaction."""

    def __init__(
        self,
        deed: Deed,
        clock: Callable[[], datetime],
        progress: Callable[[int, int], None],
        counts: dict[str, int],
    ) -> None:
        self._deed = deed
        self._clock = clock
        self._progress = progress
        # People come twice: what is derived from others takes as long again.
        self._total = sum(counts.values()) + counts.get("person", 0)
        self._done = 0

    def __call__(self, done: int) -> None:
        self._done += done
        facts = {**self._deed.facts, "bringing": self._clock().isoformat()}
        Deed.objects.filter(pk=self._deed.pk).update(facts=facts)
        self._progress(self._done, self._total)


def clear_unfinished(hand: Hand) -> None:
    """Clear away books that were being brought in by somebody who is gone."""
    begun = Deed.objects.filter(
        state=Deed.State.OPEN, verb="open_book", book__keepers=None
    )
    for deed in begun.order_by("pk"):
        told = datetime.fromisoformat(deed.facts["bringing"])
        if hand.moment.astimezone(UTC) - told > LEASE:
            _clear(deed.book)


@transaction.atomic
def _clear(row: Book) -> None:
    clear(row)


def _see_that_it_is_empty(book: int, hand: Hand) -> None:
    row = the_book(book)
    see_who_owns(row, hand)
    others = [
        model._default_manager.filter(book=row)
        for model in TABLES
        if model is not Person
    ]
    people = Person.objects.filter(book=row, is_owner=False)
    if people.exists() or any(rows.exists() for rows in others):
        raise NotEmpty(book=row.name)


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
def _hidden(settings: dict[str, Any], hand: Hand) -> tuple[Book, Deed]:
    """Make the book, which nobody keeps yet."""
    book = Book.objects.create(**settings)
    deed = Deed.objects.create(
        book=book,
        account_id=hand.account_id,
        verb="open_book",
        facts={"name": book.name, "bringing": hand.moment.isoformat()},
        moment=hand.moment,
        state=Deed.State.OPEN,
    )
    return book, deed


@transaction.atomic
def _finish(filling: Filling, hand: Hand, instead_of: int | None) -> None:
    """Give the book to its keeper, now that it is whole."""
    book, deed = filling.book, filling.deed
    if Person.objects.filter(book=book, is_owner=True).count() != 1:
        raise BrokenBook(line=1)
    unread = Batch.objects.filter(book=book, state__in=_UNREAD)
    # Their files are not here.
    Deed.objects.filter(pk__in=unread.values("deed")).update(
        verb="drop_import", state=Deed.State.DONE
    )
    unread.update(state=Batch.State.DROPPED)
    Batch.objects.filter(book=book).update(claimed_until=None)
    if filling.history:
        deed.delete()
    else:
        deed.facts, deed.state = {"name": book.name}, Deed.State.DONE
        deed.save(update_fields=["facts", "state"])
    if instead_of is not None:
        _see_that_it_is_empty(instead_of, hand)
        clear(the_book(instead_of))
    Keeper.objects.create(book=book, account_id=hand.account_id or 0)
