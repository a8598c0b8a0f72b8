"""Deleting so that the file of the database keeps nothing of it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from django.db import OperationalError, connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper

# What SQLite calls the numbers it answers with.
_MODES = ("OFF", "ON", "FAST")
_INDEXES = ("person_trigrams", "person_words")


@contextmanager
def leaving_no_traces(*, anew: bool = False) -> Iterator[None]:
    """Have SQLite write zeros over whatever is deleted inside, and empty its log.

    To be put around the transaction, not into it. Of PostgreSQL nothing is asked:
    its server sees to its files.

    Args:
        anew: write the whole file anew, as of what was changed or deleted earlier
            traces may be left in it.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        before = _MODES[cursor.fetchone()[0]]
        cursor.execute("PRAGMA secure_delete = ON")
    try:
        yield
        # Where somebody writes just now, SQLite sweeps by itself, only later.
        with suppress(OperationalError):
            _sweep(anew=anew)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA secure_delete = {before}")


def _sweep(*, anew: bool) -> None:
    with connection.cursor() as cursor:
        for index in _INDEXES:
            # An index of words keeps what is deleted until its parts are merged.
            cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608
        if connection.in_atomic_block:
            return
        if anew:
            _write_anew(cursor)
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _write_anew(cursor: CursorWrapper) -> None:
    """Copy the database into itself; the copy is made on disk, not in memory."""
    cursor.execute("PRAGMA temp_store")
    before = cursor.fetchone()[0]
    cursor.execute("PRAGMA temp_store = FILE")
    try:
        cursor.execute("VACUUM")
    finally:
        cursor.execute(f"PRAGMA temp_store = {before}")
