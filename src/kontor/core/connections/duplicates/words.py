"""Texts as numbers: every value once, folded, so that arrays can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.duplicates.shortnames import LONG_NAMES
from kontor.lib.text import fold, fold_german

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kontor.core.connections.columns import Flags, Ints

# In the place of a number: not known.
MISSING = -1
_BETWEEN = re.compile(r"[\W_]+")


@dataclass
class Words:
    """The values of one or more columns, each with a number from 0 on.

    Attributes:
        parted: these are names, near where they have a word in common.
        values: folded, umlauts written out, without blanks and points.
    """

    parted: bool = False
    values: list[str] = field(default_factory=list)
    _forms: list[tuple[int, int, int]] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)
    _raw: dict[str, int] = field(default_factory=dict)
    _words: dict[str, int] = field(default_factory=dict)

    def column(self, texts: Iterable[str]) -> Ints:
        """Give the number of each text, ``MISSING`` for one without letters."""
        raw, number = self._raw, self._number
        found = [raw[text] if text in raw else number(text) for text in texts]
        return np.array(found, np.int64)

    @cached_property
    def forms(self) -> Ints:
        """Give for each value the number of three forms of it, shape (values, 3).

        With umlauts left bare (``muller``), the first word, the last word. Asked for
        when all columns are in.
        """
        return np.array(self._forms, np.int64).reshape(-1, 3)

    @cached_property
    def initials(self) -> Ints:
        """Give the first letter of each value, shape (values,)."""
        return np.array([ord(value[0]) for value in self.values], np.int64)

    @cached_property
    def short(self) -> Flags:
        """Mark the values that are short for another name, shape (values,)."""
        return np.array([value in LONG_NAMES for value in self.values], np.bool_)

    def _number(self, text: str) -> int:
        words = _BETWEEN.sub(" ", fold_german(text)).split()
        value = "".join(words)
        number = self._known.get(value, MISSING)
        if value and number == MISSING:
            number = self._known[value] = len(self.values)
            self.values.append(value)
            plain = self._word(_BETWEEN.sub("", fold(text)))
            self._forms.append((plain, self._word(words[0]), self._word(words[-1])))
        self._raw[text] = number
        return number

    def _word(self, word: str) -> int:
        return self._words.setdefault(word, len(self._words))


def numbered(values: Iterable[object]) -> Ints:
    """Number values in the order they come, ``MISSING`` for whatever is false."""
    known: dict[object, int] = {}
    found = [known.setdefault(v, len(known)) if v else MISSING for v in values]
    return np.array(found, np.int64)


def joined(*columns: Ints) -> Ints:
    """Give one number to each combination, ``MISSING`` where a part is."""
    key = columns[0]
    for column in columns[1:]:
        there = (key != MISSING) & (column != MISSING)
        both = key * (int(column.max(initial=0)) + 1) + column
        # Numbers stay small, so that any count of columns can be joined.
        _, dense = np.unique(both[there], return_inverse=True)
        key = np.full(len(both), MISSING, np.int64)
        key[there] = dense
    return key


def unordered(one: Ints, other: Ints) -> Ints:
    """Join two columns of the same numbers, whichever stands first."""
    return joined(np.minimum(one, other), np.maximum(one, other))


def counts(column: Ints) -> Ints:
    """Tell for each place how many share its value; 0 where it is missing."""
    there = column != MISSING
    many = np.bincount(column[there], minlength=1)
    return np.asarray(np.where(there, many[column], 0), np.int64)


def once(values: Ints) -> Ints:
    """Give each value once, in order."""
    # Faster than ``numpy.unique``, which hashes.
    values = np.sort(values)
    kept = np.ones(len(values), np.bool_)
    kept[1:] = values[1:] != values[:-1]
    return values[kept]


def flat(rows: Sequence[Sequence[str]]) -> tuple[Ints, list[str]]:
    """Lay several values of each out in one row, each once, with whose each is."""
    single = [dict.fromkeys(map(str.lower, row)) for row in rows]
    sizes = np.fromiter(map(len, single), np.int64, len(rows))
    owners = np.repeat(np.arange(len(rows)), sizes)
    return owners, [value for row in single for value in row]
