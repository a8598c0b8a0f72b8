"""Two entries side by side, before they become one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.core.connections.merging import CHOICES, GROUPS, differs, usual_side
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.records.facts.people import photos_of
from kontor.reports.overview.merge_moves import Moves, moves_of
from kontor.reports.overview.merge_texts import label_of, text_of
from kontor.reports.overview.person import the_person
from kontor.reports.overview.sides import Side, sides

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.core.connections.merging import Side as Word
    from kontor.records.models import Person


class OnePerson(Invalid):
    """The same entry twice."""

    text = gettext_noop("This is the same entry twice. A merge needs two.")


@dataclass(frozen=True, slots=True)
class Choice:
    """A field in which the two differ.

    Attributes:
        field: one of ``core.connections.merging.CHOICES``.
        this, other: what each says, "" for nothing; for a photo never empty.
        sides: between which words there is a choice; ``usual`` is the one that
            counts where nobody chooses.
    """

    field: str
    label: str
    this: str
    other: str
    sides: tuple[Word, ...]
    usual: Word


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What a merge would make of two entries.

    Attributes:
        this: the one that stays; other: the one that goes into it. The owner stays,
            whichever was named first.
        choices: where they differ.
        moves: what the one that stays will have.
    """

    this: Side
    other: Side
    choices: tuple[Choice, ...]
    moves: Moves


def side_by_side(book: int, uid: UUID | str, other_uid: UUID | str) -> SideBySide:
    """Lay two entries side by side.

    Raises:
        Missing: one of them is not in this book.
        OnePerson: they are one entry.
    """
    this, other = the_person(book, uid), the_person(book, other_uid)
    if this.pk == other.pk:
        raise OnePerson
    if other.is_owner:
        this, other = other, this
    known = sides(book, [this.pk, other.pk])
    return SideBySide(
        this=known[this.pk],
        other=known[other.pk],
        choices=(*_choices(this, other), *_photo(this, other)),
        moves=moves_of(this, other),
    )


def _choices(this: Person, other: Person) -> list[Choice]:
    mine, theirs = vars(this), vars(other)
    return [
        Choice(
            field=group,
            label=label_of(group),
            this=text_of(group, this, other),
            other=text_of(group, other, this),
            sides=CHOICES[group],
            usual=usual_side(group, mine, theirs),
        )
        for group in GROUPS
        if differs(group, mine, theirs)
    ]


def _photo(this: Person, other: Person) -> list[Choice]:
    """Ask for the picture where both have one, and not the same one."""
    photos = photos_of([this.pk, other.pk])
    if len(photos) < 2 or photos[this.pk] == photos[other.pk]:
        return []
    shown = text_of("photo", this, other)
    return [Choice("photo", label_of("photo"), shown, shown, CHOICES["photo"], "this")]
