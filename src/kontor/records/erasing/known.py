"""Whom an import must not bring back: looked up by keyed hashes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kontor.core.connections.marks import KEY
from kontor.records.erasing.listed import Listed, read_list
from kontor.records.models import Erasure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kontor.core.connections.marks import Mark


@dataclass(slots=True)
class Erased:
    """Those erased from one book.

    Attributes:
        by_mark: the uid of the erasure, by (kind, hash).
    """

    listed: Listed = field(default_factory=Listed)
    by_mark: dict[tuple[str, str], str] = field(default_factory=dict)

    def who(self, marks: Iterable[Mark], shared: Collection[str] = ()) -> list[str]:
        """Find the uids of the erasures that some signs of a record are of.

        Args:
            marks: what the record names somebody by.
            shared: keys that somebody in the book has, and so tell nothing.
        """
        if not self.by_mark:
            return []
        found = {
            self.by_mark[seal]
            for mark in marks
            if not (mark.kind == KEY and mark.text in shared)
            for seal in self.listed.seals(mark)
            if seal in self.by_mark
        }
        return sorted(found)


def erased_from(book: int) -> Erased:
    """Load whom a book has erased; nobody whose erasure was lifted.

    Raises:
        ListUnreadable: the list beside the database is damaged.
    """
    rows = Erasure.objects.filter(book=book, lifted=False)
    by_mark = {
        (str(kind), str(figure)): str(uid)
        for uid, marks in rows.values_list("uid", "marks")
        for kind, figure in marks
    }
    return Erased(read_list(), by_mark) if by_mark else Erased()
