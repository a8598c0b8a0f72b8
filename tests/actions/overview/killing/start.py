"""What every start of Kontor does, and what must hold after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from kontor.actions.accounts.books import local_account, open_book
from kontor.cli.ground import ready
from kontor.exchange.backup.swap import finish_restore
from kontor.lib.hand import Hand
from tests.records.ledger import Rows, check, ledger

MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def later() -> datetime:
    """Give a moment at which whoever was killed is taken to be gone."""
    return MOMENT + timedelta(days=2)


def opened() -> tuple[int, Hand]:
    """Open Anna's book."""
    hand = Hand(local_account(Hand(None, MOMENT)), MOMENT)
    number = open_book(hand.account_id or 0, hand=hand, name="B", owner="Anna Ahlers")
    return number, hand


def start() -> None:
    """Start Kontor, as far as data are concerned; the database must be sound."""
    finish_restore(data())
    ready()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchall() == [("ok",)]


def data() -> Path:
    """Give the data folder."""
    return Path(settings.DATA)


def sound(book: int) -> dict[str, Rows]:
    """Read a book; what is derived in it, and the index of search, must be right."""
    check(book)
    return ledger(book)


def unnamed(found: dict[str, Rows]) -> dict[str, Any]:
    """Leave out the uids that new rows are given by chance."""
    return {
        table: {
            key: {name: value for name, value in row.items() if name != "uid"}
            for key, row in rows.items()
        }
        for table, rows in found.items()
    }
