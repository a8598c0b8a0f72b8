"""What one person of two is: field by field, as chosen or as a rule has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

Side: TypeAlias = Literal["this", "other", "both"]
"""Whose word counts."""
Facts: TypeAlias = Mapping[str, Any]
"""The columns of a person."""

# What goes together is chosen together.
GROUPS: dict[str, tuple[str, ...]] = {
    "name": ("display", "prefix", "given", "additional", "family", "suffix"),
    "nickname": ("nickname",),
    "birthday": ("birth_year", "birth_month", "birth_day"),
    "language": ("language",),
    "address_form": ("address_form",),
    "relation": ("relation",),
    "note": ("note",),
    "met": ("met_day", "met_place", "met_through_id"),
    "rhythm": ("rhythm", "rhythm_days"),
    "resting": ("resting_since", "resting_until"),
}
CHOICES: dict[str, tuple[Side, ...]] = {
    **dict.fromkeys(GROUPS, ("this", "other")),
    "note": ("this", "other", "both"),
    "photo": ("this", "other"),
}
"""What can be chosen, and between what."""
# Better to leave somebody alone for both than for neither.
_EITHER = ("pinned", "do_not_contact", "private", "confidential")
_SAYS_NOTHING = (None, "", "other")


def usual_side(group: str, this: Facts, other: Facts) -> Side:
    """Tell whose word counts where nobody chooses: this one's, if it says anything.

    Two notes that differ are joined.
    """
    if group == "note" and this["note"].strip() and other["note"].strip():
        return "both"
    says = any(this[name] not in _SAYS_NOTHING for name in GROUPS[group])
    return "this" if says else "other"


def differs(group: str, this: Facts, other: Facts) -> bool:
    """Tell whether there is anything to choose."""
    return any(this[name] != other[name] for name in GROUPS[group])


def merged(this: Facts, other: Facts, choices: Mapping[str, Side]) -> dict[str, Any]:
    """Give the columns of the one that stays.

    Args:
        this: of the one that stays, with its key as ``id``.
        other: of the one that goes into it.
        choices: for groups of ``GROUPS``, whose word counts.
    """
    columns: dict[str, Any] = {
        name: bool(this[name] or other[name]) for name in _EITHER
    }
    for group, names in GROUPS.items():
        side = choices.get(group) or usual_side(group, this, other)
        source = other if side == "other" else this
        columns |= {name: source[name] for name in names}
        if side == "both":
            columns["note"] = joined(this["note"], other["note"])
    if columns["met_through_id"] in {this["id"], other["id"]}:
        columns["met_through_id"] = None
    return columns | _since(this, other)


def joined(first: str, second: str) -> str:
    """Join two notes; what stands in the first already is not said twice."""
    if second.strip() in first:
        return first
    return f"{first}\n\n{second}" if first.strip() else second


def _since(this: Facts, other: Facts) -> dict[str, Any]:
    """Say how long they have been known, whether they were sorted, what they know."""
    days = {
        name: [day for day in (this.get(name), other.get(name)) if day]
        for name in ("sorted_on", "informed_on", "kept_on")
    }
    return {
        "known_since": min(this["known_since"], other["known_since"]),
        "sorted_on": min(days["sorted_on"], default=None),
        "informed_on": max(days["informed_on"], default=None),
        "kept_on": max(days["kept_on"], default=None),
    }
