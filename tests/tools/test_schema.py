from __future__ import annotations

import json
from typing import Any

from kontor.lib.hand import Hand
from kontor.records.models import Book
from tests.actions.overview.books_alike import lines, packed
from tests.records.full import fill
from tools.schema import FILE, written

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool,
    "array": list, "object": dict,
}  # fmt: skip


def test_the_schema_in_the_package_is_that_of_the_tables() -> None:
    # Out of date after a change of the tables? python -m tools.schema
    assert FILE.read_text() == written()


def test_every_line_of_a_book_is_as_the_schema_says(book: Book, hand: Hand) -> None:
    fill(book, hand)
    schema = json.loads(FILE.read_text())["$defs"]
    head, *rows = lines(packed(book.pk))
    check(head, schema["head"])
    for row in rows:
        check(row, schema[row["is"]])
    # All but the tables that only certain acts fill.
    assert len({row["is"] for row in rows}) > 18


def check(value: Any, schema: dict[str, Any]) -> None:
    """See that a value is as a schema of ours says; no more words than it uses."""
    allowed = [schema["const"]] if "const" in schema else schema.get("enum")
    if allowed is not None:
        assert value in allowed
        return
    kind = schema["type"]
    assert isinstance(value, TYPES[kind]), (value, schema)
    assert kind == "boolean" or not isinstance(value, bool)
    if kind == "string":
        assert len(value) <= schema.get("maxLength", len(value))
    if kind == "integer":
        assert value >= schema.get("minimum", value)
    if "properties" in schema:
        check_object(value, schema)


def check_object(value: dict[str, Any], schema: dict[str, Any]) -> None:
    known = schema["properties"]
    assert set(schema.get("required", ())) <= value.keys()
    assert schema.get("additionalProperties") is not False or value.keys() <= set(known)
    for name in known.keys() & value.keys():
        check(value[name], known[name])
