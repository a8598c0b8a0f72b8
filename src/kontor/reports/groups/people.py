"""The people of one group: members, guests, newcomers, whom to talk to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.levels import level
from kontor.core.connections.strength import strength
from kontor.core.connections.whom import choose
from kontor.core.groups.attendance import LATE, PRESENT, pace, rate
from kontor.records.facts.candidates import candidates, plan_settings
from kontor.records.models import Attendance, Book, Group, Membership, Person, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kontor.core.groups.attendance import Pace
    from kontor.reports.groups.sheet import Sheet

# A guest is asked within so many days how it was; practice says 48 hours.
FOLLOW_UP_DAYS = 2
# Whom to talk to at the next gathering; more than that nobody remembers.
TALK_TO = 5
# Newcomers are those of the last three months.
NEW_DAYS = 90


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody in the group.

    Attributes:
        membership: number of the membership, by which it is changed.
        segments: names of the target segments they belong to.
        level: of the tie, 0 to 5; ``last`` is the last contact.
        attended, held: gatherings, while they belonged.
        pace: how that goes of late, None where it is too early to tell.
        is_owner: it is the owner's own line.
    """

    membership: int
    uid: str
    name: str
    standing: str
    trade: str
    office: str
    since: date | None
    until: date | None
    segments: tuple[str, ...]
    level: int
    last: date | None
    attended: int
    held: int
    pace: Pace | None
    is_owner: bool


@dataclass(frozen=True, slots=True)
class GuestLine:
    """A guest: who brought them, how often they came, what is still to be done.

    ``due`` is the day until which to ask how it was, None where that is done.
    """

    membership: int
    uid: str
    name: str
    trade: str
    invited_by: str
    visits: int
    last_visit: date | None
    followed_up_on: date | None
    due: date | None
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class TalkTo:
    """Somebody to talk to at the next gathering; ``why`` is a code of WHY_TALK."""

    uid: str
    name: str
    why: str
    last: date | None
    segments: tuple[str, ...]


class Everybody:
    """The people of one group."""

    def __init__(
        self,
        book: Book,
        group: Group,
        sheet: Sheet,
        segments: Sequence[Segment],
        today: date,
    ) -> None:
        self._book, self._group, self._today = book, group, today
        self._segments: dict[int, list[str]] = defaultdict(list)
        for one in segments:
            for key in sheet.segments.get(one.pk, ()):
                self._segments[key].append(one.name)
        rows = Membership.objects.filter(group=group)
        self._rows = list(
            rows.select_related("person", "invited_by").order_by("person__sort_name")
        )
        self._marks: dict[int, list[tuple[date, str]]] = defaultdict(list)
        marks = Attendance.objects.filter(
            gathering__group=group, gathering__cancelled=False
        ).order_by("gathering__day")
        for key, day, state in marks.values_list(
            "person_id", "gathering__day", "state"
        ):
            self._marks[key].append((day, state))

    def members(self) -> list[MemberLine]:
        """Give everybody who is or was a member, by name."""
        return [self._member(row) for row in self._rows if row.standing == "member"]

    def _member(self, row: Membership) -> MemberLine:
        person = row.person
        marks = [
            (day, state)
            for day, state in self._marks[person.pk]
            if (row.since is None or row.since <= day)
            and (row.until is None or day <= row.until)
        ]
        found = rate(
            [state for _, state in marks], represented_counts=self._group.exclusive
        )
        came = [day for day, state in marks if state in {PRESENT, LATE}]
        key, half_life = person.strength_key, self._book.half_life
        tie = None if key is None else float(strength(key, self._today, half_life))
        return MemberLine(
            membership=row.pk,
            uid=str(person.uid),
            name=person.display,
            standing=row.standing,
            trade=row.trade,
            office=row.office,
            since=row.since,
            until=row.until,
            segments=tuple(self._segments.get(person.pk, ())),
            level=level(tie),
            last=person.last_touch,
            attended=found.attended,
            held=found.held,
            pace=pace(came, self._today, row.since),
            is_owner=person.is_owner,
        )

    def guests(self) -> list[GuestLine]:
        """Give everybody who was a guest, by name."""
        return [self._guest(row) for row in self._rows if row.standing == "guest"]

    def _guest(self, row: Membership) -> GuestLine:
        days = [
            day for day, state in self._marks[row.person_id] if state in {PRESENT, LATE}
        ]
        last = max(days, default=row.since)
        open_ = row.followed_up_on is None and not row.outcome and last is not None
        return GuestLine(
            membership=row.pk,
            uid=str(row.person.uid),
            name=row.person.display,
            trade=row.trade,
            invited_by=row.invited_by.display if row.invited_by else "",
            visits=len(days),
            last_visit=last,
            followed_up_on=row.followed_up_on,
            due=last + timedelta(FOLLOW_UP_DAYS) if open_ and last else None,
            outcome=row.outcome,
            reason=row.reason,
        )

    def talk_to(self, members: Sequence[MemberLine]) -> list[TalkTo]:
        """Choose whom to talk to: first those not met yet, then as for the week."""
        there = {str(r.person.uid): r.person for r in self._rows}
        open_ = [m for m in members if not m.is_owner and _may_be_named(there[m.uid])]
        fresh = [m for m in open_ if m.last is None]
        fresh.sort(key=lambda m: (not m.segments, m.name))
        lines = [self._talk(m, "new") for m in fresh[:TALK_TO]]
        by_key = {there[m.uid].pk: m for m in open_ if m.last is not None}
        people, _ = candidates(self._book, self._today)
        mask = np.isin(people.id, list(by_key))
        some = replace(
            people,
            **{
                name: column[mask]
                for name in people.__slots__
                if isinstance(column := getattr(people, name), np.ndarray)
                and column.shape == mask.shape
            },
        )
        settings = replace(plan_settings(self._book), places=TALK_TO)
        chosen = choose(some, self._today, settings)
        lines += [self._talk(by_key[one.id], one.kind) for one in chosen]
        return lines[:TALK_TO]

    @staticmethod
    def _talk(member: MemberLine, why: str) -> TalkTo:
        return TalkTo(member.uid, member.name, why, member.last, member.segments)


def _may_be_named(person: Person) -> bool:
    return not (person.private or person.discreet or person.do_not_contact)


def newcomers(members: Iterable[MemberLine], today: date) -> list[MemberLine]:
    """Give who came in during the last three months."""
    return [
        one
        for one in members
        if one.since is not None
        and not one.is_owner
        and today - one.since <= timedelta(NEW_DAYS)
    ]
