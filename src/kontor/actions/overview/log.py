"""Logging in seconds: a touch, who is new, and what was promised, as one deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.connections import people as people_actions
from kontor.actions.connections import touches
from kontor.actions.connections.errors import NobodyThere, WhoseBirthday
from kontor.actions.ground import done, the_book
from kontor.actions.overview.week import settle
from kontor.records import journal
from kontor.records.derived import Stale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from kontor.actions.connections.touches import Promised
    from kontor.actions.done import Done
    from kontor.lib.hand import Hand
    from kontor.records.models import Book, Deed, Person


@transaction.atomic
def note(
    book: int,
    people: Sequence[UUID | str] = (),
    *,
    hand: Hand,
    new: Sequence[str] = (),
    promises: Sequence[Promised] = (),
    is_touch: bool = True,
    **values: Any,
) -> Done:
    """Note what a log line says; the plan follows at once.

    Args:
        people: uids of those who are in the book.
        new: names of those who are not yet; they are added.
        promises: for the first of all these people.
        is_touch: False where there was nothing but promises.
        values: as for ``touches.log_touch``.

    Raises:
        NobodyThere, NoName, InTheFuture, NoSuchDay, BadValue: nothing was noted.
        Missing: somebody is not in this book.
    """
    row = the_book(book)
    deed = journal.open_deed(row, hand, "log_touch" if is_touch else "add_promise")
    taking_part = _taking_part(deed, row, hand, people, new)
    touch = None
    if is_touch:
        columns = touches.checked_columns(row, hand, values)
        touch = touches.write_touch(deed, taking_part, columns)
    for promised in promises:
        touches.write_promise(deed, taking_part[0], promised, touch)
    _follow(deed, taking_part)
    if is_touch:
        settle(deed, {p.pk for p in taking_part}, hand.today(row.time_zone))
    text = "; ".join(promised.text for promised in promises)
    deed.facts = {"name": touches.names_of(taking_part), "text": text}
    deed.save(update_fields=["facts"])
    return done(deed, touch.uid if touch else taking_part[0].uid)


def note_birthday(
    book: int,
    people: Sequence[UUID | str] = (),
    *,
    hand: Hand,
    new: Sequence[str] = (),
    birthday: tuple[int | None, int | None, int | None],
) -> Done:
    """Note the birthday that a log line tells; no touch comes of it.

    Args:
        people: uid of whose it is, in the book; or
        new: the name, where they are not yet; they are added.
        birthday: (year or None, month, day).

    Raises:
        WhoseBirthday: it is not that of one person.
        BadBirthday, NoName: nothing was noted.
        Missing: they are not in this book.
    """
    if len(people) + len(new) != 1:
        raise WhoseBirthday
    if new:
        return people_actions.add_person(
            book, hand=hand, name=new[0].strip(), birthday=birthday
        )
    return people_actions.edit_person(book, people[0], hand=hand, birthday=birthday)


def _taking_part(
    deed: Deed,
    book: Book,
    hand: Hand,
    people: Sequence[UUID | str],
    new: Sequence[str],
) -> list[Person]:
    known = touches.taking_part_in(book, people) if people else []
    added = [
        people_actions.write_person(deed, book, hand, name=name)
        for name in dict.fromkeys(name.strip() for name in new)
    ]
    if not known and not added:
        raise NobodyThere
    return [*known, *added]


def _follow(deed: Deed, people: Sequence[Person]) -> None:
    stale = Stale(deed.book_id)
    for person in people:
        stale.note(person)
    stale.rebuild()
