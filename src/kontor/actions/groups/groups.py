"""Groups: kept, changed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.actions.groups import values as check
from kontor.records import journal
from kontor.records.models import Group

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.lib.hand import Hand
    from kontor.records.models import Book

DAYS = ("visited_on", "joined_on", "left_on", "rule_start")
FEES = ("joining_fee", "period_fee", "gathering_fee")
LINES = {"place": 300, "offices": 1000, "page": 1000}
COLUMNS = (
    "name", "kind", "size", "period", "currency", "rule", "starts_at", "minutes",
    "exclusive", "seats", "note", *DAYS, *FEES, *LINES,
)  # fmt: skip


@transaction.atomic
def add_group(book: int, *, hand: Hand, **values: Any) -> Done:
    """Add a network.

    Args:
        values: ``name`` and ``kind`` (see ``Group.Kind``), and any of COLUMNS; days
            are ``date``, fees minor units of ``currency``, ``seats`` trades.

    Raises:
        NoGroupName, SameName, LeftBeforeJoined, NoCurrency, BadRule, BadHour,
        BadValue, NoSuchDay: a value cannot be used; nothing was added.
    """
    row = the_book(book)
    columns = _columns(row, None, {"name": "", "kind": "", **values})
    deed = journal.open_deed(row, hand, "add_group", name=columns["name"])
    return done(deed, journal.add(deed, Group(**columns)).uid)


@transaction.atomic
def edit_group(book: int, uid: UUID | str, *, hand: Hand, **values: Any) -> Done:
    """Change a network; only what is given. Args and errors as for ``add_group``."""
    row = the_book(book)
    group = the_row(Group, row, uid)
    columns = _columns(row, group, values)
    name = columns.get("name", group.name)
    deed = journal.open_deed(row, hand, "edit_group", name=name)
    if not journal.edit(deed, group, **columns):
        deed.delete()
        return Done(None, "edit_group", {"name": name}, str(uid))
    return done(deed, group.uid)


@transaction.atomic
def remove_group(book: int, uid: UUID | str, *, hand: Hand) -> Done:
    """Remove a network with its gatherings; people and contacts stay."""
    row = the_book(book)
    group = the_row(Group, row, uid)
    deed = journal.open_deed(row, hand, "remove_group", name=group.name)
    journal.remove(deed, group)
    return done(deed)


def _columns(book: Book, group: Group | None, values: dict[str, Any]) -> dict[str, Any]:
    """Check what is given; what is left out of an existing group stays."""
    check.only(values, COLUMNS)
    found: dict[str, Any] = {}
    if "name" in values:
        own = group.pk if group else None
        found["name"], found["folded"] = check.named(Group, book, values["name"], own)
    if "kind" in values:
        found["kind"] = check.choice("kind", values["kind"], Group.Kind.values)
    if "period" in values:
        period = values["period"] or ""
        found["period"] = check.choice("period", period, ["", *Group.Period.values])
    for name in DAYS:
        if name in values:
            found[name] = check.day(name, values[name])
    for name, most in LINES.items():
        if name in values:
            found[name] = check.line(name, values[name], most)
    found.update(_figures(values))
    _check_together(group, found, values)
    return found


def _figures(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    bounds = {"size": check.MOST_MEMBERS, "minutes": check.MOST_MINUTES}
    for name, most in {**bounds, **dict.fromkeys(FEES, check.MOST_MONEY)}.items():
        if name in values:
            found[name] = check.number(name, values[name], most)
    if "rule" in values:
        found["rule"] = check.rule(values["rule"])
    if "starts_at" in values:
        found["starts_at"] = check.hour(values["starts_at"])
    if "exclusive" in values:
        found["exclusive"] = bool(values["exclusive"])
    if "seats" in values:
        found["seats"] = check.words("seats", values["seats"])
    if "note" in values:
        found["note"] = check.block(values["note"])
    return found


def _check_together(
    group: Group | None, found: dict[str, Any], values: dict[str, Any]
) -> None:
    def either(name: str) -> Any:
        return found[name] if name in found else getattr(group, name, None)

    check.in_order(either("joined_on"), either("left_on"))
    given = values.get("currency", group.currency if group else "")
    found["currency"] = check.currency(given, [either(name) for name in FEES])
