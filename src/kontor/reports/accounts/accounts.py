"""Which accounts there are, and who keeps a book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.lib.text import fold
from kontor.records.models import Account, Book, Keeper

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account: whether it has a password, and number and name of its books."""

    id: int
    name: str
    has_password: bool
    since: datetime
    books: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class KeeperLine:
    """Somebody who keeps a book; ``role`` is "owner" or "assistant"."""

    account: int
    name: str
    role: str


def accounts() -> list[AccountLine]:
    """List the accounts, the first one first."""
    books: dict[int, list[tuple[int, str]]] = {}
    kept = Keeper.objects.select_related("book").order_by("book_id")
    for keeper in kept:
        books.setdefault(keeper.account_id, []).append(
            (keeper.book_id, keeper.book.name)
        )
    with_one = {row.pk for row in _with_password()}
    return [
        AccountLine(
            row.pk, row.name, row.pk in with_one, row.created, books.get(row.pk, [])
        )
        for row in Account.objects.order_by("pk")
    ]


def account_called(name: str) -> int | None:
    """Find an account by its name, in whatever case it is written."""
    wanted = fold(name)
    rows = Account.objects.values_list("pk", "name")
    return next((pk for pk, known in rows if fold(known) == wanted), None)


def has_password(account: int) -> bool:
    """Tell whether an account has a password."""
    return any(row.pk == account for row in _with_password())


def anybody_has_password() -> bool:
    """Tell whether somebody can come in by a password."""
    return bool(_with_password())


def keepers_of(book: int) -> list[KeeperLine]:
    """List who keeps a book, its owners first."""
    rows = Keeper.objects.filter(book=book).select_related("account")
    lines = [KeeperLine(row.account_id, row.account.name, row.role) for row in rows]
    return sorted(lines, key=lambda line: (line.role != "owner", line.account))


def books_of_nobody() -> list[tuple[int, str]]:
    """List number and name of the books that nobody keeps."""
    rows = Book.objects.filter(keepers__isnull=True).order_by("pk")
    return list(rows.values_list("pk", "name"))


def _with_password() -> list[Account]:
    # "" is what an account has that never had one.
    rows = Account.objects.filter(is_active=True).exclude(password="")
    return [row for row in rows if row.has_usable_password()]
