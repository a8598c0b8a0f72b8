"""How alike two people are, field by field, at three levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kontor.core.connections.duplicates.near import (
    DIFFERENT,
    EQUAL,
    NEAR,
    UNKNOWN,
    Levels,
    text_levels,
)
from kontor.core.connections.duplicates.words import MISSING

if TYPE_CHECKING:
    from kontor.core.connections.columns import Ints
    from kontor.core.connections.duplicates.columns import Columns, Several, Text

Counts: TypeAlias = NDArray[np.int32]
FIELDS = (
    "given", "family", "organisation", "mail", "phone", "street", "extra", "place",
    "birthday",
)  # fmt: skip
GIVEN, FAMILY, ORGANISATION, MAIL, PHONE, STREET, EXTRA, PLACE, BIRTHDAY = range(9)
"""Where each field stands in the last axis of levels and weights."""


def compare(book: Columns, left: Ints, right: Ints) -> tuple[Levels, Counts]:
    """Compare pairs of people.

    Args:
        book: everybody.
        left, right: who is compared with whom, shape (pairs,).

    Returns:
        The levels, shape (pairs, fields), and how many people of the book have the
        value that both have, of two near ones the rarer; 0 where that is not known. For
        birthdays 1 where day and month stand the wrong way round.

    Source: docs/sources.md#duplicates.
    """
    organisation = _text(book.organisation, book.organisation, left, right)
    found = [
        *_crossed(book.given, book.family, left, right),
        _counted(book.organisation, organisation, left, right),
        _several(book.mail, left, right),
        _several(book.phone, left, right),
        *_crossed(book.street, book.extra, left, right),
        _place(book, left, right),
        _birthday(book, left, right),
    ]
    levels = np.stack([level for level, _ in found], 1)
    many = np.stack([many.astype(np.int32) for _, many in found], 1)
    return levels, np.where(levels >= NEAR, many, np.int32(0))


def _text(one: Text, other: Text, left: Ints, right: Ints) -> Levels:
    return text_levels(one.words, one.code[left], other.code[right])


def _counted(
    column: Text, level: Levels, left: Ints, right: Ints
) -> tuple[Levels, Ints]:
    """Put beside a level how many have the value: the rarer of two that are near."""
    one, other = column.many[left], column.many[right]
    rarer = level == NEAR
    return level, np.where(rarer, np.minimum(one, other), np.maximum(one, other))


def _crossed(
    one: Text, two: Text, left: Ints, right: Ints
) -> list[tuple[Levels, Ints]]:
    """Compare two columns that people mix up: both straight, or both crossed.

    What stands in the other column is near at most.
    """
    straight = [
        _counted(column, _text(column, column, left, right), left, right)
        for column in (one, two)
    ]
    apart = np.flatnonzero(
        (straight[0][0] <= DIFFERENT) & (straight[1][0] <= DIFFERENT)
    )
    a, b = left[apart], right[apart]
    crossed = _text(one, two, a, b), _text(two, one, a, b)
    better = np.maximum(*crossed) >= NEAR
    better &= (crossed[0] != DIFFERENT) & (crossed[1] != DIFFERENT)
    for (level, many), other in zip(straight, crossed, strict=True):
        level[apart[better]] = np.minimum(other[better], NEAR)
        many[apart[better]] = 0
    return straight


def _several(column: Several, left: Ints, right: Ints) -> tuple[Levels, Ints]:
    """Compare columns of several values: one in common is enough."""
    size = np.diff(column.starts)
    level = np.where((size[left] > 0) & (size[right] > 0), DIFFERENT, UNKNOWN)
    many = np.zeros(len(left), np.int64)
    both = np.flatnonzero(level)
    pair, _ = _shared(column, column.part, left[both], right[both])
    level[both[pair]] = NEAR
    pair, place = _shared(column, column.code, left[both], right[both])
    level[both[pair]] = EQUAL
    # Of several in common the rarest says most; it comes last.
    order = np.argsort(-column.many[place], kind="stable")
    many[both[pair[order]]] = column.many[place[order]]
    return level.astype(np.int8), many


def _shared(column: Several, code: Ints, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Find the pairs who share a value, and where in the column it stands."""
    span = int(code.max(initial=0)) + 1
    pair, place = _spread(column, left)
    other, there = _spread(column, right)
    known = code[there] != MISSING
    theirs = np.sort(other[known] * span + code[there[known]])
    if not len(theirs):
        return theirs, theirs
    mine = pair * span + code[place]
    at = np.minimum(np.searchsorted(theirs, mine), len(theirs) - 1)
    hit = (theirs[at] == mine) & (code[place] != MISSING)
    return pair[hit], place[hit]


def _spread(column: Several, who: Ints) -> tuple[Ints, Ints]:
    """Lay the values of each out: whose (by position), and where they stand."""
    first, size = column.starts[who], column.starts[who + 1] - column.starts[who]
    owner = np.repeat(np.arange(len(who)), size)
    before = np.repeat(np.cumsum(size) - size, size)
    return owner, np.arange(len(owner)) - before + first[owner]


def _place(book: Columns, left: Ints, right: Ints) -> tuple[Levels, Ints]:
    """Compare postal code and town as one: the one follows from the other."""
    code = _text(book.postal_code, book.postal_code, left, right)
    city = _text(book.city, book.city, left, right)
    level = np.maximum(code, np.minimum(city, NEAR))
    alone = code == UNKNOWN
    level[alone] = city[alone]
    many = np.where(alone, book.city.many[left], book.postal_code.many[left])
    return level, many


def _birthday(book: Columns, left: Ints, right: Ints) -> tuple[Levels, Ints]:
    """Compare birthdays: near is one part apart, day for month, or no year."""
    one, other = book.birthday[left], book.birthday[right]
    known = (one > 0) & (other > 0)
    agree = ((one == other) & known).sum(1)
    differ = known.sum(1) - agree
    turned = (one == other[:, [0, 2, 1]]).all(1) & known.all(1)
    level = np.full(len(left), DIFFERENT, np.int8)
    level[(agree == 2) | turned] = NEAR
    level[agree == 3] = EQUAL
    level[(differ == 0) & (agree < 2)] = UNKNOWN
    return level, np.where(agree == 3, book.same_day[left], turned)
