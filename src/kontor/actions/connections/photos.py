"""The picture of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.core.errors import Invalid
from kontor.exchange.vcard.photos import media_type_of
from kontor.lib.text import gettext_noop
from kontor.records import journal
from kontor.records.models import Person, Photo

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.lib.hand import Hand

LARGEST = 2_000_000
# What every browser shows, and what carries no script.
KINDS = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


class NoPicture(Invalid):
    """The file is none of the pictures a browser shows."""

    text = gettext_noop("This is no picture. Choose a JPEG, PNG, GIF or WebP file.")


class TooLarge(Invalid):
    """A picture shall not fill the book."""

    text = gettext_noop("The picture is too large: 2 MB at most.")


@transaction.atomic
def set_photo(book: int, uid: UUID | str, *, hand: Hand, data: bytes) -> Done:
    """Set somebody's picture; what it is, its bytes say.

    Raises:
        NoPicture, TooLarge: the old one, if any, stays.
    """
    row = the_book(book)
    person = the_row(Person, row, uid)
    if len(data) > LARGEST:
        raise TooLarge
    kind = media_type_of(data)
    if kind not in KINDS:
        raise NoPicture
    deed = journal.open_deed(row, hand, "set_photo", name=person.display)
    present = Photo.objects.filter(person=person).first()
    if present is None:
        journal.add(deed, Photo(person=person, media_type=kind, data=data))
    elif not journal.edit(deed, present, media_type=kind, data=data):
        deed.delete()
        return Done(None, "set_photo", {"name": person.display}, str(uid))
    return done(deed, person.uid)


@transaction.atomic
def remove_photo(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Take somebody's picture out of the book."""
    row = the_book(book)
    person = the_row(Person, row, uid)
    present = Photo.objects.filter(person=person).first()
    if present is None:
        return Done(None, "remove_photo", {"name": person.display}, str(uid))
    deed = journal.open_deed(row, hand, "remove_photo", name=person.display)
    journal.remove(deed, present)
    return done(deed, person.uid)
