"""One gathering: who belongs in the room, and the sheet for before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from kontor.core.errors import Missing
from kontor.records.facts.touches import last_note
from kontor.records.models import (
    Attendance,
    Gathering,
    Membership,
    Person,
    Promise,
)

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class RoomLine:
    """Somebody who belongs in the room.

    Attributes:
        state: "" where nothing is noted.
        talked: the owner talked with them there.
        topic: the latest note of a contact, "" where there is none.
        promises: what is still open between them and the owner.
    """

    uid: str
    name: str
    trade: str
    office: str
    standing: str
    is_owner: bool
    state: str
    talked: bool
    last: date | None
    topic: str
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GatheringView:
    """One gathering.

    Attributes:
        held: False where it is still to come or was cancelled: nobody can have been
            there.
        lines: the owner first, then by name; members of that day, its guests, and
            whoever is noted as there.
    """

    uid: str
    group: str
    group_name: str
    day: date
    starts_at: str
    minutes: int | None
    title: str
    place: str
    cost: int | None
    currency: str
    cancelled: bool
    note: str
    held: bool
    lines: tuple[RoomLine, ...]


def gathering(
    book: int, uid: UUID | str, *, today: date, prepared: bool = False
) -> GatheringView:
    """Gather who belongs to a gathering.

    Args:
        prepared: with topics and promises, as the printed sheet wants them.

    Raises:
        Missing: there is none of this uid in this book.
    """
    try:
        found = Gathering.objects.filter(book=book, uid=UUID(str(uid))).first()
    except ValueError as error:
        raise Missing from error
    if found is None:
        raise Missing
    group = found.group
    return GatheringView(
        uid=str(found.uid),
        group=str(group.uid),
        group_name=group.name,
        day=found.day,
        starts_at=found.starts_at,
        minutes=found.minutes,
        title=found.title,
        place=found.place,
        cost=found.cost,
        currency=found.currency,
        cancelled=found.cancelled,
        note=found.note,
        held=found.day <= today and not found.cancelled,
        lines=tuple(_lines(found, prepared=prepared)),
    )


def _lines(found: Gathering, *, prepared: bool) -> list[RoomLine]:
    belonging = {row.person_id: row for row in _belonging(found)}
    marks = {row.person_id: row for row in found.attendances.all()}
    keys = belonging.keys() | marks.keys()
    people = Person.objects.filter(pk__among=sorted(keys)) | Person.objects.filter(
        book=found.book_id, is_owner=True
    )
    return [
        _line(one, belonging.get(one.pk), marks.get(one.pk), prepared=prepared)
        for one in people.order_by("-is_owner", "sort_name")
    ]


def _belonging(found: Gathering) -> list[Membership]:
    """Give the memberships of that day; a member comes before a guest."""
    rows = Membership.objects.filter(group=found.group_id).order_by("standing", "pk")
    return [
        row
        for row in reversed(rows)
        if (row.since is None or row.since <= found.day)
        and (row.until is None or row.until >= found.day)
    ]


def _line(
    person: Person,
    membership: Membership | None,
    mark: Attendance | None,
    *,
    prepared: bool,
) -> RoomLine:
    told = prepared and not person.is_owner
    return RoomLine(
        uid=str(person.uid),
        name=person.display,
        trade=membership.trade if membership else "",
        office=membership.office if membership else "",
        standing=membership.standing if membership else "",
        is_owner=person.is_owner,
        state=mark.state if mark else "",
        talked=bool(mark and mark.touch_id),
        last=person.last_touch,
        topic=last_note(person.book_id, person.pk) if told else "",
        promises=tuple(_promises(person)) if told else (),
    )


def _promises(person: Person) -> list[str]:
    rows = Promise.objects.filter(person=person, done_on=None).order_by("due", "pk")
    return list(rows.values_list("text", flat=True))
