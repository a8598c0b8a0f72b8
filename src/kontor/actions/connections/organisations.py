"""Changing what is known of an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.connections.errors import BadValue, NoName
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.lib.text import fold
from kontor.records import journal
from kontor.records.derived import Stale
from kontor.records.models import Organisation

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.lib.hand import Hand


@transaction.atomic
def edit_organisation(
    book: int,
    uid: UUID | str,
    *,
    hand: Hand,
    name: str,
    note: str = "",
    confidential: bool = False,
) -> Done:
    """Change an organisation; everybody who works there follows.

    Raises:
        NoName: it has none.
        BadValue: another organisation of the book has this name.
    """
    row = the_book(book)
    organisation = the_row(Organisation, row, uid)
    shown = " ".join(name.split())[:300]
    if not shown:
        raise NoName
    folded = fold(shown)[:300]
    namesakes = Organisation.objects.filter(book=row, folded=folded)
    if namesakes.exclude(pk=organisation.pk).exists():
        raise BadValue(field="name", value=shown)
    deed = journal.open_deed(row, hand, "edit_organisation", name=shown)
    values = {"name": shown, "folded": folded, "note": note.strip()}
    if not journal.edit(deed, organisation, **values, confidential=confidential):
        deed.delete()
        return Done(None, "edit_organisation", {"name": shown}, str(uid))
    stale = Stale(book)
    stale.note(organisation)
    stale.rebuild()
    return done(deed, organisation.uid)
