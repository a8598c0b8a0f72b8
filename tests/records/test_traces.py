"""Deleting without traces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import connection, transaction

from kontor.actions.accounts.books import erase_book, open_book
from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.overview.erase import NotTheirName, erase_person
from kontor.actions.overview.erasures import apply_erasures
from kontor.actions.overview.listed import anybody_listed
from kontor.lib.hand import Hand
from kontor.records import traces
from kontor.records.erasing.listed import list_file
from kontor.records.models import Account, Book
from kontor.records.traces import leaving_no_traces, owes_a_sweep

SQLITE = connection.vendor == "sqlite"
SECRET = "Quendolin Xylander"


class Killed(BaseException):
    """The process was killed."""


def killed() -> None:
    raise Killed


@pytest.fixture(autouse=True)
def _no_list() -> Iterator[None]:
    yield
    list_file().unlink(missing_ok=True)


def _bytes_of_the_database() -> bytes:
    if not SQLITE:
        return b""
    file = Path(connection.settings_dict["NAME"])
    log = Path(f"{file}-wal")
    return file.read_bytes() + (log.read_bytes() if log.exists() else b"")


@pytest.mark.django_db(transaction=True)
def test_of_an_erased_book_the_file_keeps_nothing(hand: Hand, anna: Account) -> None:
    book = open_book(anna.pk, hand=hand, name="Anna Ahlers")
    add_person(book, hand=hand, name=SECRET)
    assert (SECRET.encode() in _bytes_of_the_database()) is SQLITE
    erase_book(book, hand=hand, name="Anna Ahlers")
    left = _bytes_of_the_database().lower()
    assert SECRET.lower().encode() not in left
    # Nor do the indexes of words keep it.
    assert b"xylander" not in left
    assert b"quendolin" not in left


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["erase_person", "erase_book"])
def test_killed_before_the_sweep_it_is_swept_at_the_next_start(
    hand: Hand, anna: Account, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    book = open_book(anna.pk, hand=hand, name="Anna Ahlers")
    him = add_person(book, hand=hand, name=SECRET, note=f"{SECRET} kocht").uid
    # Pages that were given up earlier hold it as well.
    edit_person(book, him, hand=hand, note="")
    dies = pytest.raises(Killed) if SQLITE else nullcontext()
    with monkeypatch.context() as patch, dies:
        patch.setattr(traces, "_sweep", killed)
        if act == "erase_person":
            erase_person(book, him, hand=hand)
        else:
            erase_book(book, hand=hand, name="Anna Ahlers")
    assert owes_a_sweep() is SQLITE
    assert anybody_listed() or not SQLITE
    apply_erasures(hand=hand)
    left = _bytes_of_the_database().lower()
    assert b"quendolin" not in left
    assert b"xylander" not in left
    assert not owes_a_sweep()


@pytest.mark.django_db(transaction=True)
def test_whoever_erases_nobody_after_all_owes_nothing(hand: Hand, book: Book) -> None:
    him = add_person(book.pk, hand=hand, name=SECRET).uid
    with pytest.raises(NotTheirName):
        erase_person(book.pk, him, hand=hand, name="Eva")
    assert not owes_a_sweep()


@pytest.mark.django_db(transaction=True)
def test_whoever_stops_after_a_first_deletion_owes_the_sweep(
    hand: Hand, book: Book
) -> None:
    him = add_person(book.pk, hand=hand, name=SECRET).uid
    with pytest.raises(NotTheirName), leaving_no_traces():
        remove_person(book.pk, him, hand=hand)
        raise NotTheirName(name=SECRET)
    assert owes_a_sweep() is SQLITE
    traces.sweep_what_is_owed()
    assert not owes_a_sweep()


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
