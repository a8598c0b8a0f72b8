"""The list of erased people beside the database, applied to the books again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from kontor.actions.ground import the_book
from kontor.actions.overview.erase import erase_person, erase_somebody
from kontor.actions.overview.imports.claim import nobody_at_work
from kontor.core.connections.marks import PERSON, Mark
from kontor.core.errors import Missing
from kontor.records.bulk import take_stock
from kontor.records.erasing.copies import copies_with
from kontor.records.erasing.enter import entry_of, keep_row, owner_of
from kontor.records.erasing.listed import read_list, read_to_change, write_list
from kontor.records.erasing.whose import removed_people, somebody
from kontor.records.facts.books import kept
from kontor.records.models import Erasure, Person
from kontor.records.traces import leaving_no_traces, sweep_what_is_owed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kontor.actions.overview.erase import Erasing
    from kontor.lib.hand import Hand
    from kontor.records.erasing.listed import Entry, Listed
    from kontor.records.models import Book


def erase_everywhere(
    book: int, uid: UUID | str, *, hand: Hand, name: str | None = None
) -> tuple[Erasing, list[str]]:
    """Erase somebody from a book and from the copies of it that the account owns.

    Copies are known by their owner, as the list is. Killed in between, the next start
    erases what is left.

    Returns:
        What became of it in the book, and the names of the copies they were in.

    Raises:
        AtWork: an import is at work in one of these books; nobody was erased.
        Missing, OnlyOwnerErases, OwnerStays, NotTheirName, ListUnreadable: as of
            ``erase_person``.
    """
    row = the_book(book)
    try:
        copies = copies_with(row, UUID(str(uid)), hand.account_id)
    except ValueError as error:
        raise Missing from error
    with transaction.atomic():
        for copy in copies:
            nobody_at_work(copy.pk, hand.moment)
    done = erase_person(book, uid, hand=hand, name=name)
    names = [copy.name for copy in copies if erase_listed(copy, hand=hand)]
    sweep_what_is_owed()
    return done, names


def apply_erasures(*, hand: Hand) -> int:
    """Erase anew who is in a book again; count them, see ``erased_again``."""
    return sum(count for _, count in erased_again(hand=hand))


def erased_again(*, hand: Hand) -> list[tuple[str, int]]:
    """Erase anew who was erased and is in a book again, as after a restore.

    The list beside the database and the books are brought in line: what either of
    them does not know yet it learns. An erasing that was killed is finished. Safe at
    every start; with nothing to do it reads the list and as many rows.

    Returns:
        How many people were erased again, by the names of their books.

    Raises:
        ListUnreadable: the list is damaged; nothing was done.
    """
    # One that is not whole yet has no owner to be known by.
    books = kept().order_by("pk")
    counts = [(book.name, erase_listed(book, hand=hand)) for book in books]
    sweep_what_is_owed()
    return [(name, count) for name, count in counts if count]


def erase_listed(book: Book, *, hand: Hand) -> int:
    """Bring one book and the list in line; count who was erased again.

    Raises:
        ListUnreadable: the list is damaged; nothing was done.
    """
    listed = read_list()
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
