"""The JSON Schema of a whole book, made of the tables: ``python -m tools.schema``.

It ships in the package (kontor/exchange/kontor/schema.json); a test sees that it is
up to date.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "src/kontor/exchange/kontor/schema.json"
Schema = dict[str, Any]


def schema() -> Schema:
    """Make the schema of one line."""
    from kontor.exchange.kontor.lines import TABLE, VERSION
    from kontor.records.tables import BY_TABLE, book_columns

    rows = {name: _row(name, model) for name, model in BY_TABLE.items()}
    head = {
        "type": "object",
        "required": ["kontor", "version", "history", "book", "rows"],
        "properties": {
            "kontor": {"const": "book"},
            "version": {"const": VERSION},
            "program": {"type": "string"},
            "written": {"type": "string", "format": "date-time"},
            "history": {"type": "boolean"},
            "book": _object(book_columns()),
            "keepers": {"type": "array", "items": {"type": "object"}},
            "rows": {
                "type": "object",
                "additionalProperties": {"type": "integer", "minimum": 0},
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of a whole book of Kontor",
        "description": "The first line is a head, every other one is a row. A value "
        "that is left out is nothing, the empty text, or false.",
        "oneOf": [
            {"$ref": "#/$defs/head"},
            *({"$ref": f"#/$defs/{name}"} for name in rows),
        ],
        "$defs": {"head": head, **{n: _named(r, TABLE, n) for n, r in rows.items()}},
    }


def _row(name: str, model: Any) -> Schema:
    from kontor.records.models import Deed, Photo
    from kontor.records.tables import ACCOUNT, columns_of
    from kontor.records.tables import FILE as PICTURE

    columns = [f for f in columns_of(model) if f.attname != "account_id"]
    found = _object(columns)
    extra = {Deed: ACCOUNT, Photo: PICTURE}.get(model)
    if extra:
        found["properties"][extra] = {"type": "string"}
    # Without the history there is no deed that a row could name.
    found["required"] = [n for n in found["required"] if n != "deed_id"]
    return found


def _named(row: Schema, table: str, name: str) -> Schema:
    properties = {table: {"const": name}, **row["properties"]}
    return {**row, "properties": properties, "required": [table, *row["required"]]}


def _object(columns: Any) -> Schema:
    from kontor.records.takein.values import must_be_there

    return {
        "type": "object",
        "additionalProperties": False,
        "required": [f.attname for f in columns if must_be_there(f)],
        "properties": {f.attname: _value(f) for f in columns},
    }


def _value(field: Any) -> Schema:
    from django.db import models

    if isinstance(field, models.JSONField):
        usual = field.get_default()
        return {"type": "array" if isinstance(usual, list) else "object"}
    if isinstance(field, models.CharField | models.TextField):
        return _text(field)
    for kind, found in (
        (models.BooleanField, {"type": "boolean"}),
        (models.FloatField, {"type": "number"}),
        (models.DateTimeField, {"type": "string", "format": "date-time"}),
        (models.DateField, {"type": "string", "format": "date"}),
        (models.UUIDField, {"type": "string", "format": "uuid"}),
    ):
        if isinstance(field, kind):
            return found
    positive = type(field).__name__.startswith("Positive")
    return {"type": "integer", "minimum": 0 if positive else 1}


def _text(field: Any) -> Schema:
    if field.choices:
        return {"enum": [code for code, _ in field.choices]}
    longest = field.max_length
    return {"type": "string", **({"maxLength": longest} if longest else {})}


def written() -> str:
    """Give the text of the file."""
    return json.dumps(schema(), indent=1) + "\n"


def main() -> None:
    """Write the file."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.environ["KONTOR_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "kontor.settings"
        import django

        django.setup()
        FILE.write_text(written())


if __name__ == "__main__":
    main()
