"""Saying that two entries are two people, however alike they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.connections.errors import WithYourself
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.records import journal
from kontor.records.models import Apart, Person

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.lib.hand import Hand


@transaction.atomic
def keep_apart(
    book: int, uid: UUID | str, other_uid: UUID | str, *, hand: Hand
) -> Done:
    """Note that these are two people; they are not shown as a pair any more.

    Raises:
        WithYourself: it is the same person twice.
    """
    row = the_book(book)
    pair = the_row(Person, row, uid), the_row(Person, row, other_uid)
    first, second = sorted(pair, key=lambda somebody: somebody.pk)
    names: dict[str, object] = {"name": pair[0].display, "other": pair[1].display}
    if first.pk == second.pk:
        raise WithYourself
    if Apart.objects.filter(first=first, second=second).exists():
        return Done(None, "keep_apart", names, str(uid))
    deed = journal.open_deed(row, hand, "keep_apart", **names)
    journal.add(deed, Apart(first=first, second=second))
    return done(deed, pair[0].uid)
