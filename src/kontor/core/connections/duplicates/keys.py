"""What brings two people together for comparison: their blocking keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.columns import Ints
from kontor.core.connections.duplicates.phonetic import cologne, soundex
from kontor.core.connections.duplicates.words import (
    MISSING,
    joined,
    numbered,
    unordered,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.core.connections.duplicates.columns import Columns, Several, Text

Key = tuple[Ints, Ints]


def blocking_keys(book: Columns) -> list[Key]:
    """Give all kinds of keys, each as who has one and which.

    Any pair of the same person should share at least one of them, though several
    fields are misspelt, mixed up or missing.
    """
    german = _sounds(book.given, cologne), _sounds(book.family, cologne)
    english = _sounds(book.given, soundex), _sounds(book.family, soundex)
    year, month_day = _year(book.birthday), _month_and_day(book.birthday)
    postal, city = book.postal_code.code, _sounds(book.city, cologne)
    street, extra = _sounds(book.street, _start), _sounds(book.extra, _start)
    single = [
        unordered(*german),
        unordered(*english),
        joined(year, month_day),
        joined(month_day, german[1]),
        joined(month_day, german[0]),
        joined(year, german[1]),
        joined(year, postal),
        joined(month_day, postal),
        joined(month_day, city),
        joined(postal, german[1]),
        joined(postal, german[0]),
        joined(postal, street),
        joined(postal, extra),
        joined(city, german[1]),
        joined(city, german[0]),
        joined(city, street),
        joined(city, extra),
        joined(street, german[1]),
        joined(street, german[0]),
        unordered(street, extra),
        joined(extra, german[1]),
        joined(extra, german[0]),
    ]
    whole = [_whole(key) for key in single]
    return whole + _each(book.mail) + _each(book.phone)


def ranks(book: Columns) -> Ints:
    """Put people in order of names, then of birthdays and places: like beside like."""
    columns = (
        book.postal_code.code,
        book.birthday[:, 0],
        _in_order(book.given),
        _in_order(book.family),
    )
    order = np.lexsort(columns)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _in_order(column: Text) -> Ints:
    place = np.argsort(np.argsort(np.array(column.words.values or [""])))
    return np.where(column.code == MISSING, MISSING, place[column.code])


def _sounds(column: Text, sound: Callable[[str], str]) -> Ints:
    """Number how each place of a column sounds; equal numbers within its words."""
    words = numbered(map(sound, column.words.values))
    if not len(words):
        return column.code
    return np.where(column.code == MISSING, MISSING, words[column.code])


def _year(birthday: Ints) -> Ints:
    return np.where(birthday[:, 0] > 0, birthday[:, 0], MISSING)


def _month_and_day(birthday: Ints) -> Ints:
    """Number month and day, whichever stands first."""
    low, high = birthday[:, 1:].min(1), birthday[:, 1:].max(1)
    return np.where(low > 0, low * 32 + high, MISSING)


def _start(text: str) -> str:
    """Give how a long text begins to sound: its end is misspelt as often."""
    return cologne(text)[:4]


def _whole(key: Ints) -> Key:
    who = np.flatnonzero(key != MISSING)
    return who, key[who]


def _each(column: Several) -> list[Key]:
    """Give the values of a column of several, and their parts."""
    who = np.repeat(np.arange(len(column.starts) - 1), np.diff(column.starts))
    kinds = (column.code, column.part)
    return [(who[key != MISSING], key[key != MISSING]) for key in kinds]
