"""Deleting so that the file of the database keeps nothing of it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from django.db import OperationalError, connection

from kontor.core.errors import KontorError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper

# What SQLite calls the numbers it answers with.
_MODES = ("OFF", "ON", "FAST")
_INDEXES = ("person_trigrams", "person_words")


# A number that SQLite keeps for whoever uses the file: what is to be swept still.
_CLEAN, _UNSWEPT, _UNSWEPT_ANEW = 0, 1, 2


@contextmanager
def leaving_no_traces(*, anew: bool = False) -> Iterator[None]:
    """Have SQLite write zeros over whatever is deleted inside, and empty its log.

    To be put around the transaction, not into it. Killed on the way, the sweeping is
    still owed, see ``sweep_what_is_owed``. Of PostgreSQL nothing is asked: its server
    sees to its files.

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
    owed, changed = _owed(), connection.connection.total_changes
    try:
        _owe(max(owed, _UNSWEPT_ANEW if anew else _UNSWEPT))
        yield
        # Where somebody writes just now, SQLite sweeps by itself, only later.
        with suppress(OperationalError):
            _sweep()
    except KontorError:
        if connection.connection.total_changes == changed:
            # Nothing was deleted.
            _owe(owed)
        raise
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA secure_delete = {before}")


def owes_a_sweep() -> bool:
    """Tell whether somebody who deleted without traces was killed before the end."""
    return connection.vendor == "sqlite" and _owed() != _CLEAN


def sweep_what_is_owed() -> None:
    """Do what whoever was killed at deleting did not come to."""
    if owes_a_sweep():
        with leaving_no_traces():
            pass


def _owed() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        return int(cursor.fetchone()[0])


def _owe(what: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA user_version = {what}")


def _sweep() -> None:
    with connection.cursor() as cursor:
        for index in _INDEXES:
            # An index of words keeps what is deleted until its parts are merged.
            cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608
        if connection.in_atomic_block:
            return
        if _owed() == _UNSWEPT_ANEW:
            _write_anew(cursor)
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # Who reads just now keeps what was from being written over.
        busy, *_ = cursor.fetchone()
    if not busy:
        _owe(_CLEAN)


def _write_anew(cursor: CursorWrapper) -> None:
    """Copy the database into itself; the copy is made on disk, not in memory."""
    cursor.execute("PRAGMA temp_store")
    before = cursor.fetchone()[0]
    cursor.execute("PRAGMA temp_store = FILE")
    try:
        cursor.execute("VACUUM")
    finally:
        cursor.execute(f"PRAGMA temp_store = {before}")
