"""Where rows name other rows outside of the columns made for it.

That is in the journal, and in what imports keep of their records. Each function below
gives a value with every key in it put through ``change``, which is told the table and
the key. Called with a ``change`` that notes what it is told, the same functions find
all keys there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.records.journal import BY_NAME
from kontor.records.models import (
    Affiliation,
    Batch,
    Book,
    Change,
    Deed,
    Item,
    Organisation,
    Person,
    PostalAddress,
    SourceCard,
    Touch,
)
from kontor.records.tables import Model, parents_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.records.readout import Values

    Rekey = Callable[[Model, int], int]

# How far an undoing is, in places of this program; begun again it finds its way.
_PROGRESS = ("at", "set", "table", "row")
_ROWS: dict[str, Model] = {"jobs": Affiliation, "addresses": PostalAddress}


def mentions(model: Model, row: Values, change: Rekey) -> Values:
    """Give a row with the keys changed that stand in none of its foreign keys."""
    found = _MENTIONS.get(model)
    return found(row, change) if found else row


def _key(value: Any) -> int:
    """Take a key.

    Raises:
        ValueError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(value)
    return value


def _deed(row: Values, change: Rekey) -> Values:
    facts, kept = row.get("facts", {}), row.get("kept", [])
    if row.get("undoes_id"):
        facts = {n: v for n, v in facts.items() if n not in _PROGRESS}
        if "instead" in facts:
            facts["instead"] = _instead(facts["instead"], change)
    if kept:
        kept = [
            {**entry, "row": change(BY_NAME[entry["table"]], _key(entry["row"]))}
            for entry in kept
        ]
    return {**row, "facts": facts, "kept": kept}


def _instead(instead: Values, change: Rekey) -> Values:
    return {
        table: {
            str(change(BY_NAME[table], int(key))): change(BY_NAME[table], _key(other))
            for key, other in pairs.items()
        }
        for table, pairs in instead.items()
    }


def _change(row: Values, change: Rekey) -> Values:
    model = BY_NAME[row["table"]]
    found = {**row, "row": change(model, _key(row["row"]))}
    if row.get("person") is not None:
        found["person"] = change(Person, _key(row["person"]))
    for name in ("before", "after"):
        if row.get(name) is not None:
            found[name] = _facts(model, row[name], change)
    return found


def _facts(model: Model, facts: Values, change: Rekey) -> Values:
    """Change the keys in a row as the journal has it."""
    found = dict(facts)
    parents: dict[str, Model]
    parents = {"id": Book} if model is Book else {**parents_of(model), "book_id": Book}
    for name, parent in parents.items():
        if found.get(name) is not None:
            found[name] = change(parent, _key(found[name]))
    return found


def _item(row: Values, change: Rekey) -> Values:
    found = dict(row)
    for name, model in (("person_id", Person), ("organisation_id", Organisation)):
        if row.get(name) is not None:
            found[name] = change(model, _key(row[name]))
    if isinstance(row.get("data"), dict):
        found["data"] = _item_data(row["data"], change)
    if row.get("changes"):
        found["changes"] = [_item_change(one, change) for one in row["changes"]]
    return found


def _item_data(data: Values, change: Rekey) -> Values:
    found = dict(data)
    for name, model in (("base", SourceCard), ("twin", Item), ("touch", Touch)):
        if data.get(name) is not None:
            found[name] = change(model, _key(data[name]))
    if "people" in data:
        found["people"] = [_whom(key, change) for key in data["people"]]
    return found


def _whom(key: int, change: Rekey) -> int:
    """Change whom a meeting names: a person, or below zero the item that makes one."""
    if isinstance(key, int) and key < 0:
        return -change(Item, _key(-key))
    return change(Person, _key(key))


def _item_change(one: list[Any], change: Rekey) -> list[Any]:
    field, before, after = one
    if field in _ROWS and isinstance(before, dict) and "row" in before:
        before = {**before, "row": change(_ROWS[field], _key(before["row"]))}
    return [field, before, after]


def _batch(row: Values, change: Rekey) -> Values:
    if not isinstance(row.get("options", {}), dict):
        raise TypeError(row)
    return row


_MENTIONS: dict[Model, Callable[[Values, Rekey], Values]] = {
    Deed: _deed,
    Change: _change,
    Item: _item,
    Batch: _batch,
}
