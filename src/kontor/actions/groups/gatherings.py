"""Gatherings of a group: noted, changed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.connections.errors import BadValue
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.actions.groups import values as check
from kontor.actions.groups.errors import CameAlready
from kontor.records import journal
from kontor.records.derived import Stale
from kontor.records.models import Gathering, Group, Membership, Touch

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from kontor.lib.hand import Hand
    from kontor.records.models import Deed

_LINES = {"title": 300, "place": 300}
_FIGURES = {"minutes": check.MOST_MINUTES, "cost": check.MOST_MONEY}
COLUMNS = (
    "day", "starts_at", "minutes", "cost", "currency", "cancelled", "note", *_LINES,
)  # fmt: skip


@transaction.atomic
def add_gathering(book: int, group: UUID | str, *, hand: Hand, **values: Any) -> Done:
    """Note a gathering of a group, past or to come.

    What is left out is as usual in this group: hour, minutes, place, cost.

    Args:
        values: ``day`` (``date``), and any of COLUMNS; ``cost`` in minor units.

    Raises:
        Missing: the group is not in this book.
        BadValue, BadHour, NoCurrency, NoSuchDay: nothing was noted.
    """
    row = the_book(book)
    whole = the_row(Group, row, group)
    columns = _columns(None, {**usual(whole), "day": None, **values})
    facts = {"group": whole.name, "day": columns["day"].isoformat()}
    deed = journal.open_deed(row, hand, "add_gathering", **facts)
    return done(deed, journal.add(deed, Gathering(group=whole, **columns)).uid)


@transaction.atomic
def edit_gathering(book: int, uid: UUID | str, *, hand: Hand, **values: Any) -> Done:
    """Change a gathering; only what is given.

    With its day, contacts that were noted there move, and guests of that day.

    Raises:
        CameAlready: it is noted who came, so it was not cancelled, nor is it to come.
        Missing, BadValue, BadHour, NoCurrency, NoSuchDay: nothing was changed.
    """
    row = the_book(book)
    gathering = the_row(Gathering, row, uid)
    columns = _columns(gathering, values)
    _see_may_be(gathering, columns, hand.today(row.time_zone))
    before = gathering.day
    day = columns.get("day", gathering.day).isoformat()
    facts = {"group": gathering.group.name, "day": day}
    deed = journal.open_deed(row, hand, "edit_gathering", **facts)
    if not journal.edit(deed, gathering, **columns):
        deed.delete()
        return Done(None, "edit_gathering", dict(facts), str(uid))
    if gathering.day != before:
        _move_along(deed, gathering, before)
    return done(deed, gathering.uid)


def _see_may_be(gathering: Gathering, columns: dict[str, Any], today: date) -> None:
    """See that nobody came to what is cancelled or still to come."""
    to_come = columns.get("day", gathering.day) > today
    if (to_come or columns.get("cancelled")) and gathering.attendances.exists():
        raise CameAlready(day=gathering.day)


def _move_along(deed: Deed, gathering: Gathering, before: date) -> None:
    """Move what was noted of a gathering's day to its new one."""
    stale = Stale(deed.book_id)
    there = gathering.attendances.values("person")
    for touch in Touch.objects.filter(attendances__gathering=gathering, day=before):
        journal.edit(deed, touch, day=gathering.day)
        stale.note(touch)
    for guest in Membership.objects.filter(
        group=gathering.group_id, standing=Membership.Standing.GUEST,
        person__in=there, since=before, until=before,
    ):  # fmt: skip
        journal.edit(deed, guest, since=gathering.day, until=gathering.day)
    stale.rebuild()


@transaction.atomic
def remove_gathering(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Remove a gathering and who came; contacts that were noted stay."""
    row = the_book(book)
    gathering = the_row(Gathering, row, uid)
    facts = {"group": gathering.group.name, "day": gathering.day.isoformat()}
    deed = journal.open_deed(row, hand, "remove_gathering", **facts)
    journal.remove(deed, gathering)
    return done(deed, gathering.group.uid)


def usual(group: Group) -> dict[str, Any]:
    """Give what gatherings of a group are like: hour, minutes, place, cost."""
    found = {
        "starts_at": group.starts_at, "minutes": group.minutes, "place": group.place,
    }  # fmt: skip
    if group.gathering_fee is None:
        return found
    return {**found, "cost": group.gathering_fee, "currency": group.currency}


def _columns(gathering: Gathering | None, values: dict[str, Any]) -> dict[str, Any]:
    check.only(values, COLUMNS)
    found: dict[str, Any] = {}
    if "day" in values:
        found["day"] = _day(values["day"])
    if "starts_at" in values:
        found["starts_at"] = check.hour(values["starts_at"])
    for name, most in _FIGURES.items():
        if name in values:
            found[name] = check.number(name, values[name], most)
    if "cancelled" in values:
        found["cancelled"] = bool(values["cancelled"])
    if "note" in values:
        found["note"] = check.block(values["note"])
    found |= {
        n: check.line(n, values[n], most) for n, most in _LINES.items() if n in values
    }
    found["currency"] = _currency(gathering, found, values)
    return found


def _day(value: object) -> date:
    found = check.day("day", value)
    if found is None:
        raise BadValue(field="day", value="")
    return found


def _currency(
    gathering: Gathering | None, found: dict[str, Any], values: dict[str, Any]
) -> str:
    cost = found.get("cost", gathering.cost if gathering else None)
    code = values.get("currency", gathering.currency if gathering else "")
    return check.currency(code, [cost])
