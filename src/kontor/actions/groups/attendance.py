"""Who came to a gathering, entered for the whole room at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.connections.people import write_person
from kontor.actions.connections.touches import write_touch
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.actions.groups import values as check
from kontor.actions.groups.errors import (
    Cancelled,
    NotInGroup,
    NotThere,
    NotYetHeld,
)
from kontor.actions.groups.members import is_in, write_member
from kontor.lib.text import fold
from kontor.records import journal
from kontor.records.derived import Stale
from kontor.records.models import (
    Attendance,
    Gathering,
    Membership,
    MetIn,
    Participant,
    Person,
    Touch,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from kontor.lib.hand import Hand
    from kontor.records.models import Book, Deed

# Somebody else, or nobody, was there in their place.
_AWAY = (
    Attendance.State.ABSENT, Attendance.State.EXCUSED, Attendance.State.REPRESENTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody new who was met there; the name is enough, the rest can wait.

    Attributes:
        trade: what they do, "" where it is not known.
        invited_by: uid of who brought them, "" where that is not known.
        talked: whether the owner talked with them.
        standing: "guest" of that day, or "member"; "" to go by the owner's own:
            whoever is met on a visit belongs to the group, most likely, and whoever is
            new to a member is a guest.
    """

    name: str
    trade: str = ""
    invited_by: str = ""
    talked: bool = True
    standing: str = ""


@transaction.atomic
def fill_attendance(
    book: int,
    gathering: UUID | str,
    *,
    hand: Hand,
    states: Mapping[str, str],
    talked: Collection[str] = (),
    newcomers: Sequence[Newcomer] = (),
) -> Done:
    """Write down who was in the room, and with whom the owner talked.

    One deed: attendance, contacts, and people who are new. Saying it again changes
    only what differs. Whoever is not named is left as they are.

    Args:
        states: by uid of the person, the owner's own among them: a state (see
            ``Attendance.State``), or "" for what is not known.
        talked: uids of those the owner talked with, and who so were there; of the
            others who are named in ``states`` there is no contact then.
        newcomers: somebody of whose name one was met there already is that one.

    Raises:
        Missing: the gathering, or somebody, is not in this book.
        NotInGroup: somebody is neither a member nor a guest on that day.
        NotYetHeld, Cancelled: nobody can have been there.
        NotThere: the owner cannot have talked with somebody who was away.
        BadValue, NoName: a state or name cannot be used. Nothing was written.
    """
    row = the_book(book)
    held = the_row(Gathering, row, gathering)
    _see_held(row, hand, held)
    facts = {"group": held.group.name, "day": held.day.isoformat()}
    deed = journal.open_deed(row, hand, "fill_attendance", **facts)
    room = _Room(deed, row, hand, held)
    talked_with = {the_row(Person, row, uid) for uid in talked}
    named = {the_row(Person, row, uid): state for uid, state in states.items()}
    for person, state in {**dict.fromkeys(talked_with, ""), **named}.items():
        room.enter(person, state, talked=person in talked_with)
    for newcomer in newcomers:
        room.welcome(newcomer)
    if not room.changed:
        deed.delete()
        return Done(None, "fill_attendance", dict(facts), str(gathering))
    room.stale.rebuild()
    return done(deed, held.uid)


def _belonging(newcomer: Newcomer, held: Gathering) -> dict[str, Any]:
    """Tell as what somebody new is in the group, and since when."""
    joined = held.group.joined_on
    visiting = joined is None or held.day < joined
    standing = newcomer.standing or ("member" if visiting else "guest")
    check.choice("standing", standing, Membership.Standing.values)
    days = {"since": held.day, "until": held.day} if standing == "guest" else {}
    return {"standing": standing, **days}


def _see_held(book: Book, hand: Hand, gathering: Gathering) -> None:
    if gathering.day > hand.today(book.time_zone):
        raise NotYetHeld(day=gathering.day)
    if gathering.cancelled:
        raise Cancelled(day=gathering.day)


class _Room:
    """Everybody at one gathering, as one deed writes them down."""

    def __init__(
        self, deed: Deed, book: Book, hand: Hand, gathering: Gathering
    ) -> None:
        self._deed, self._book, self._hand = deed, book, hand
        self._gathering = gathering
        rows = gathering.attendances.select_related("touch")
        self._there = {row.person_id: row for row in rows}
        met = MetIn.objects.filter(gathering=gathering).select_related("person")
        self._met = [row.person for row in met.order_by("pk")]
        self.stale = Stale(book.pk)
        self.changed = False

    def enter(self, person: Person, state: str, *, talked: bool) -> None:
        """Write down somebody who belongs here."""
        check.choice("state", state, ["", *Attendance.State.values])
        known, talked = self._there.get(person.pk), talked and not person.is_owner
        if talked:
            state = state or (known.state if known else Attendance.State.PRESENT.value)
        if talked and state in _AWAY:
            raise NotThere(name=person.display)
        if known is None and state and not person.is_owner:
            self._see_belongs(person)
        touch = self._touch(person, known, talked=talked)
        if not state:
            if known is not None:
                journal.remove(self._deed, known)
                self.changed = True
            return
        if known is None:
            row = Attendance(
                gathering=self._gathering, person=person, state=state, touch=touch
            )
            journal.add(self._deed, row)
            self.changed = True
        else:
            key = touch.pk if touch else None
            edited = journal.edit(self._deed, known, state=state, touch_id=key)
            self.changed = edited or self.changed

    def welcome(self, newcomer: Newcomer) -> None:
        """Add somebody new, as a guest who was met here."""
        held = self._gathering
        if known := self._met_already(newcomer.name):
            row = self._there.get(known.pk)
            talked = newcomer.talked or (row is not None and row.touch is not None)
            state = row.state if row else Attendance.State.PRESENT.value
            self.enter(known, state, talked=talked)
            return
        person = write_person(
            self._deed, self._book, self._hand, name=newcomer.name,
            met_day=held.day, met_place=held.title or held.group.name,
        )  # fmt: skip
        inviter = newcomer.invited_by
        write_member(
            self._deed, held.group, person, **_belonging(newcomer, held),
            trade=check.line("trade", newcomer.trade, 300),
            invited_by=the_row(Person, self._book, inviter) if inviter else None,
        )  # fmt: skip
        met = MetIn(person=person, group=held.group, gathering=held)
        journal.add(self._deed, met)
        self.stale.note(person)
        self.enter(person, Attendance.State.PRESENT.value, talked=newcomer.talked)
        self.changed = True

    def _met_already(self, name: str) -> Person | None:
        """Find somebody of a name who was met here when that was said before."""
        same = (p for p in self._met if fold(p.display) == fold(name))
        found = next(same, None)
        if found is not None:
            self._met.remove(found)
        return found

    def _see_belongs(self, person: Person) -> None:
        held = self._gathering
        if not is_in(held.group, person, held.day):
            name, group = person.display, held.group.name
            raise NotInGroup(name=name, group=group, day=held.day)

    def _touch(
        self, person: Person, known: Attendance | None, *, talked: bool
    ) -> Touch | None:
        """Note that the owner talked with somebody, or no longer."""
        touch = known.touch if known else None
        if talked and touch is None:
            held = self._gathering
            columns = {
                "day": held.day, "channel": "event", "direction": "both",
                "place": held.title or held.group.name,
            }  # fmt: skip
            touch = write_touch(self._deed, [person], columns)
            self.stale.ties.add(person.pk)
            self.changed = True
        elif not talked and touch is not None and known is not None:
            journal.edit(self._deed, known, touch_id=None)
            self._forget(touch, person)
            touch, self.changed = None, True
        return touch

    def _forget(self, touch: Touch, person: Person) -> None:
        """Take somebody out of a touch; it goes where nobody else took part in it."""
        self.stale.note(touch)
        self.stale.ties.add(person.pk)
        part = Participant.objects.filter(touch=touch)
        if part.exclude(person=person).exists():
            own = part.filter(person=person).values_list("pk", flat=True)
            journal.remove_many(self._deed, Participant, list(own))
        else:
            journal.remove(self._deed, touch)
