"""How alike strangers are: how many of all pairs of a book have each level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.duplicates.columns import whole_days
from kontor.core.connections.duplicates.guesses import (
    BOTH_COMMON,
    BOTH_COMMON_WORTH,
    COMMON,
    COMMON_IN,
    STRANGER_GUESS,
    STRANGER_WORTH,
)
from kontor.core.connections.duplicates.levels import (
    BIRTHDAY,
    EXTRA,
    FAMILY,
    FIELDS,
    GIVEN,
    MAIL,
    ORGANISATION,
    PHONE,
    PLACE,
    STREET,
    compare,
)
from kontor.core.connections.duplicates.near import DIFFERENT, NEAR
from kontor.core.connections.duplicates.words import MISSING

if TYPE_CHECKING:
    from kontor.core.connections.columns import Floats, Ints
    from kontor.core.connections.duplicates.columns import Columns

# So many pairs are looked at, instead of all.
SAMPLE = 100_000
# Roberts' sequence in two dimensions: 1/g and 1/g², g³ = g + 1. Spread like chance,
# the same every time.
_STEPS = (0.7548776662466927, 0.5698402909980532)


@dataclass(frozen=True, slots=True)
class Chance:
    """How alike strangers are.

    Attributes:
        totals: how many of all pairs have each level, shape (fields, levels); where a
            field is not known of both, nothing is counted.
        known: how many people have each field, shape (fields,).
        no_slip: how many have a value, from which it is no slip of the pen, shape
            (fields,).
        common: how often neither of two near values is one, shape (fields,).
    """

    totals: Floats
    known: Floats
    no_slip: Floats
    common: Floats


def chance(book: Columns) -> Chance:
    """Look how alike strangers are: equal values exactly, near ones on a sample."""
    levels, many = compare(book, *some_pairs(len(book)))
    near = (levels == NEAR).sum(0)
    known = _known(book)
    no_slip = np.maximum(known / COMMON_IN, COMMON)
    both = ((levels == NEAR) & (many >= no_slip)).sum(0)
    common = both + BOTH_COMMON * BOTH_COMMON_WORTH
    apart = near + (levels == DIFFERENT).sum(0)
    return Chance(
        _totals(_equal(book), known, near, apart),
        known,
        no_slip,
        common / (near + BOTH_COMMON_WORTH),
    )


def _totals(equal: Floats, known: Floats, near: Ints, apart: Ints) -> Floats:
    pairs = known * (known - 1) / 2
    equal = np.minimum(equal, pairs)
    # What the sample is too small to show is not impossible.
    usual = STRANGER_WORTH * STRANGER_GUESS[:, NEAR - DIFFERENT]
    close = (pairs - equal) * (near + usual) / (apart + STRANGER_WORTH)
    return np.stack([np.zeros(len(FIELDS)), pairs - equal - close, close, equal], 1)


def _known(book: Columns) -> Floats:
    """Count how many people have each field, shape (fields,)."""
    there = [key != MISSING for key in _values(book)]
    there[MAIL], there[PHONE] = (
        np.diff(column.starts) > 0 for column in (book.mail, book.phone)
    )
    there[BIRTHDAY] = (book.birthday > 0).sum(1) > 1
    return np.array([flags.sum() for flags in there], np.float64)


def some_pairs(people: int) -> tuple[Ints, Ints]:
    """Choose pairs of people without chance: all of a small book, else a sample."""
    if people * (people - 1) // 2 <= SAMPLE:
        left, right = np.triu_indices(people, 1)
        return left, right
    turn = np.arange(1, SAMPLE + 1)
    one, other = (np.floor(turn * step % 1 * people) for step in _STEPS)
    left, right = one.astype(np.int64), other.astype(np.int64)
    return left[left != right], right[left != right]


def _equal(book: Columns) -> Floats:
    """Count the pairs with an equal value, shape (fields,)."""
    sizes = [np.bincount(key[key != MISSING]) for key in _values(book)]
    return np.array([(many * (many - 1) / 2).sum() for many in sizes])


def _values(book: Columns) -> list[Ints]:
    """Give the value of each field, of one each or of several."""
    postal = book.postal_code.code
    span = int(postal.max(initial=0)) + 1
    town = np.where(book.city.code == MISSING, MISSING, book.city.code + span)
    values = {
        GIVEN: book.given.code,
        FAMILY: book.family.code,
        ORGANISATION: book.organisation.code,
        MAIL: book.mail.code,
        PHONE: book.phone.code,
        STREET: book.street.code,
        EXTRA: book.extra.code,
        PLACE: np.where(postal == MISSING, town, postal),
        BIRTHDAY: whole_days(book.birthday),
    }
    return [values[field] for field in range(len(FIELDS))]
