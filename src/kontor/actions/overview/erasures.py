"""The list of erased people beside the database, applied to the books again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from kontor.actions.overview.erase import erase_somebody
from kontor.core.connections.marks import PERSON, Mark
from kontor.records.bulk import take_stock
from kontor.records.erasing.enter import entry_of, keep_row, owner_of
from kontor.records.erasing.listed import read_list, read_to_change, write_list
from kontor.records.erasing.whose import removed_people, somebody
from kontor.records.facts.books import kept
from kontor.records.models import Erasure, Person
from kontor.records.traces import leaving_no_traces, sweep_what_is_owed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kontor.lib.hand import Hand
    from kontor.records.erasing.listed import Entry, Listed
    from kontor.records.models import Book


def apply_erasures(*, hand: Hand) -> int:
    """Erase anew who was erased and is in a book again, as after a restore.

    The list beside the database and the books are brought in line: what either of
    them does not know yet it learns. An erasing that was killed is finished. Safe at
    every start; with nothing to do it reads the list and as many rows.

    Returns:
        How many people were erased again.

    Raises:
        ListUnreadable: the list is damaged; nothing was done.
    """
    # One that is not whole yet has no owner to be known by.
    books = kept().order_by("pk")
    count = sum(_apply(book, read_list(), hand) for book in books)
    sweep_what_is_owed()
    return count


def _apply(book: Book, listed: Listed, hand: Hand) -> int:
    """Bring one book and the list in line; count who was erased again."""
    rows = {str(row.uid): row for row in Erasure.objects.filter(book=book)}
    owner = owner_of(book)
    mine = {e.uid: e for e in listed.entries.values() if listed.is_of(e, owner)}
    _learn(book, [row for uid, row in rows.items() if uid not in mine])
    lifted = [uid for uid, e in mine.items() if e.lifted and uid in rows]
    Erasure.objects.filter(book=book, uid__in=lifted).update(lifted=True)
    new = [entry for uid, entry in mine.items() if uid not in rows]
    if not new:
        return 0
    with leaving_no_traces(anew=True):
        with transaction.atomic():
            count = _erase_again(book, listed, new, hand)
            for entry in new:
                keep_row(book, entry)
        take_stock()
    return count


@transaction.atomic
def _learn(book: Book, rows: Collection[Erasure]) -> None:
    """Put on the list what only the book knows, as far as its secret is there."""
    if not rows:
        return
    listed = read_to_change()
    entries = [entry_of(book, row, listed) for row in rows]
    for entry in filter(None, entries):
        listed.enter(entry)
    if any(entries):
        write_list(listed)


def _erase_again(
    book: Book, listed: Listed, entries: Collection[Entry], hand: Hand
) -> int:
    wanted = {tuple(mark) for e in entries if not e.lifted for mark in e.marks}
    count = 0
    for uid in list(_uids(book)) if wanted else ():
        if wanted.isdisjoint(listed.seals(Mark(PERSON, uid))):
            continue
        who = somebody(book.pk, UUID(uid))
        if who is not None:
            erase_somebody(book, who, hand=hand)
            count += 1
    return count


def _uids(book: Book) -> Iterator[str]:
    """Give everybody in the book, and who was removed and is in its journal."""
    people = Person.objects.filter(book=book, is_owner=False)
    yield from map(str, people.values_list("uid", flat=True).iterator())
    for uid, _, _ in removed_people(book.pk):
        yield uid
