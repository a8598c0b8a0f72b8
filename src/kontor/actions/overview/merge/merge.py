"""Merging two people, field by field; taken back like any other deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.connections.errors import BadValue, WithYourself
from kontor.actions.ground import done, the_book, the_row
from kontor.actions.overview.merge.move import Move
from kontor.core.connections.merging import CHOICES, Side, merged
from kontor.records import journal
from kontor.records.derived import Stale
from kontor.records.models import Person, Touch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from kontor.actions.done import Done
    from kontor.lib.hand import Hand


@transaction.atomic
def merge_people(
    book: int,
    uid: UUID | str,
    other_uid: UUID | str,
    *,
    hand: Hand,
    choices: Mapping[str, Side] | None = None,
) -> Done:
    """Make one person of two: the first stays, the second goes into it.

    Everything moves: touches, promises, ties, tags, addresses, jobs, the picture,
    source cards, so that a later import of either finds the one there is. What both
    have stands once. Whose owner it is stays: the owner's own entry is never the one
    that goes.

    Args:
        choices: for a field of ``CHOICES`` whose word counts: "this", "other" or,
            for a note, "both". Without one, this person's word counts where there
            is any.

    Raises:
        WithYourself: it is the same person twice.
        BadValue: there is no such choice.
        Missing: one of them is not in this book.
    """
    row = the_book(book)
    chosen = dict(choices or {})
    for name, side in chosen.items():
        if side not in CHOICES.get(name, ()):
            raise BadValue(field=name, value=side)
    keep, gone = the_row(Person, row, uid), the_row(Person, row, other_uid)
    if keep.pk == gone.pk:
        raise WithYourself
    if gone.is_owner:
        keep, gone, chosen = gone, keep, _turned(chosen)
    names = {"name": keep.display, "other": gone.display}
    # By "into" erasing the one that stays finds the one that went.
    deed = journal.open_deed(row, hand, "merge_people", **names, into=str(keep.uid))
    stale = Stale(book)
    stale.note_all([keep, gone])
    move = Move(deed, keep, gone, stale)
    move.everything(other_photo=chosen.get("photo") == "other")
    journal.edit(deed, keep, **merged(vars(keep), vars(gone), chosen))
    journal.remove(deed, gone)
    journal.remove_many(deed, Touch, move.left_alone())
    stale.texts.discard(gone.pk)
    stale.ties.discard(gone.pk)
    stale.rebuild()
    return done(deed, keep.uid)


def _turned(choices: Mapping[str, Side]) -> dict[str, Side]:
    """Say the same choices from the other's side."""
    other: dict[Side, Side] = {"this": "other", "other": "this", "both": "both"}
    return {name: other[side] for name, side in choices.items()}
