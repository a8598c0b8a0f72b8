"""Rows read with few words: a query written once, and its columns made plain.

Django builds a query anew each time it is asked, which for the small questions of a
page takes ten times as long as answering them. The questions of the pages that are
opened most are therefore written once, as text, in the rooms of ``records.facts``.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

Rows = list[tuple[Any, ...]]


def rows(sql: str, *values: Any) -> Rows:
    """Ask the database; every row is a tuple in the order of the columns named."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [given(value) for value in values])
        found: Rows = cursor.fetchall()
    return found


def given(value: Any) -> Any:
    """Write a uid or a day as this database keeps it; all else as it is."""
    if isinstance(value, UUID):
        native = connection.features.has_native_uuid_field
        return value if native else value.hex
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def uid_text(value: Any) -> str | None:
    """Read a uid as text; None stays None."""
    return None if value is None else str(UUID(str(value)))


def aware(moment: datetime | None) -> datetime | None:
    """Read a moment; SQLite gives it without its zone, which is UTC."""
    if moment is None or moment.tzinfo:
        return moment
    return moment.replace(tzinfo=UTC)


def parsed(value: Any) -> Any:
    """Read what is kept as JSON, whether or not the database has read it already."""
    return json.loads(value) if isinstance(value, str) else value
