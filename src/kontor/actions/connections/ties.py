"""Who knows whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.connections.errors import AlreadyTied, BadValue, WithYourself
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.records import journal
from kontor.records.models import Person, Tie

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.lib.hand import Hand

STRENGTHS = (1, 2, 3)


@transaction.atomic
def add_tie(
    book: int,
    uid: UUID | str,
    other_uid: UUID | str,
    *,
    hand: Hand,
    strength: int = 2,
    how: str = "",
) -> Done:
    """Note that two people know each other.

    Args:
        strength: 1 loose, 2 good, 3 close.
        how: how it came about, in the keeper's words.

    Raises:
        WithYourself, AlreadyTied, BadValue: nothing was noted.
    """
    row = the_book(book)
    person = the_row(Person, row, uid)
    other = the_row(Person, row, other_uid)
    first, second = sorted((person, other), key=lambda somebody: somebody.pk)
    names = {"name": person.display, "other": other.display}
    if first.pk == second.pk:
        raise WithYourself
    if Tie.objects.filter(first=first, second=second).exists():
        raise AlreadyTied(**names)
    deed = journal.open_deed(row, hand, "add_tie", **names)
    tie = Tie(first=first, second=second, strength=_checked(strength), how=_how(how))
    journal.add(deed, tie)
    return done(deed, tie.uid)


@transaction.atomic
def edit_tie(
    book: int, uid: UUID | str, *, hand: Hand, strength: int, how: str
) -> Done:
    """Change how strong a tie is and how it came about."""
    row = the_book(book)
    tie = the_row(Tie, row, uid)
    deed = journal.open_deed(row, hand, "edit_tie", **_names(tie))
    if not journal.edit(deed, tie, strength=_checked(strength), how=_how(how)):
        deed.delete()
        return Done(None, "edit_tie", dict(_names(tie)), str(uid))
    return done(deed, tie.uid)


@transaction.atomic
def remove_tie(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Note no longer that two people know each other."""
    row = the_book(book)
    tie = the_row(Tie, row, uid)
    deed = journal.open_deed(row, hand, "remove_tie", **_names(tie))
    journal.remove(deed, tie)
    return done(deed)


def _names(tie: Tie) -> dict[str, str]:
    return {"name": tie.first.display, "other": tie.second.display}


def _checked(strength: int) -> int:
    if strength not in STRENGTHS:
        raise BadValue(field="strength", value=strength)
    return strength


def _how(how: str) -> str:
    return " ".join(how.split())[:300]
