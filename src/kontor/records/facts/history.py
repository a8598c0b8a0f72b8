"""The whole past of a book, as the arrays from which it learns."""

from __future__ import annotations

import numpy as np
from django.db import connection

from kontor.core.connections.strength import (
    MOST_RECIPIENTS,
    ContactDays,
    contact_days,
)
from kontor.records.derived import weights_of
from kontor.records.models import Book, Participant, Touch


def days_of_the_book(book: Book) -> ContactDays:
    """Read all days of contact of a book; the index is the person's key."""
    weights = weights_of(book)
    rows = _rows(book)
    if not rows:
        nothing = np.array([], dtype=np.int64)
        return contact_days(nothing, nothing, np.array([]))
    person, day, channel = zip(*rows, strict=True)
    return contact_days(
        np.array(person, dtype=np.int64),
        np.array(day, dtype=np.int64),
        np.array([weights[name] for name in channel]),
    )


def _rows(book: Book) -> list[tuple[int, int, str]]:
    """Read (person, ordinal of the day, channel); mails to many do not count."""
    day = "CAST(julianday(t.day) - 1721424.5 AS INTEGER)"
    if connection.vendor != "sqlite":
        day = "t.day - DATE '0001-01-01' + 1"
    touches, parts = Touch._meta.db_table, Participant._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.person_id, {day}, t.channel"  # noqa: S608 - our own names
            f" FROM {parts} p JOIN {touches} t ON t.id = p.touch_id"
            " WHERE t.book_id = %s AND (t.channel <> 'email' OR t.id NOT IN ("
            f"SELECT q.touch_id FROM {parts} q JOIN {touches} u ON u.id = q.touch_id"
            " WHERE u.book_id = %s AND u.channel = 'email'"
            " GROUP BY q.touch_id HAVING COUNT(*) > %s))",
            [book.pk, book.pk, MOST_RECIPIENTS],
        )
        rows: list[tuple[int, int, str]] = cursor.fetchall()
    return rows
