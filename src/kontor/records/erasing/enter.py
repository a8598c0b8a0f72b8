"""Entering an erased person: in the book, and on the list beside the database."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from kontor.core.connections.marks import BOOK, Mark, sealed
from kontor.records.erasing.listed import Entry, read_to_change, write_list
from kontor.records.models import Erasure, Person

if TYPE_CHECKING:
    from collections.abc import Collection

    from kontor.records.erasing.listed import Listed
    from kontor.records.erasing.whose import Somebody
    from kontor.records.models import Book


def enter(book: Book, who: Somebody, listed: Listed, moment: datetime) -> Entry:
    """Enter an erased person as keyed hashes; the list is still to be written."""
    name = listed.newest_secret()
    secret = listed.secrets[name]
    entry = Entry(
        uid=str(uuid.uuid4()),
        book=sealed(secret, Mark(BOOK, owner_of(book))),
        moment=moment.isoformat(),
        secret=name,
        marks=tuple(sorted((m.kind, sealed(secret, m)) for m in who.marks)),
    )
    listed.enter(entry)
    keep_row(book, entry)
    return entry


def keep_row(book: Book, entry: Entry) -> None:
    """Write an entry of the list into the book, once."""
    Erasure.objects.get_or_create(
        book=book,
        uid=entry.uid,
        defaults={
            "moment": datetime.fromisoformat(entry.moment),
            "secret": entry.secret,
            "marks": [list(mark) for mark in entry.marks],
            "lifted": entry.lifted,
        },
    )


def entry_of(book: Book, row: Erasure, listed: Listed) -> Entry | None:
    """Make an entry for the list of what the book knows; None without its secret."""
    secret = listed.secrets.get(row.secret)
    if secret is None:
        return None
    return Entry(
        uid=str(row.uid),
        book=sealed(secret, Mark(BOOK, owner_of(book))),
        moment=row.moment.isoformat(),
        secret=row.secret,
        marks=tuple((kind, figure) for kind, figure in row.marks),
        lifted=row.lifted,
    )


def lift(book: Book, uids: Collection[str]) -> None:
    """Let people be in the book again, as they have agreed to it.

    To be called within a transaction.

    Args:
        uids: of erasures.
    """
    rows = Erasure.objects.filter(book=book, uid__in=uids)
    if not uids or not rows.update(lifted=True):
        return
    listed = read_to_change()
    for uid in rows.values_list("uid", flat=True):
        if (entry := listed.entries.get(str(uid))) is not None:
            listed.entries[entry.uid] = replace(entry, lifted=True)
    write_list(listed)


def owner_of(book: Book) -> str:
    """Give the uid of a book's owner: by it the list knows the book again."""
    return str(Person.objects.get(book=book, is_owner=True).uid)
