"""Undo: one function for everything that was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.ground import the_book
from kontor.core.errors import Missing, Refused
from kontor.lib.text import gettext_noop
from kontor.records import journal
from kontor.records.models import Batch, Deed
from kontor.records.takeback import take_back
from kontor.records.verbs import FINAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.lib.hand import Hand


class NotUndoable(Refused):
    """Some deeds have nothing to take back."""

    text = gettext_noop("This cannot be undone.")


class StillOpen(Refused):
    """Long work goes on."""

    text = gettext_noop("This is still going on. Wait until it is finished.")


class NothingToUndo(Refused):
    """The journal is empty."""

    text = gettext_noop("There is nothing to undo.")


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an undo.

    Attributes:
        deed: number of the undoing, which can be undone in turn.
        verb, facts: what was undone.
        kept: rows left as they are because they were changed since, each with
            ``table``, ``row`` and ``name``.
    """

    deed: int
    verb: str
    facts: dict[str, Any]
    kept: list[dict[str, Any]]


def undo(
    book: int,
    deed: int | None = None,
    *,
    hand: Hand,
    again: bool = True,
    progress: Callable[[int], None] = lambda done: None,
) -> Undone:
    """Take a deed back; without a number the latest one that still stands.

    A deed that was undone and is named again is done again: undoing an undo. A
    large one goes in several transactions; killed, it is gone on with next time.

    Args:
        again: False for a button that may be pressed twice: what was undone stays
            so, and the answer is that of the first time.
        progress: told how many rows are done, after each step.

    Raises:
        Missing: there is no such deed in this book.
        NotUndoable, StillOpen, NothingToUndo: nothing was changed.
    """
    row = the_book(book)
    target = _latest(row.pk) if deed is None else _named(row.pk, deed)
    if again or stands(target):
        target = _end_of_chain(target)
    undoing = _undoing(target, hand)
    total = 0
    for step in take_back(target, undoing, lambda: _settle_import(target)):
        total += step
        progress(total)
    return Undone(undoing.pk, target.verb, dict(target.facts), list(undoing.kept))


def _named(book: int, number: int) -> Deed:
    found = Deed.objects.filter(book=book, pk=number).first()
    if found is None:
        raise Missing
    return found


def _end_of_chain(found: Deed) -> Deed:
    """Find what is to be taken back to turn a deed round, done and undone before."""
    while (later := Deed.objects.filter(undoes=found).first()) is not None:
        if later.state == Deed.State.OPEN:
            return found
        found = later
    return found


def _latest(book: int) -> Deed:
    """Find the latest deed that is neither an undo nor undone.

    An undo that was killed comes first, unless it is that of an import, which
    whoever undoes imports goes on with.
    """
    if (killed := _half_undone(book)) is not None:
        return killed
    deeds = Deed.objects.filter(book=book, undoes=None).exclude(verb__in=FINAL)
    # Of an import that has not been applied nothing is in the book.
    seen = {Batch.State.READING, Batch.State.MAPPING, Batch.State.PREVIEW}
    unapplied = Batch.objects.filter(book=book, state__in=seen)
    deeds = deeds.exclude(pk__in=unapplied.values("deed"))
    undoings = Deed.objects.filter(book=book).exclude(undoes=None)
    undone_by = dict(undoings.values_list("undoes_id", "pk"))
    for number in deeds.order_by("-pk").values_list("pk", flat=True).iterator():
        if _stands(number, undone_by):
            return _end_of_chain(Deed.objects.get(pk=number))
    raise NothingToUndo


def _stands(number: int, undone_by: dict[int, int]) -> bool:
    """Tell what ``stands`` tells, of what is known of all undoings of a book."""
    later, stands = undone_by.get(number), True
    while later is not None:
        later, stands = undone_by.get(later), not stands
    return stands


def _half_undone(book: int) -> Deed | None:
    begun = Deed.objects.filter(book=book, state=Deed.State.OPEN).exclude(undoes=None)
    for undoing in begun.order_by("-pk"):
        batches = Batch.objects.filter(deed=_root(undoing))
        if not batches.filter(state=Batch.State.UNDOING).exists():
            return undoing.undoes
    return None


def _root(deed: Deed) -> Deed:
    """Find the deed at the beginning of a chain of undoings."""
    while deed.undoes is not None:
        deed = deed.undoes
    return deed


def stands(deed: Deed) -> bool:
    """Tell whether a deed's effect stands: not undone, or undone and done again."""
    later = Deed.objects.filter(undoes=deed).first()
    return later is None or not stands(later)


def _settle_import(target: Deed) -> None:
    """Let the import at the root of a chain of undoings say whether it stands."""
    root = _root(target)
    state = Batch.State.DONE if stands(root) else Batch.State.UNDONE
    Batch.objects.filter(deed=root).update(state=state)


@transaction.atomic
def _undoing(target: Deed, hand: Hand) -> Deed:
    """Open the deed of undoing, or take up one that was killed.

    Of two who ask at the same moment the second one takes up that of the first.
    """
    Deed.objects.select_for_update().get(pk=target.pk)
    begun = Deed.objects.filter(undoes=target).first()
    if begun is not None:
        return begun
    if target.verb in FINAL:
        raise NotUndoable
    if target.state == Deed.State.OPEN:
        raise StillOpen
    undoing = journal.open_deed(
        target.book, hand, "undo", verb=target.verb, facts=target.facts
    )
    undoing.undoes = target
    undoing.state = Deed.State.OPEN
    undoing.save(update_fields=["undoes", "state"])
    return undoing
