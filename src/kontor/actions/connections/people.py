"""Adding, changing and removing people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from kontor.actions.connections import pieces
from kontor.actions.connections.errors import (
    BadBirthday,
    BadValue,
    NoName,
    OwnerStays,
    WithYourself,
)
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.lib.names import NameParts, display_name, split_name
from kontor.records import journal
from kontor.records.derived import Stale
from kontor.records.models import Participant, Person, Touch

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.lib.hand import Hand
    from kontor.records.models import Book, Deed

PARTS = ("prefix", "given", "additional", "family", "suffix")
TEXTS = (*PARTS, "nickname", "display", "language", "note", "met_place")
CHOICES = ("address_form", "relation")
FLAGS = ("pinned", "do_not_contact", "private", "confidential")
LISTS = ("emails", "phones", "links", "places", "work", "tags")


@transaction.atomic
def add_person(book: int, *, hand: Hand, **values: Any) -> Done:
    """Add somebody.

    Args:
        values: ``name`` (as one writes it; split into its parts) or any of TEXTS,
            CHOICES, FLAGS; ``birthday`` as (year or None, month, day);
            ``met_day``; ``met_through`` (uid); ``emails``, ``phones``, ``links``
            (lists of ``pieces.Point``); ``places`` (``pieces.Place``); ``work``
            (``pieces.Work``); ``tags`` (names).

    Raises:
        NoName: there is nothing to know them by.
        BadEmail, BadValue, BadBirthday: a value cannot be used; nobody is added.
    """
    row = the_book(book)
    deed = journal.open_deed(row, hand, "add_person")
    return _finish(deed, write_person(deed, row, hand, **values))


def write_person(deed: Deed, book: Book, hand: Hand, **values: Any) -> Person:
    """Write a new person in the name of a deed; derived columns are not yet built.

    Args and errors as for ``add_person``.
    """
    _split(values)
    if not _known_by(values):
        raise NoName
    person = Person(known_since=hand.today(book.time_zone), relation="other")
    for name, value in _columns(book, None, values).items():
        setattr(person, name, value)
    person.display = person.display or _shown(values, person)
    journal.add(deed, person)
    _set_lists(deed, book, person, values)
    return person


@transaction.atomic
def edit_person(book: int, uid: UUID | str, *, hand: Hand, **values: Any) -> Done:
    """Change what is known of somebody; only what is given is touched.

    Args and errors as for ``add_person``. A list is given as it shall be.
    """
    row = the_book(book)
    person = the_row(Person, row, uid)
    _split(values)
    deed = journal.open_deed(row, hand, "edit_person")
    columns = _columns(row, person, values)
    if not columns.get("display", person.display):
        columns["display"] = _shown(values, person)
    journal.edit(deed, person, **columns)
    _set_lists(deed, row, person, values)
    return _finish(deed, person)


@transaction.atomic
def remove_person(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Remove somebody with what hangs on them; touches with others stay.

    Raises:
        OwnerStays: it is the owner.
    """
    row = the_book(book)
    person = the_row(Person, row, uid)
    if person.is_owner:
        raise OwnerStays
    deed = journal.open_deed(row, hand, "remove_person", name=person.display)
    alone = _only_with(person)
    # A mail with one less may count again for the others.
    stale = Stale(book)
    stale.note_all(Participant.objects.filter(person=person))
    journal.remove(deed, person)
    journal.remove_many(deed, Touch, alone)
    stale.rebuild()
    return done(deed)


def _only_with(person: Person) -> list[int]:
    """Find the touches in which nobody else took part."""
    own = Participant.objects.filter(person=person).values_list("touch_id", flat=True)
    shared = Participant.objects.filter(touch__in=list(own)).exclude(person=person)
    return sorted(set(own) - set(shared.values_list("touch_id", flat=True)))


def _finish(deed: Deed, person: Person) -> Done:
    """Name the deed, rebuild what is derived; drop a deed that did nothing."""
    stale = Stale(deed.book_id)
    stale.note(person)
    stale.rebuild()
    if deed.verb == "edit_person" and not journal.did_anything(deed):
        deed.delete()
        return Done(None, "edit_person", {"name": person.display}, str(person.uid))
    deed.facts = {"name": person.display}
    deed.save(update_fields=["facts"])
    return done(deed, person.uid)


def _split(values: dict[str, Any]) -> None:
    """Turn a whole ``name`` into its parts, and parts into what is shown."""
    name = " ".join(str(values.pop("name", "") or "").split())
    if name:
        parts = split_name(name)
        values.update({part: getattr(parts, part) for part in PARTS})
        values["display"] = name
        if parts.nickname and not values.get("nickname"):
            values["nickname"] = parts.nickname
    elif any(values.get(part) for part in PARTS) and not values.get("display"):
        given = {part: str(values.get(part, "")).strip() for part in PARTS}
        values["display"] = display_name(NameParts(**given))


def _known_by(values: dict[str, Any]) -> bool:
    return any(
        values.get(name) for name in ("display", "nickname", "emails", "phones", "work")
    )


def _shown(values: dict[str, Any], person: Person) -> str:
    """Choose what somebody without a name is shown as."""
    if person.nickname:
        return person.nickname
    for name in ("emails", "phones"):
        for point in values.get(name) or ():
            if point.value.strip():
                return str(point.value).strip()
    for work in values.get("work") or ():
        if work.organisation.strip():
            return str(work.organisation).strip()
    if person.display:
        return person.display
    raise NoName


def _columns(
    book: Book, person: Person | None, values: dict[str, Any]
) -> dict[str, Any]:
    """Check the values that are columns, and give them as the table has them."""
    columns: dict[str, Any] = {}
    for name in values.keys() - {*LISTS}:
        check = _CHECKS.get(name)
        if check is None:
            raise BadValue(field=name, value=values[name])
        columns.update(check(book, person, name, values[name]))
    return columns


def _text(book: Book, person: Person | None, name: str, value: Any) -> dict[str, Any]:
    text = str(value or "").replace("\0", "").strip()
    longest = getattr(Person._meta.get_field(name), "max_length", None)
    if longest and len(text) > longest:
        raise BadValue(field=name, value=text[:40] + "…")
    return {name: text}


def _choice(book: Book, person: Person | None, name: str, value: Any) -> dict[str, Any]:
    field = Person._meta.get_field(name)
    assert isinstance(field, models.CharField)
    known = {code for code, _ in field.choices or ()}
    if name == "relation" and not value:
        return {name: Person.Relation.OTHER}
    if value and value not in known:
        raise BadValue(field=name, value=value)
    return {name: value or ""}


def _flag(book: Book, person: Person | None, name: str, value: Any) -> dict[str, Any]:
    return {name: bool(value)}


def _day(book: Book, person: Person | None, name: str, value: Any) -> dict[str, Any]:
    if value is not None and not isinstance(value, date):
        raise BadValue(field=name, value=value)
    return {name: value}


def _birthday(
    book: Book, person: Person | None, name: str, value: Any
) -> dict[str, Any]:
    year, month, day = value or (None, None, None)
    if month is not None or day is not None:
        try:
            # Without a year the 29th of February is a day too.
            date(year or 2000, int(month or 0), int(day or 0))
        except (TypeError, ValueError) as error:
            raise BadBirthday(day=day, month=month) from error
    return {"birth_year": year, "birth_month": month, "birth_day": day}


def _through(
    book: Book, person: Person | None, name: str, value: Any
) -> dict[str, Any]:
    if not value:
        return {"met_through_id": None}
    other = the_row(Person, book, value)
    if person is not None and other.pk == person.pk:
        raise WithYourself
    return {"met_through_id": other.pk}


Check = Callable[["Book", "Person | None", str, Any], dict[str, Any]]
_CHECKS: dict[str, Check] = {
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(FLAGS, _flag),
    "met_day": _day,
    "birthday": _birthday,
    "met_through": _through,
}


def _set_lists(deed: Deed, book: Book, person: Person, values: dict[str, Any]) -> None:
    """Bring in line those lists that were given."""
    for name, kind in (("emails", "email"), ("phones", "phone"), ("links", "link")):
        if name in values:
            pieces.set_points(deed, person, kind, values[name], book.region)
    if "places" in values:
        pieces.set_places(deed, person, values["places"])
    if "work" in values:
        pieces.set_work(deed, person, values["work"])
    if "tags" in values:
        pieces.set_tags(deed, person, values["tags"])
