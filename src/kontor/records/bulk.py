"""Many rows at once: executemany on SQLite, COPY on PostgreSQL.

Rows are written as tuples, past Django's model instances; that is what makes an
import quick. Nothing here is journalled by itself: a new row names its deed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, models

if TYPE_CHECKING:
    from datetime import datetime

Convert = Callable[[Any], Any]


class Json(str):
    """JSON text, for a column that holds JSON: it is written as it is."""


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """Set aside ``count`` primary keys, rising, that nobody else will use.

    To be called inside the transaction that inserts them: SQLite has one writer,
    so whoever holds it may take the next keys. PostgreSQL moves its sequence on.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            start = (row[0] if row else 0) + 1
            return range(start, start + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id'))"
            " FROM generate_series(1, %s)",
            [table, count],
        )
        return sorted(key for (key,) in cursor.fetchall())


def insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    ignore_conflicts: bool = False,
) -> None:
    """Insert rows given as tuples in the order of ``columns`` (attribute names).

    Columns left out take their Python default, for all rows alike. With
    ``ignore_conflicts`` a row that breaks a unique constraint is passed over.
    """
    if not rows:
        return
    fields = [_field(model, name) for name in columns]
    rest = _defaults(model, set(columns))
    converts = [_convert(field) for field in fields]
    filler = tuple(
        None if value is None else _convert(field)(value) for field, value in rest
    )
    names = [str(field.column) for field in (*fields, *(field for field, _ in rest))]
    values = (
        (
            *(
                c(v) if v is not None else None
                for c, v in zip(converts, row, strict=True)
            ),
            *filler,
        )
        for row in rows
    )
    if connection.vendor == "postgresql" and not ignore_conflicts:
        _copy(model, names, values)
    else:
        _executemany(model, names, values, ignore_conflicts)


def update(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Set ``columns`` of many rows; each tuple ends with the row's primary key."""
    if not rows:
        return
    fields = [_field(model, name) for name in columns]
    converts = [_convert(field) for field in fields]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)
    sql = f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "id" = %s'
    values = [
        (
            *(
                c(v) if v is not None else None
                for c, v in zip(converts, row, strict=False)
            ),
            row[-1],
        )
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _executemany(
    model: type[models.Model],
    names: list[str],
    values: Iterable[tuple[Any, ...]],
    ignore_conflicts: bool,
) -> None:
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(["%s"] * len(names))
    sql = f'INSERT INTO "{model._meta.db_table}" ({quoted}) VALUES ({marks})'
    if ignore_conflicts:
        sql += " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(values))


def _copy(
    model: type[models.Model], names: list[str], values: Iterable[tuple[Any, ...]]
) -> None:
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = f'COPY "{model._meta.db_table}" ({quoted}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in values:
            copy.write_row(row)


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    for field in model._meta.concrete_fields:
        if name in {field.attname, field.name}:
            return field
    message = f"{model.__name__} has no column {name!r}"
    raise LookupError(message)


def _defaults(
    model: type[models.Model], given: set[str]
) -> list[tuple[models.Field[Any, Any], Any]]:
    """Find the columns left out, with the default each takes."""
    return [
        (field, field.get_default())
        for field in model._meta.concrete_fields
        if not field.primary_key
        and field.attname not in given
        and field.name not in given
    ]


def _same(value: Any) -> Any:
    return value


def _convert(field: models.Field[Any, Any]) -> Convert:
    """Choose how a column's values go to the database driver."""
    if isinstance(field, models.JSONField):
        return _json
    if connection.vendor == "postgresql":
        return (
            _no_nul if isinstance(field, models.TextField | models.CharField) else _same
        )
    if isinstance(field, models.UUIDField):
        return lambda value: value.hex
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.DateField):
        return lambda value: value.isoformat()
    return _same


def _json(value: Any) -> str:
    if isinstance(value, Json):
        return value
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if "\\u0000" in text:
        text = json.dumps(_without_nul(value), ensure_ascii=False)
    return text


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return _no_nul(value)
    if isinstance(value, list | tuple):
        return [_without_nul(part) for part in value]
    if isinstance(value, dict):
        return {name: _without_nul(part) for name, part in value.items()}
    return value


def _no_nul(value: str) -> str:
    return value.replace("\0", "")


def _moment(value: datetime) -> str:
    return value.replace(tzinfo=None).isoformat(sep=" ")
