"""Moving what somebody is in networks to another entry: one membership at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kontor.records import journal
from kontor.records.models import Attendance, Membership

if TYPE_CHECKING:
    from kontor.records.models import Deed, Person

_CAME = (Attendance.State.PRESENT, Attendance.State.LATE)
_TEXTS = ("office", "trade", "outcome", "reason")


def move_memberships(deed: Deed, keep: Person, gone: Person) -> None:
    """Give the memberships of one that goes to the one that stays.

    Where both were in a group at one time they become one, from the earlier day to
    the later; what the one that stays has been there counts.
    """
    own = set(Membership.objects.filter(person=keep).values_list("pk", flat=True))
    for row in Membership.objects.filter(person=gone).order_by("pk"):
        journal.edit(deed, row, person_id=keep.pk)
    last: Membership | None = None
    for row in sorted(Membership.objects.filter(person=keep), key=_order):
        if last is None or not _at_one_time(last, row):
            last = row
            continue
        first, second = (
            (last, row) if last.pk in own or row.pk not in own else (row, last)
        )
        journal.edit(deed, first, **_both(first, second))
        journal.remove(deed, second)
        last = first


def move_attendance(deed: Deed, keep: Person, gone: Person) -> None:
    """Give the attendance of one that goes to the one that stays, once a gathering.

    Whoever came under either name has come; a contact noted there stays noted.
    """
    own = {row.gathering_id: row for row in Attendance.objects.filter(person=keep)}
    for row in Attendance.objects.filter(person=gone).order_by("pk"):
        # Of the owner no contacts are noted.
        touch = None if keep.is_owner else row.touch_id
        known = own.get(row.gathering_id)
        if known is None:
            journal.edit(deed, row, person_id=keep.pk, touch_id=touch)
            continue
        came = known.state in _CAME or row.state not in _CAME
        state = known.state if came else row.state
        journal.edit(deed, known, state=state, touch_id=known.touch_id or touch)


def _order(row: Membership) -> tuple[int, str, date, int]:
    return row.group_id, row.standing, row.since or date.min, row.pk


def _at_one_time(first: Membership, second: Membership) -> bool:
    """Tell whether two memberships, in their order, are of one group and time."""
    same = (first.group_id, first.standing) == (second.group_id, second.standing)
    ended = first.until is not None and first.until < (second.since or date.min)
    return same and not ended


def _both(first: Membership, second: Membership) -> dict[str, Any]:
    since, until = (first.since, second.since), (first.until, second.until)
    return {
        "since": min(filter(None, since)) if all(since) else None,
        "until": max(filter(None, until)) if all(until) else None,
        "invited_by_id": first.invited_by_id or second.invited_by_id,
        "followed_up_on": first.followed_up_on or second.followed_up_on,
        **{name: getattr(first, name) or getattr(second, name) for name in _TEXTS},
    }
