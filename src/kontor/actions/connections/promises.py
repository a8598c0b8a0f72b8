"""Promises: something to be done for or by somebody, with a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.connections.errors import NothingPromised
from kontor.actions.connections.touches import Promised, write_promise
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.records import journal
from kontor.records.models import Person, Promise

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from kontor.lib.hand import Hand


@transaction.atomic
def add_promise(
    book: int,
    person: UUID | str,
    *,
    hand: Hand,
    text: str,
    due: date | None = None,
    by: str = "me",
) -> Done:
    """Note a promise to somebody ("me") or by somebody ("them").

    Raises:
        NothingPromised, BadValue: nothing was noted.
    """
    row = the_book(book)
    whom = the_row(Person, row, person)
    deed = journal.open_deed(row, hand, "add_promise", text=text.strip())
    promise = write_promise(deed, whom, Promised(text, due, by), None)
    return done(deed, promise.uid)


def keep_promise(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Note that a promise is kept, as of today."""
    return _change(book, uid, hand, "promise_done", done_on="today")


def reopen_promise(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Note that a promise is open after all."""
    return _change(book, uid, hand, "edit_promise", done_on=None)


def move_promise(book: int, uid: UUID | str, *, hand: Hand, due: date | None) -> Done:
    """Move a promise to another day, or to none."""
    return _change(book, uid, hand, "promise_moved", due=due)


def edit_promise(book: int, uid: UUID | str, *, hand: Hand, text: str) -> Done:
    """Say in other words what was promised.

    Raises:
        NothingPromised: the words are empty.
    """
    words = " ".join(text.split())[:1000]
    if not words:
        raise NothingPromised
    return _change(book, uid, hand, "edit_promise", text=words)


@transaction.atomic
def remove_promise(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Take a promise out of the book."""
    row = the_book(book)
    promise = the_row(Promise, row, uid)
    deed = journal.open_deed(row, hand, "remove_promise", text=promise.text)
    journal.remove(deed, promise)
    return done(deed)


@transaction.atomic
def _change(book: int, uid: UUID | str, hand: Hand, verb: str, **values: Any) -> Done:
    row = the_book(book)
    promise = the_row(Promise, row, uid)
    if values.get("done_on") == "today":
        values["done_on"] = promise.done_on or hand.today(row.time_zone)
    deed = journal.open_deed(row, hand, verb, text=promise.text)
    if not journal.edit(deed, promise, **values):
        deed.delete()
        return Done(None, verb, {"text": promise.text}, str(uid))
    return done(deed, promise.uid)
