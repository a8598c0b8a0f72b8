"""Deleting without traces."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction

from kontor.actions.accounts.books import open_book
from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Account
from kontor.records.traces import leaving_no_traces

SQLITE = connection.vendor == "sqlite"
SECRET = "Quendolin Xylander"


def _bytes_of_the_database() -> bytes:
    if not SQLITE:
        return b""
    file = Path(connection.settings_dict["NAME"])
    log = Path(f"{file}-wal")
    return file.read_bytes() + (log.read_bytes() if log.exists() else b"")


@pytest.mark.django_db(transaction=True)
def test_of_an_erased_book_the_file_keeps_nothing(hand: Hand, anna: Account) -> None:
    from kontor.actions.accounts.books import erase_book

    book = open_book(anna.pk, hand=hand, name="Anna Ahlers")
    add_person(book, hand=hand, name=SECRET)
    assert (SECRET.encode() in _bytes_of_the_database()) is SQLITE
    erase_book(book, hand=hand, name="Anna Ahlers")
    left = _bytes_of_the_database().lower()
    assert SECRET.lower().encode() not in left
    # Nor do the indexes of words keep it.
    assert b"xylander" not in left
    assert b"quendolin" not in left


def test_the_database_deletes_as_before_when_it_is_done(db: None) -> None:
    def mode() -> object:
        if not SQLITE:
            return None
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete")
            return cursor.fetchone()[0]

    before = mode()
    with leaving_no_traces(), transaction.atomic():
        assert mode() == (1 if SQLITE else None)
    assert mode() == before
