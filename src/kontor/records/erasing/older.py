"""Older wordings of what was written about others, as the journal keeps them.

What stands in the book now is the owner's to change; what stood there once would
stay in the journal for ever, so … is written for the name there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.records.erasing.texts import holding
from kontor.records.erasing.whose import has_namesake
from kontor.records.journal import BY_NAME, facts_of
from kontor.records.models import Change

if TYPE_CHECKING:
    from kontor.records.erasing.whose import Somebody

Facts = dict[str, Any]
# What an owner or a source writes freely, by table.
FREE: dict[str, tuple[str, ...]] = {
    "person": ("note", "met_place"),
    "touch": ("note", "place"),
    "promise": ("text",),
    "tie": ("how",),
    "organisation": ("note",),
    "group": ("name", "folded", "place", "offices", "seats", "note"),
    "gathering": ("title", "place", "note"),
    "membership": ("office", "trade", "reason"),
    "segment": ("name", "folded", "trades", "organisations", "tags", "words"),
    "sourcecard": ("data", "unknown", "raw"),
}


def clean_older(who: Somebody) -> None:
    """Write … for somebody where they stand in texts that are no longer in force.

    A text that is in force still is left, in the journal as in the book: else it
    could not be told any more that nobody has changed it since.
    """
    tables = [t for t in FREE if t != "sourcecard" or not has_namesake(who)]
    changes = Change.objects.filter(book=who.book, table__in=tables)
    for change in holding(changes, who.naming.words):
        now = _now(change)
        sides = [side for side in (change.before, change.after) if side]
        cleaned = [_clean(who, side, FREE[change.table], now) for side in sides]
        if any(cleaned):
            change.save(update_fields=["before", "after"])


def _now(change: Change) -> Facts:
    row = BY_NAME[change.table]._default_manager.filter(pk=change.row).first()
    return facts_of(row) if row else {}


def _clean(who: Somebody, side: Facts, names: tuple[str, ...], now: Facts) -> bool:
    changed = False
    for name in names:
        value = side.get(name)
        if who.naming.is_anywhere_in(value) and value != now.get(name):
            side[name] = who.naming.taken_out_of(value)
            changed = True
    return changed
