"""Noting touches, and what was promised in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction

from kontor.actions.connections.errors import (
    BadValue,
    InTheFuture,
    NobodyThere,
    NoSuchDay,
    NothingPromised,
)
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.records import journal
from kontor.records.derived import Stale
from kontor.records.models import Participant, Person, Promise, Touch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from kontor.lib.hand import Hand
    from kontor.records.models import Book, Deed

EARLIEST = date(1900, 1, 1)
LONGEST_MINUTES = 60 * 24 * 31


@dataclass(frozen=True, slots=True)
class Promised:
    """Something promised in a touch; ``by`` is "me" or "them"."""

    text: str
    due: date | None = None
    by: str = "me"


@transaction.atomic
def log_touch(
    book: int,
    people: Sequence[UUID | str],
    *,
    hand: Hand,
    promises: Sequence[Promised] = (),
    **values: Any,
) -> Done:
    """Note one interaction with one or more people.

    Args:
        people: uids of everybody who took part, the owner left out; the first one
            is whom the promises are for.
        values: ``day`` (default that of the moment, else today), ``moment`` (aware
            UTC), ``channel`` (default meeting), ``direction`` (default both),
            ``minutes``, ``note``, ``place``.

    Raises:
        NobodyThere, InTheFuture, NoSuchDay, BadValue: nothing was noted.
        Missing: somebody is not in this book.
    """
    row = the_book(book)
    taking_part = taking_part_in(row, people)
    deed = journal.open_deed(row, hand, "log_touch", name=names_of(taking_part))
    touch = write_touch(deed, taking_part, checked_columns(row, hand, values))
    for promised in promises:
        write_promise(deed, taking_part[0], promised, touch)
    _rebuild(deed, taking_part)
    return done(deed, touch.uid)


@transaction.atomic
def edit_touch(
    book: int,
    uid: UUID | str,
    *,
    hand: Hand,
    people: Sequence[UUID | str] | None = None,
    **values: Any,
) -> Done:
    """Change a touch; only what is given. Errors as for ``log_touch``."""
    row = the_book(book)
    touch = the_row(Touch, row, uid)
    before = [p.person for p in touch.participants.select_related("person")]
    after = before if people is None else taking_part_in(row, people)
    deed = journal.open_deed(row, hand, "edit_touch", name=names_of(after))
    changed = journal.edit(deed, touch, **checked_columns(row, hand, values, touch))
    changed = _set_participants(deed, touch, after) or changed
    if not changed:
        deed.delete()
        return Done(None, "edit_touch", {"name": names_of(after)}, str(uid))
    _rebuild(deed, [*before, *after])
    return done(deed, touch.uid)


@transaction.atomic
def remove_touch(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Take a touch out of the book; promises made in it stay."""
    row = the_book(book)
    touch = the_row(Touch, row, uid)
    people = [p.person for p in touch.participants.select_related("person")]
    deed = journal.open_deed(row, hand, "remove_touch", name=names_of(people))
    journal.remove(deed, touch)
    _rebuild(deed, people)
    return done(deed)


def write_touch(deed: Deed, people: Sequence[Person], columns: dict[str, Any]) -> Touch:
    """Write a touch and who took part, in the name of a deed."""
    touch = journal.add(deed, Touch(**columns))
    for person in people:
        journal.add(deed, Participant(touch=touch, person=person))
    return touch


def write_promise(
    deed: Deed, person: Person, promised: Promised, touch: Touch | None
) -> Promise:
    """Write a promise in the name of a deed.

    Raises:
        NothingPromised: it says nothing.
    """
    text = " ".join(promised.text.split())[:1000]
    if not text:
        raise NothingPromised
    if promised.by not in Promise.By.values:
        raise BadValue(field="by", value=promised.by)
    promise = Promise(
        person=person, touch=touch, text=text, due=promised.due, by=promised.by
    )
    return journal.add(deed, promise)


def taking_part_in(book: Book, uids: Sequence[UUID | str]) -> list[Person]:
    """Fetch those who took part, the owner left out.

    Raises:
        NobodyThere: nobody is left.
        Missing: somebody is not in this book.
    """
    wanted = list(dict.fromkeys(str(uid) for uid in uids))
    people = [the_row(Person, book, uid) for uid in wanted]
    people = [person for person in people if not person.is_owner]
    if not people:
        raise NobodyThere
    return people


def names_of(people: Sequence[Person]) -> str:
    """Name everybody who took part."""
    return ", ".join(person.display for person in people)


def _rebuild(deed: Deed, people: Sequence[Person]) -> None:
    stale = Stale(deed.book_id)
    stale.ties.update(person.pk for person in people)
    stale.rebuild()


def checked_columns(
    book: Book, hand: Hand, values: dict[str, Any], touch: Touch | None = None
) -> dict[str, Any]:
    """Check the columns of a touch; a new one takes the defaults."""
    fresh = {
        "day": hand.today(book.time_zone),
        "channel": Touch.Channel.MEETING.value,
        "direction": Touch.Direction.BOTH.value,
    }
    columns = {**(fresh if touch is None else {}), **values}
    if values.get("moment") is not None and "day" not in values:
        columns["day"] = values["moment"].astimezone(ZoneInfo(book.time_zone)).date()
    unknown = columns.keys() - {
        "day", "moment", "channel", "direction", "minutes", "note", "place",
    }  # fmt: skip
    if unknown:
        raise BadValue(field=min(unknown), value=columns[min(unknown)])
    if "day" in columns:
        _check_day(book, hand, columns["day"], columns.get("moment"))
    _check_choice("channel", columns, Touch.Channel.values)
    _check_choice("direction", columns, Touch.Direction.values)
    minutes = columns.get("minutes")
    if minutes is not None and not 0 <= minutes <= LONGEST_MINUTES:
        raise BadValue(field="minutes", value=minutes)
    for name, longest in (("note", None), ("place", 300)):
        if name in columns:
            columns[name] = str(columns[name] or "").replace("\0", "").strip()[:longest]
    return columns


def _check_day(book: Book, hand: Hand, day: date, moment: datetime | None) -> None:
    if day > hand.today(book.time_zone) or (
        moment is not None and moment > hand.moment
    ):
        raise InTheFuture(day=day)
    if day < EARLIEST:
        raise NoSuchDay(day=day)


def _check_choice(name: str, columns: dict[str, Any], known: list[str]) -> None:
    if name in columns and columns[name] not in known:
        raise BadValue(field=name, value=columns[name])


def _set_participants(deed: Deed, touch: Touch, people: Sequence[Person]) -> bool:
    """Bring in line who took part; tell whether anything changed."""
    present = {p.person_id: p for p in touch.participants.all()}
    wanted = {person.pk: person for person in people}
    for key in present.keys() - wanted.keys():
        journal.remove(deed, present[key])
    for key in wanted.keys() - present.keys():
        journal.add(deed, Participant(touch=touch, person=wanted[key]))
    return present.keys() != wanted.keys()
