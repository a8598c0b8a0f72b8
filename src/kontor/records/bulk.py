"""Many rows at once: one statement for many on SQLite, COPY on PostgreSQL.

Rows are written as tuples, past Django's model instances; that is what makes an
import quick. Nothing here is journalled by itself: a new row names its deed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from itertools import chain
from sqlite3 import Cursor
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from kontor.lib.compact import encoded

if TYPE_CHECKING:
    from datetime import datetime

Convert = Callable[[Any], Any]
# The columns, by their place, whose values the driver cannot take as they are.
Special = list[tuple[int, Convert]]
TEXTS = (models.TextField, models.CharField)


# SQLite takes 32,766 values in a statement; no table has more than 60 columns.
ROWS = 500
# Pages of 4 KB.
PUT_OFF = 16_000
# Entries of each index; enough to tell, and done in a blink.
LOOKED_AT = 400
# Needs no escaping in a statement: a word, a day, nothing.
_PLAIN = re.compile(r"[A-Za-z0-9-]*")


class Json(str):
    """JSON text, for a column that holds JSON: it is written as it is."""


@contextmanager
def many_writes() -> Iterator[None]:
    """Let SQLite put off moving what was written to its place in the file.

    By default it does so after every few megabytes, waiting for the disk each time,
    and pages of indexes that every chunk touches are moved again and again.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA wal_autocheckpoint={PUT_OFF}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_autocheckpoint=1000")
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


def take_stock() -> None:
    """Let SQLite look anew at how much its indexes hold.

    Without it SQLite supposes ten people in a book, and reads a hundred thousand
    entries of an index in order rather than look up the thirty that a search found.
    PostgreSQL does so by itself.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        cursor.execute("ANALYZE")


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
    **fixed: Any,
) -> None:
    """Insert rows given as tuples in the order of ``columns`` (attribute names).

    Columns left out take their Python default, for all rows alike. With
    ``ignore_conflicts`` a row that breaks a unique constraint is passed over.

    Args:
        fixed: columns that are the same in all rows.
    """
    if not rows:
        return
    fields = [_field(model, name) for name in columns]
    rest = [(_field(model, name), value) for name, value in fixed.items()]
    rest += _defaults(model, {*columns, *fixed})
    filler = _converted([v for _, v in rest], _special([f for f, _ in rest]))
    names = ", ".join(f'"{f.column}"' for f in (*fields, *(f for f, _ in rest)))
    into = f'"{model._meta.db_table}" ({names})'
    special = _special(fields)
    if connection.vendor == "sqlite":
        tail = " ON CONFLICT DO NOTHING" if ignore_conflicts else ""
        _together(f"INSERT INTO {into} VALUES ", rows, tail, special, filler)
        return
    values = (_converted(row, special) for row in rows)
    if ignore_conflicts:
        marks = ", ".join(["%s"] * (len(fields) + len(rest)))
        sql = f"INSERT INTO {into} VALUES ({marks}) ON CONFLICT DO NOTHING"
        with connection.cursor() as cursor:
            cursor.executemany(sql, [(*row, *filler) for row in values])
    else:
        _copy(into, values, filler)


def update(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Set ``columns`` of many rows; each tuple ends with the row's primary key."""
    if not rows:
        return
    fields = [_field(model, name) for name in columns]
    special = _special(fields)
    names = [f'"{field.column}"' for field in fields]
    table = f'"{model._meta.db_table}"'
    if connection.vendor == "sqlite":
        sets = ", ".join(f"{n} = v.column{i}" for i, n in enumerate(names, start=1))
        head = f"UPDATE {table} SET {sets} FROM (VALUES "
        key = f"v.column{len(names) + 1}"
        _together(head, rows, f') AS v WHERE {table}."id" = {key}', special)
        return
    values = [_converted(row, special) for row in rows]
    sets = ", ".join(f"{name} = %s" for name in names)
    with connection.cursor() as cursor:
        cursor.executemany(f'UPDATE {table} SET {sets} WHERE "id" = %s', values)


def _copy(into: str, rows: Iterable[Sequence[Any]], filler: Sequence[Any]) -> None:
    copied = f"COPY {into} FROM STDIN"
    # Django does not look into what a copy raises by itself.
    careful = connection.wrap_database_errors
    with connection.cursor() as cursor, careful, cursor.copy(copied) as copy:
        for row in rows:
            copy.write_row((*row, *filler))


def _together(
    head: str,
    rows: Sequence[Sequence[Any]],
    tail: str,
    special: Special,
    filler: Sequence[Any] = (),
) -> None:
    """Run one statement of SQLite for many rows.

    A statement for each row would have the search index write its part of it to
    disk every time: five times slower.

    Args:
        filler: what every row ends with.
    """
    ends = [f",{_literal(value)}" for value in filler]
    bound = [v for v, end in zip(filler, ends, strict=True) if end == ",?"]
    marks = f"({','.join('?' * len(rows[0]))}{''.join(ends)})"
    for start in range(0, len(rows), ROWS):
        chunk = rows[start : start + ROWS]
        sql = f"{head}{','.join([marks] * len(chunk))}{tail}"
        values = _in_line(chunk, special, bound)
        with connection.cursor() as cursor, connection.wrap_database_errors:
            # Past Django's own: looking for %s in it takes as long as running it.
            Cursor.execute(cursor.cursor, sql, values)


def _in_line(
    rows: Sequence[Sequence[Any]], special: Special, bound: Sequence[Any]
) -> list[Any]:
    """Give the values of all rows one after the other, as the driver takes them.

    Args:
        bound: what every row ends with; the driver takes it already.
    """
    if bound:
        rows = [(*row, *bound) for row in rows]
    values = list(chain.from_iterable(rows))
    width = len(rows[0])
    # A column at a time: several times quicker than row by row.
    for place, convert in special:
        column = values[place::width]
        values[place::width] = [v if v is None else convert(v) for v in column]
    return values


def _literal(value: Any) -> str:
    """Write what is the same in all rows into the statement, where that is safe."""
    if value is None:
        return "NULL"
    if isinstance(value, str) and (plain := _PLAIN.fullmatch(value)):
        return f"'{plain[0]}'"
    return str(int(value)) if isinstance(value, int) else "?"


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


def _special(fields: Sequence[models.Field[Any, Any]]) -> Special:
    """Find the columns whose values the driver cannot take as they are."""
    converts = enumerate(map(_convert, fields))
    return [(place, convert) for place, convert in converts if convert is not None]


def _converted(row: Sequence[Any], special: Special) -> Sequence[Any]:
    """Give a row as the driver takes it."""
    if not special:
        return row
    values = list(row)
    for place, convert in special:
        if values[place] is not None:
            values[place] = convert(values[place])
    return values


def _convert(field: models.Field[Any, Any]) -> Convert | None:
    """Choose how a column's values go to the database driver; None as they are."""
    if isinstance(field, models.JSONField):
        return _json
    if connection.vendor == "postgresql":
        return _no_nul if isinstance(field, TEXTS) else None
    if isinstance(field, models.UUIDField):
        return lambda value: value if isinstance(value, str) else value.hex
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.DateField):
        return lambda value: value.isoformat()
    return None


def _json(value: Any) -> str:
    if isinstance(value, Json):
        return value
    if value == []:
        return "[]"
    text = encoded(value)
    if "\\u0000" in text:
        text = encoded(_without_nul(value))
    return text


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return _no_nul(value)
    if isinstance(value, list | tuple):
        return [_without_nul(part) for part in value]
    if isinstance(value, dict):
        return {_no_nul(name): _without_nul(part) for name, part in value.items()}
    return value


def _no_nul(value: str) -> str:
    return value.replace("\0", "")


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
