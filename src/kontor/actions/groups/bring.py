"""A whole table of members and attendance, brought into a group at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.ground import the_book, the_row
from kontor.actions.groups.table.when import Rhythm, days_of
from kontor.actions.groups.table.who import VERB, taken_out, who_they_are
from kontor.actions.groups.table.write import Writer
from kontor.records import journal
from kontor.records.facts.identity import removed_by_hand
from kontor.records.models import Attendance, Change, Group, Membership

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from kontor.actions.groups.table.when import Day
    from kontor.actions.groups.table.who import Found
    from kontor.exchange.attendance.sheet import Sheet
    from kontor.exchange.card import Problem
    from kontor.lib.hand import Hand
    from kontor.records.models import Book, Deed

__all__ = ["Brought", "Rhythm", "bring_attendance"]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a table brought, or would bring.

    Attributes:
        deed: None where nothing was new, or nothing was to be written.
        group: uid of the group; ``name`` is its name.
        members_new, members_known: people made, and people of the book found again.
        doubtful: names of those made who may be somebody of the book.
        erased: people left out, as they were erased for good.
        joined: memberships written.
        gatherings_new, gatherings_known: as for members.
        without_day: titles of gatherings left out, as nobody knows their day.
        attendances_new, attendances_changed: as the table says now.
        kept: attendances where the table says otherwise than the keeper, whose word
            stays.
        problems: those of the table.
    """

    deed: int | None
    group: str
    name: str
    members_new: int
    members_known: int
    doubtful: tuple[str, ...]
    erased: int
    joined: int
    gatherings_new: int
    gatherings_known: int
    without_day: tuple[str, ...]
    attendances_new: int
    attendances_changed: int
    kept: int
    problems: tuple[Problem, ...]

    @property
    def changes(self) -> bool:
        """Tell whether anything of it is new to the book."""
        return bool(
            self.members_new
            or self.joined
            or self.gatherings_new
            or self.attendances_new
            or self.attendances_changed
        )


@transaction.atomic
def bring_attendance(
    book: int,
    group: UUID | str,
    *,
    hand: Hand,
    sheet: Sheet,
    rhythm: Rhythm | None = None,
    dry_run: bool = False,
) -> Brought:
    """Bring the members, gatherings and attendances of a table into a group.

    One deed. The same table again changes nothing; what the keeper has written since
    stays, and so does what the keeper has taken out.

    Args:
        rhythm: when gatherings were of which the table gives no day.
        dry_run: count only; nothing is written.

    Raises:
        Missing: the group is not in this book.
        NoDays: the table gives no days, and there is no rhythm.
        NotYetHeld: by the rhythm, somebody came to what is still to come.
        BadValue, NoSuchDay: the rhythm cannot be used. Nothing was written.
    """
    row = the_book(book)
    whole = the_row(Group, row, group)
    # Two tables at once would each make the same people.
    Group.objects.select_for_update().get(pk=whole.pk)
    days = days_of(whole, sheet, rhythm, hand.today(row.time_zone))
    plan = _Plan(row, whole, sheet, days)
    if dry_run or not plan.brought(None).changes:
        return plan.brought(None)
    deed = journal.open_deed(row, hand, VERB, group=whole.name)
    plan.write(Writer(deed, row, whole, hand.today(row.time_zone)))
    return plan.brought(deed)


class _Plan:
    """What is to be written, found out before anything is."""

    def __init__(
        self, book: Book, group: Group, sheet: Sheet, days: Sequence[Day]
    ) -> None:
        self._group, self._sheet, self._days = group, sheet, days
        self._found = who_they_are(book, group, sheet.members)
        here = [one for one in self._found if not one.gone]
        self._fresh = [one for one in here if one.whom is None]
        self._known = len(here) - len(self._fresh)
        self._joining = _joining(book, group, here)
        self._fresh_days = [d for d in days if d.key is None and d.day is not None]
        self._new: list[tuple[Day, Found, str]] = []
        self._changed: dict[int, str] = {}
        self._kept = 0
        self._compare(book)

    def _compare(self, book: Book) -> None:
        """Put what the table says of who came beside what the book says."""
        there = _there(self._days)
        removed = _removed(book)
        differing: dict[int, str] = {}
        for presence in self._sheet.present:
            day = self._days[presence.gathering]
            who = self._found[presence.member]
            if day.day is None or who.gone:
                continue
            pair = (day.key or 0, who.whom or 0)
            key, state = there.get(pair, (0, ""))
            if (day.cancelled or pair in removed) and state != presence.state:
                self._kept += 1
            elif not state:
                self._new.append((day, who, presence.state))
            elif state != presence.state:
                differing[key] = presence.state
        by_hand = _by_hand(list(differing))
        self._kept += len(by_hand)
        self._changed = {k: s for k, s in differing.items() if k not in by_hand}

    def write(self, writer: Writer) -> None:
        """Write it all."""
        writer.people(self._fresh)
        writer.members(self._joining)
        writer.gatherings(self._fresh_days)
        writer.came([(d.key or 0, w.whom or 0, s) for d, w, s in self._new])
        writer.changed(self._changed)

    def brought(self, deed: Deed | None) -> Brought:
        """Count what is written, or would be."""
        without = tuple(day.title for day in self._days if day.day is None)
        fresh = len(self._fresh_days)
        return Brought(
            deed=deed.pk if deed else None,
            group=str(self._group.uid),
            name=self._group.name,
            members_new=len(self._fresh),
            members_known=self._known,
            doubtful=tuple(one.member.name for one in self._fresh if one.doubtful),
            erased=sum(one.gone for one in self._found),
            joined=len(self._joining),
            gatherings_new=fresh,
            gatherings_known=len(self._days) - fresh - len(without),
            without_day=without,
            attendances_new=len(self._new),
            attendances_changed=len(self._changed),
            kept=self._kept,
            problems=tuple(self._sheet.problems),
        )


def _joining(book: Book, group: Group, here: Iterable[Found]) -> list[Found]:
    """Give those who are not in the group yet, and were not taken out by hand."""
    rows = Membership.objects.filter(group=group)
    inside = set(rows.values_list("person_id", flat=True))
    out = taken_out(book, group)
    return [one for one in here if one.whom not in inside and one.whom not in out]


def _there(days: Iterable[Day]) -> dict[tuple[int, int], tuple[int, str]]:
    """Give the attendances of known gatherings, as {(gathering, person): (key, …)}."""
    keys = [day.key for day in days if day.key is not None]
    rows = Attendance.objects.filter(gathering__id__among=keys)
    return {
        (gathering, person): (key, state)
        for key, gathering, person, state in rows.values_list(
            "pk", "gathering_id", "person_id", "state"
        )
    }


def _removed(book: Book) -> set[tuple[object, object]]:
    """Give the attendances the keeper has taken out, as (gathering, person)."""
    rows = removed_by_hand(book.pk, "attendance")
    return {(row.get("gathering_id"), row.get("person_id")) for row in rows}


def _by_hand(keys: Sequence[int]) -> set[int]:
    """Find attendances whose state is the keeper's word, not that of a table."""
    rows = Attendance.objects.filter(pk__among=keys).exclude(deed__verb=VERB)
    found = set(rows.values_list("pk", flat=True))
    changes = Change.objects.filter(table="attendance", row__among=keys)
    last = dict(changes.order_by("pk").values_list("row", "deed__verb"))
    return found | {key for key, verb in last.items() if verb != VERB}
