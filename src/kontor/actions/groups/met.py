"""Where the owner met somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.connections.errors import OwnerStays
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.core.errors import Missing
from kontor.records import journal
from kontor.records.models import Gathering, Group, MetIn, Person

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.lib.hand import Hand


@transaction.atomic
def say_met_in(
    book: int,
    person: UUID | str,
    *,
    hand: Hand,
    group: UUID | str | None,
    gathering: UUID | str | None = None,
) -> Done:
    """Note in which group, and at which gathering, the owner met somebody.

    Args:
        group: None where it was in none.

    Raises:
        Missing: something is not in this book, or the gathering is another group's.
        OwnerStays: it is the owner.
    """
    row = the_book(book)
    who = the_row(Person, row, person)
    if who.is_owner:
        raise OwnerStays
    whole = the_row(Group, row, group) if group else None
    held = the_row(Gathering, row, gathering) if gathering else None
    if held is not None and (whole is None or held.group_id != whole.pk):
        raise Missing
    facts = {"name": who.display, "group": whole.name if whole else ""}
    deed = journal.open_deed(row, hand, "say_met_in", **facts)
    known = MetIn.objects.filter(person=who).first()
    if whole is None:
        if known is not None:
            journal.remove(deed, known)
            return done(deed, who.uid)
    elif known is None:
        journal.add(deed, MetIn(person=who, group=whole, gathering=held))
        return done(deed, who.uid)
    else:
        key = held.pk if held else None
        if journal.edit(deed, known, group_id=whole.pk, gathering_id=key):
            return done(deed, who.uid)
    deed.delete()
    return Done(None, "say_met_in", dict(facts), str(who.uid))
