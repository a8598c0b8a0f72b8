"""Copies of a book beside it, such as one that was brought in from an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.records.erasing.enter import owner_of
from kontor.records.erasing.whose import somebody
from kontor.records.models import Book, Keeper, Person

if TYPE_CHECKING:
    from uuid import UUID


def copies_with(book: Book, uid: UUID, account: int | None) -> list[Book]:
    """List the copies of a book, of the same owner, in which somebody is or was.

    Only those that the account owns: of others' books it learns nothing.
    """
    keepers = Keeper.objects.filter(account=account, role=Keeper.Role.OWNER)
    owners = Person.objects.filter(uid=owner_of(book), is_owner=True)
    copies = Book.objects.filter(
        pk__in=keepers.values("book"), id__in=owners.values("book")
    )
    rows = copies.exclude(pk=book.pk).order_by("pk")
    return [row for row in rows if somebody(row.pk, uid) is not None]
