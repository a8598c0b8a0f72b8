"""What is promised, to one person or in a whole book.

Each row is (uid, text, person's uid, their name, due, by, done_on); a uid is text.
What confidential people are promised is left out of what the week shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.records.facts.rows import Rows, rows, uid_text

if TYPE_CHECKING:
    from datetime import date

_FROM = "FROM records_promise p JOIN records_person o ON o.id = p.person_id"
_COLUMNS = "SELECT p.uid, p.text, o.uid, o.display, p.due, p.by, p.done_on"
_OPEN = "WHERE p.book_id = %s AND p.done_on IS NULL AND NOT o.discreet"
_UNDATED = f"{_FROM} {_OPEN} AND p.due IS NULL"


def promises_of(person: int) -> Rows:
    """Give the promises to or by somebody, in the order they were made."""
    return _read(f"{_COLUMNS} {_FROM} WHERE p.person_id = %s ORDER BY p.id", person)


def promises_open(book: int) -> Rows:
    """Give all open promises of a book, to and by confidential people too."""
    where = "WHERE p.book_id = %s AND p.done_on IS NULL ORDER BY p.id"
    return _read(f"{_COLUMNS} {_FROM} {where}", book)


def promises_due(book: int, until: date) -> Rows:
    """Give the open promises due by a day."""
    where = f"{_OPEN} AND p.due <= %s ORDER BY p.due, p.id"
    return _read(f"{_COLUMNS} {_FROM} {where}", book, until)


def promises_undated(book: int, most: int) -> tuple[Rows, int]:
    """Give the first open promises without a day, and how many there are in all."""
    found = _read(f"{_COLUMNS} {_UNDATED} ORDER BY p.id LIMIT %s", book, most)
    if len(found) < most:
        return found, len(found)
    return found, int(rows(f"SELECT COUNT(*) {_UNDATED}", book)[0][0])


def _read(sql: str, *values: Any) -> Rows:
    return [
        (uid_text(uid), text, uid_text(whom), *rest)
        for uid, text, whom, *rest in rows(sql, *values)
    ]
