"""The stages of an import: read, preview, applied, undone, or dropped.

A stage is ordered by setting the state of the batch, and done by whoever claims it:
the command line at once, the worker for the page. Killed, it is gone on with.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from kontor.actions.ground import the_book, the_row
from kontor.actions.overview.fill_book import fill_book, is_whole_book
from kontor.actions.overview.imports.apply import apply_all
from kontor.actions.overview.imports.claim import Claim, Clock, Progress, silent
from kontor.actions.overview.imports.files import delete_files
from kontor.actions.overview.imports.leftovers import forget_items
from kontor.actions.overview.imports.read import read_all
from kontor.actions.overview.imports.takeback import bring_all_back, take_all_back
from kontor.actions.overview.undo import NotUndoable
from kontor.core.errors import Refused
from kontor.lib.garbage import seldom_collecting
from kontor.lib.text import gettext_noop
from kontor.records.bulk import many_writes, take_stock
from kontor.records.models import Batch, Deed, Erasure
from kontor.records.traces import leaving_no_traces
from kontor.records.verbs import FINAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from uuid import UUID

    from kontor.lib.hand import Hand

    Work = Callable[[Batch, Claim], object]

State = Batch.State
WORK: dict[str, Work] = {
    State.READING: read_all,
    State.APPLYING: apply_all,
    State.UNDOING: take_all_back,
}


class NotNow(Refused):
    """The import is at another stage."""

    text = gettext_noop("The import is not at the point where this can be done.")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where an import stands.

    Attributes:
        batch: its uid.
        state: see ``Batch.State``.
        deed: number of its deed.
    """

    batch: str
    state: str
    deed: int


def read_batch(
    book: int,
    batch: UUID | str,
    *,
    clock: Clock = timezone.now,
    progress: Progress = silent,
) -> Stage:
    """Read the files of an import; then its preview can be seen.

    Raises:
        Missing: there is no such import in this book.
        NotNow: it has been read.
        AtWork: somebody else is at it.
    """
    row = _batch(book, batch)
    if row.state != State.READING:
        raise NotNow(state=row.state)
    return _work(row, clock, progress)


def order_apply(book: int, batch: UUID | str) -> Stage:
    """Ask for what was shown to be applied; somebody has to do it.

    Raises:
        Missing, NotNow: nothing is to be applied.
    """
    row = _batch(book, batch)
    if row.state == State.APPLYING:
        return _stage(row)
    return _turn(row, {State.PREVIEW}, State.APPLYING)


def apply_batch(
    book: int,
    batch: UUID | str,
    *,
    clock: Clock = timezone.now,
    progress: Progress = silent,
) -> Stage:
    """Apply exactly what was shown, or go on with it. Errors as for reading."""
    order_apply(book, batch)
    return _work(_batch(book, batch), clock, progress)


def order_undo(
    book: int, batch: UUID | str, *, hand: Hand, clock: Clock = timezone.now
) -> Stage:
    """Ask for an import to be taken back, also one that was broken off.

    Raises:
        Missing, NotNow, NotUndoable: there is nothing to take back.
        AtWork: it is being applied.
    """
    row = _batch(book, batch)
    if row.state == State.UNDOING:
        return _stage(row)
    if row.deed.verb in FINAL:
        raise NotUndoable
    with Claim(row, clock, silent), transaction.atomic():
        allowed = {State.DONE, State.APPLYING}
        options = _by(row, hand)
        stage = _turn(row, allowed, State.UNDOING, options=options)
        Deed.objects.filter(pk=row.deed_id).update(state=Deed.State.DONE)
    return stage


def order_redo(
    book: int, batch: UUID | str, *, hand: Hand, clock: Clock = timezone.now
) -> Stage:
    """Ask for an import that was taken back to be brought in again, as it was.

    Raises:
        Missing, NotNow: it was not taken back.
        AtWork: another one is being worked on.
    """
    row = _batch(book, batch)
    with Claim(row, clock, silent), transaction.atomic():
        options = _by(row, hand)
        return _turn(row, {State.UNDONE}, State.APPLYING, options=options)


def _by(row: Batch, hand: Hand) -> dict[str, Any]:
    """Note whose hand turns an import round, for whoever does it."""
    moment = hand.moment.isoformat()
    return {**row.options, "undone_by": hand.account_id, "undone_at": moment}


def undo_batch(
    book: int,
    batch: UUID | str,
    *,
    hand: Hand,
    clock: Clock = timezone.now,
    progress: Progress = silent,
) -> Stage:
    """Take an import back; what was changed by hand since is kept and listed.

    The deed of the undoing holds what was kept. Errors as for ``order_undo``.
    """
    order_undo(book, batch, hand=hand, clock=clock)
    return _work(_batch(book, batch), clock, progress)


def carry_on(
    book: int,
    batch: UUID | str,
    *,
    clock: Clock = timezone.now,
    progress: Progress = silent,
) -> Stage:
    """Do the stage that has been ordered; nothing where none is.

    Raises:
        Missing: there is no such import in this book.
        AtWork: somebody else is at it.
    """
    row = _batch(book, batch)
    return _work(row, clock, progress) if row.state in WORK else _stage(row)


def hand_over(book: int, batch: UUID | str) -> None:
    """Let the worker go on with an import that the command line began."""
    with transaction.atomic():
        row = _batch(book, batch)
        row.options = {**row.options, "inline": False}
        row.save(update_fields=["options"])


def drop_batch(book: int, batch: UUID | str, *, clock: Clock = timezone.now) -> Stage:
    """Forget an import that has not been applied; nothing of it was in the book.

    Raises:
        Missing, NotNow: it is not one that can be dropped.
        AtWork: it is being read.
    """
    row = _batch(book, batch)
    with _sweeping(row), Claim(row, clock, silent) as claim:
        begun = {State.READING, State.MAPPING, State.PREVIEW}
        with transaction.atomic():
            stage = _turn(row, begun, State.DROPPED)
            Deed.objects.filter(pk=row.deed_id).update(
                verb="drop_import", state=Deed.State.DONE
            )
        # Killed from here on, the next import clears away what is left.
        delete_files(row)
        forget_items(row, claim.advance)
    return stage


def _batch(book: int, batch: UUID | str) -> Batch:
    return the_row(Batch, the_book(book), batch)


def _turn(row: Batch, allowed: set[State], state: State, **columns: object) -> Stage:
    """Set the state, where it is one of those allowed when it comes to it."""
    found = Batch.objects.filter(pk=row.pk, state__in=allowed)
    if not found.update(state=state, done=0, total=0, **columns):
        row.refresh_from_db()
        raise NotNow(state=row.state)
    row.refresh_from_db(fields=["state", "done", "total", "options"])
    return _stage(row)


def _work(row: Batch, clock: Clock, progress: Progress) -> Stage:
    with (
        _sweeping(row),
        Claim(row, clock, progress) as claim,
        many_writes(),
        seldom_collecting(),
    ):
        work = _work_on(row)
        if work is not None:
            work(row, claim)
    # Reading writes nothing into the book.
    if work is not read_all:
        take_stock()
    # Of the import of a whole book nothing is left but the book.
    return _stage(Batch.objects.filter(pk=row.pk).first() or row)


def _work_on(row: Batch) -> Work | None:
    """Tell what is to be done at the stage that has been ordered."""
    if is_whole_book(row):
        return fill_book
    if row.state == State.APPLYING and Deed.objects.filter(undoes=row.deed_id).exists():
        return bring_all_back
    return WORK.get(State(row.state))


def _sweeping(row: Batch) -> AbstractContextManager[None]:
    """Leave no trace of those who were erased and stand in the files still."""
    erased = Erasure.objects.filter(book=row.book_id).exists()
    return leaving_no_traces() if erased else nullcontext()


def _stage(row: Batch) -> Stage:
    return Stage(str(row.uid), row.state, row.deed_id)
