"""The lines of large tables, put together by SQLite itself.

A row made into JSON in Python costs ten times as much, and a book has millions of
them. The lines are those that ``exchange.kontor.lines.encoded`` makes of
``records.readout.rows_out``, as the tests see to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, models

from kontor.exchange.kontor.lines import TABLE
from kontor.records.journal import name_of
from kontor.records.models import Batch, Deed, Photo
from kontor.records.readout import stream
from kontor.records.tables import Model, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters that are put together before they are handed on.
PIECE = 1 << 18
# Of these something is said that is no column.
_SPECIAL = frozenset({Batch, Deed, Photo})
_NUMBERS = (models.IntegerField, models.ForeignKey, models.AutoField)


def can_be_quick(model: Model) -> bool:
    """Tell whether lines of this table can be made so."""
    return connection.vendor == "sqlite" and model not in _SPECIAL


def quick_lines(
    model: Model, book: int, *, with_deed: bool
) -> Iterator[tuple[bytes, int]]:
    """Give the lines of a table, some at a time, and how many they are."""
    columns = [f for f in columns_of(model) if with_deed or f.attname != "deed_id"]
    rest = "".join(f" || {_piece(field)}" for field in columns[1:])
    head = f'{{"{TABLE}":"{name_of(model)}","id":'
    sql = (
        f"SELECT '{head}' || id{rest} || '}}' FROM {model._meta.db_table}"  # noqa: S608
        " WHERE +book_id = %s ORDER BY id"
    )
    lines: list[str] = []
    size = 0
    for (line,) in stream(sql, book):
        lines.append(line)
        size += len(line)
        if size > PIECE:
            yield _joined(lines), len(lines)
            lines, size = [], 0
    yield _joined(lines), len(lines)


def _joined(lines: list[str]) -> bytes:
    return "".join([f"{line}\n" for line in lines]).encode()


def _piece(field: models.Field[Any, Any]) -> str:
    """Write what a line says of a column, nothing where it is empty."""
    name, column = field.attname, f'"{field.column}"'
    value = _value(field, column)
    piece = f"""',"{name}":' || {value}"""
    if isinstance(field, models.BooleanField):
        return f"CASE WHEN {column} THEN {piece} ELSE '' END"
    if isinstance(field, models.CharField | models.TextField):
        return f"CASE WHEN {column} = '' THEN '' ELSE {piece} END"
    if field.null:
        return f"CASE WHEN {column} IS NULL THEN '' ELSE {piece} END"
    return piece


def _value(field: models.Field[Any, Any], column: str) -> str:
    if isinstance(field, models.BooleanField):
        return "'true'"
    if isinstance(field, models.UUIDField):
        cuts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        parts = " || '-' || ".join(f"substr({column}, {a}, {n})" for a, n in cuts)
        return f"""'"' || {parts} || '"'"""
    if isinstance(field, models.DateTimeField):
        return f"""'"' || replace({column}, ' ', 'T') || '+00:00"'"""
    if isinstance(field, models.DateField):
        return f"""'"' || {column} || '"'"""
    if isinstance(field, models.JSONField):
        return f"json({column})"
    if isinstance(field, models.CharField | models.TextField):
        return f"json_quote({column})"
    if isinstance(field, _NUMBERS):
        return column
    raise TypeError(field)
