"""Beside which field stands what an action on networks objects to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.actions.groups import errors

if TYPE_CHECKING:
    from kontor.core.errors import KontorError

FIELDS: dict[type[KontorError], str] = {
    errors.NoGroupName: "name",
    errors.SameName: "name",
    errors.LeftBeforeJoined: "left_on",
    errors.NoCurrency: "currency",
    errors.BadRule: "rule",
    errors.BadHour: "starts_at",
    errors.CameAlready: "day",
    errors.NothingTells: "trades",
    errors.Overlapping: "since",
}


def field_of(error: KontorError) -> str:
    """Name the field that an error is about, "" where it is about none."""
    return FIELDS.get(type(error), "") or str(error.facts.get("field", ""))
