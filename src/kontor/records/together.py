"""Columns that make sense only together: undo gives them back whole or not at all.

Of two edits of one birthday, taking back the earlier must not make a day of the one
and the month of the other; a name and what it is found by must not part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.records.models import Change

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

Facts = dict[str, Any]

GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "book": (
        ("rhythm_a", "rhythm_b", "rhythm_c", "rhythm_d"),
        ("half_life", "half_life_own"),
    ),
    "person": (
        ("display", "prefix", "given", "additional", "family", "suffix"),
        ("birth_year", "birth_month", "birth_day"),
        ("rhythm", "rhythm_days"),
        ("resting_since", "resting_until"),
    ),
    "organisation": (("name", "folded"),),
    "tag": (("name", "folded"),),
    "contactpoint": (("kind", "value", "key"),),
    "confidentialrule": (("kind", "value"),),
    "touch": (("day", "moment"), ("source", "source_id")),
    "sourcecard": (("source", "source_id", "digest", "data", "unknown", "raw"),),
    "photo": (("media_type", "data"),),
    "tie": (("first_id", "second_id"),),
    "apart": (("first_id", "second_id"),),
    "planline": (("state", "later_until"),),
    "group": (
        ("name", "folded"),
        ("joined_on", "left_on"),
        ("joining_fee", "period_fee", "period", "gathering_fee", "currency"),
        ("rule", "rule_start"),
    ),
    "gathering": (("cost", "currency"), ("source", "source_id"), ("day", "cancelled")),
    "membership": (("since", "until"),),
    "metin": (("group_id", "gathering_id"),),
    "segment": (("name", "folded"),),
    "reach": (("count", "asked_on"),),
}


def groups_of(table: str, columns: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Give the groups in which columns stand; most are one by themselves."""
    left = list(columns)
    while left:
        known = GROUPS.get(table, ())
        group = next((g for g in known if left[0] in g), (left[0],))
        left = [name for name in left if name not in group]
        yield group


class Since:
    """What columns of some rows held before later deeds changed them.

    Args:
        rows: of the table; what deeds in ``but`` did to them does not count.
    """

    def __init__(self, table: str, rows: Collection[int], but: Collection[int]) -> None:
        self._changes: dict[int, list[tuple[int, Facts]]] = {}
        later = Change.objects.filter(table=table, row__among=rows)
        for row, key, before in (
            later.exclude(deed__in=but)
            .order_by("pk")
            .values_list("row", "pk", "before")
            .iterator()
        ):
            self._changes.setdefault(row, []).append((key, before or {}))

    def held(self, row: int, change: int) -> Facts:
        """Give what was changed later, as it was after the change of this key."""
        held: Facts = {}
        for key, before in self._changes.get(row, ()):
            if key > change:
                for name, value in before.items():
                    held.setdefault(name, value)
        return held
