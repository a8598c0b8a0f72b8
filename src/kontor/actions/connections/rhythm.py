"""How often to be in touch with whom, and who is left in peace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.connections.errors import BadValue, NoRhythm, OwnerStays
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.core.connections.sorting import ANSWER_CLASSES
from kontor.records import journal
from kontor.records.models import Person

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from kontor.lib.hand import Hand

LONGEST_DAYS = 3_650
ANSWERS: dict[str, dict[str, Any]] = {
    **{answer: {"rhythm": rhythm} for answer, rhythm in ANSWER_CLASSES.items()},
    "rest": {},
    "private": {"private": True},
}


def set_rhythm(book: int, uid: UUID | str, *, hand: Hand, rhythm: str | int) -> Done:
    """Set a class "A" to "D", a number of days, or "" for none.

    Raises:
        NoRhythm: it is neither.
    """
    return _change(book, uid, hand, "set_rhythm", **rhythm_columns(rhythm))


def rhythm_columns(rhythm: str | int) -> dict[str, Any]:
    """Read a rhythm as its two columns.

    Raises:
        NoRhythm: it is neither a class nor a number of days.
    """
    text = str(rhythm).strip()
    if text.upper() in {"", "A", "B", "C", "D"}:
        return {"rhythm": text.upper(), "rhythm_days": None}
    if text.isascii() and text.isdigit() and 1 <= int(text) <= LONGEST_DAYS:
        return {"rhythm": Person.Rhythm.OWN, "rhythm_days": int(text)}
    raise NoRhythm


def let_rest(
    book: int, uid: UUID | str, *, hand: Hand, until: date | None = None
) -> Done:
    """Suggest somebody no more, until a day or for good.

    Raises:
        BadValue: the day is not to come.
    """
    return _change(book, uid, hand, "rest_person", resting="today", until=until)


def wake(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Let somebody be suggested again."""
    return _change(
        book, uid, hand, "wake_person", resting_since=None, resting_until=None
    )


def sort_person(book: int, uid: UUID | str, *, hand: Hand, answer: str) -> Done:
    """Note the answer of the first sorting: often, sometimes, rarely, rest, private.

    Raises:
        NoRhythm: it is none of these.
    """
    if answer not in ANSWERS:
        raise NoRhythm
    values = dict(ANSWERS[answer])
    if answer == "rest":
        values["resting"] = "today"
    return _change(book, uid, hand, "sort_person", sorted_on="today", **values)


@transaction.atomic
def _change(book: int, uid: UUID | str, hand: Hand, verb: str, **values: Any) -> Done:
    row = the_book(book)
    person = the_row(Person, row, uid)
    if person.is_owner:
        raise OwnerStays
    today = hand.today(row.time_zone)
    if values.pop("resting", None):
        until = values.pop("until", None)
        if until is not None and until <= today:
            raise BadValue(field="until", value=until)
        values |= {"resting_since": today, "resting_until": until}
    if values.get("sorted_on"):
        values["sorted_on"] = today
    deed = journal.open_deed(row, hand, verb, name=person.display)
    if not journal.edit(deed, person, **values):
        deed.delete()
        return Done(None, verb, {"name": person.display}, str(uid))
    return done(deed, person.uid)
