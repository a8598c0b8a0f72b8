"""Tagging several people at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from kontor.actions.connections import pieces
from kontor.actions.connections.errors import NobodyChosen
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book
from kontor.core.errors import Missing
from kontor.lib.text import fold
from kontor.records import journal
from kontor.records.derived import Stale
from kontor.records.models import Person, PersonTag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.lib.hand import Hand
    from kontor.records.models import Deed


@transaction.atomic
def tag_people(book: int, uids: Sequence[UUID | str], *, hand: Hand, tag: str) -> Done:
    """Give several people a tag; who has it already keeps it.

    Raises:
        NobodyChosen, TagEmpty: there is nothing to do.
        Missing: one of them is not in this book; nobody is tagged.
    """
    row = the_book(book)
    people = _people(book, uids)
    deed = journal.open_deed(row, hand, "tag_people", tag=" ".join(tag.split()))
    label = pieces.tag_named(deed, tag)
    have = PersonTag.objects.filter(tag=label, person__in=people)
    having = set(have.values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in having]
    for person in new:
        journal.add(deed, PersonTag(person=person, tag=label))
    return _finish(deed, new)


@transaction.atomic
def untag_people(
    book: int, uids: Sequence[UUID | str], *, hand: Hand, tag: str
) -> Done:
    """Take a tag from several people; the tag itself goes with its last bearer.

    Raises:
        NobodyChosen: there is nothing to do.
        Missing: one of them is not in this book.
    """
    row = the_book(book)
    people = _people(book, uids)
    deed = journal.open_deed(row, hand, "untag_people", tag=" ".join(tag.split()))
    taggings = list(
        PersonTag.objects.filter(
            book=book, tag__folded=fold(tag), person__in=people
        ).select_related("tag", "person")
    )
    for tagging in taggings:
        journal.remove(deed, tagging)
    if taggings and not taggings[0].tag.taggings.exists():
        journal.remove(deed, taggings[0].tag)
    return _finish(deed, [tagging.person for tagging in taggings])


def _people(book: int, uids: Sequence[UUID | str]) -> list[Person]:
    if not uids:
        raise NobodyChosen
    try:
        wanted = {UUID(str(uid)) for uid in uids}
    except ValueError as error:
        raise Missing from error
    found = list(Person.objects.filter(book=book, uid__in=wanted))
    if len(found) != len(wanted):
        raise Missing
    return found


def _finish(deed: Deed, people: Sequence[Person]) -> Done:
    facts = {**deed.facts, "count": len(people)}
    if not people:
        verb = deed.verb
        deed.delete()
        return Done(None, verb, facts)
    stale = Stale(deed.book_id)
    for person in people:
        stale.texts.add(person.pk)
    stale.rebuild()
    deed.facts = facts
    deed.save(update_fields=["facts"])
    return done(deed)
