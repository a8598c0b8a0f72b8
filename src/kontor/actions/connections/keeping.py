"""That somebody was told what is kept of them, and that they shall stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.connections.errors import OwnerStays
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.records import journal
from kontor.records.models import Person

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from kontor.lib.hand import Hand


@transaction.atomic
def note_informed(
    book: int, uid: UUID | str, *, hand: Hand, day: date | None = None
) -> Done:
    """Note that somebody was told what is kept of them: on a day, today without one.

    Raises:
        OwnerStays: it is the owner.
    """
    return _set(book, uid, hand, "inform_person", "informed_on", day)


@transaction.atomic
def keep_person(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Keep somebody in spite of a long silence; asked again after as long a time.

    Raises:
        OwnerStays: it is the owner.
    """
    return _set(book, uid, hand, "keep_person", "kept_on", None)


def _set(
    book: int, uid: UUID | str, hand: Hand, verb: str, column: str, day: date | None
) -> Done:
    row = the_book(book)
    person = the_row(Person, row, uid)
    if person.is_owner:
        raise OwnerStays
    deed = journal.open_deed(row, hand, verb, name=person.display)
    if not journal.edit(deed, person, **{column: day or hand.today(row.time_zone)}):
        deed.delete()
        return Done(None, verb, {"name": person.display}, str(person.uid))
    return done(deed, person.uid)
