"""Target segments, who belongs to them, and whom people know in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.connections.errors import BadValue, OwnerStays
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.actions.groups import values as check
from kontor.actions.groups.errors import NothingTells
from kontor.records import journal
from kontor.records.models import Belonging, Person, Reach, Segment

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from kontor.lib.hand import Hand
    from kontor.records.models import Book

LISTS = ("trades", "organisations", "tags", "words")
IMPORTANCE = (1, 2, 3)


@transaction.atomic
def add_segment(book: int, *, hand: Hand, **values: Any) -> Done:
    """Add a target segment.

    Args:
        values: ``name``, ``importance`` (1 to 3, default 2), and lists of texts by
            which somebody belongs: ``trades``, ``organisations``, ``tags``,
            ``words`` (in a role).

    Raises:
        NoGroupName, SameName, NothingTells, BadValue: nothing was added.
    """
    row = the_book(book)
    columns = _columns(row, Segment(), {"name": "", **values})
    deed = journal.open_deed(row, hand, "add_segment", name=columns["name"])
    return done(deed, journal.add(deed, Segment(**columns)).uid)


@transaction.atomic
def edit_segment(book: int, uid: UUID | str, *, hand: Hand, **values: Any) -> Done:
    """Change a segment; only what is given. Errors as for ``add_segment``."""
    row = the_book(book)
    segment = the_row(Segment, row, uid)
    columns = _columns(row, segment, values)
    name = columns.get("name", segment.name)
    deed = journal.open_deed(row, hand, "edit_segment", name=name)
    if not journal.edit(deed, segment, **columns):
        deed.delete()
        return Done(None, "edit_segment", {"name": name}, str(uid))
    return done(deed, segment.uid)


@transaction.atomic
def remove_segment(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Remove a segment; the people in it stay."""
    row = the_book(book)
    segment = the_row(Segment, row, uid)
    deed = journal.open_deed(row, hand, "remove_segment", name=segment.name)
    journal.remove(deed, segment)
    return done(deed)


@transaction.atomic
def say_belongs(
    book: int,
    segment: UUID | str,
    person: UUID | str,
    *,
    hand: Hand,
    belongs: bool | None,
) -> Done:
    """Say whether somebody belongs to a segment, whatever its rules say.

    Args:
        belongs: None to let the rules decide again.

    Raises:
        OwnerStays: the owner is nobody's target.
    """
    row = the_book(book)
    target, who = the_row(Segment, row, segment), the_row(Person, row, person)
    if who.is_owner:
        raise OwnerStays
    facts = {"name": who.display, "segment": target.name}
    deed = journal.open_deed(row, hand, "say_belongs", **facts)
    known = Belonging.objects.filter(segment=target, person=who).first()
    if belongs is None and known is not None:
        journal.remove(deed, known)
    elif belongs is not None and known is None:
        journal.add(deed, Belonging(segment=target, person=who, belongs=belongs))
    elif known is None or not journal.edit(deed, known, belongs=bool(belongs)):
        deed.delete()
        return Done(None, "say_belongs", dict(facts), str(who.uid))
    return done(deed, who.uid)


@transaction.atomic
def say_reach(
    book: int,
    segment: UUID | str,
    person: UUID | str,
    *,
    hand: Hand,
    count: int | None,
    day: date | None = None,
) -> Done:
    """Note how many people of a segment somebody knows.

    Args:
        count: None to forget it.
        day: when they were asked; today if left out.

    Raises:
        BadValue: it is no number of people.
    """
    row = the_book(book)
    target, who = the_row(Segment, row, segment), the_row(Person, row, person)
    number = check.number("count", count, check.MOST_MEMBERS)
    asked = check.day("day", day) or hand.today(row.time_zone)
    facts = {"name": who.display, "segment": target.name}
    deed = journal.open_deed(row, hand, "say_reach", **facts)
    known = Reach.objects.filter(segment=target, person=who).first()
    if number is None and known is not None:
        journal.remove(deed, known)
    elif number is not None and known is None:
        said = Reach(segment=target, person=who, count=number, asked_on=asked)
        journal.add(deed, said)
    elif known is None or not journal.edit(deed, known, count=number, asked_on=asked):
        deed.delete()
        return Done(None, "say_reach", dict(facts), str(who.uid))
    return done(deed, who.uid)


def _columns(book: Book, row: Segment, values: dict[str, Any]) -> dict[str, Any]:
    check.only(values, ("name", "importance", *LISTS))
    found: dict[str, Any] = {}
    if "name" in values:
        name, folded = check.named(Segment, book, values["name"], row.pk)
        found.update(name=name, folded=folded)
    if "importance" in values:
        if values["importance"] not in IMPORTANCE:
            raise BadValue(field="importance", value=values["importance"])
        found["importance"] = values["importance"]
    for name in LISTS:
        if name in values:
            found[name] = check.words(name, values[name])
    if not any(found.get(name, getattr(row, name)) for name in LISTS):
        raise NothingTells
    return found
