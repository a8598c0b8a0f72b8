"""How alike two texts are: equal, near or different."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from kontor.core.connections.duplicates.shortnames import is_short_for
from kontor.core.connections.duplicates.words import MISSING, Words

if TYPE_CHECKING:
    from kontor.core.connections.columns import Flags, Ints

Levels: TypeAlias = NDArray[np.int8]
UNKNOWN, DIFFERENT, NEAR, EQUAL = range(4)
"""Not known of both; clearly different; near; equal."""
# Jaro-Winkler similarity from which two texts are near (MODELS.md).
ALIKE = 0.88
# Names of so many letters are near with one slip of the pen: Jaro-Winkler asks too much
# of short ones (Kata and Keta are at .85). (guess)
SLIP_FROM = 4


def text_levels(words: Words, one: Ints, other: Ints) -> Levels:
    """Tell how alike texts are.

    Equal is equal in either folding of umlauts, whatever stands between words; near
    is a Jaro-Winkler similarity of ``ALIKE``. Names are also near with one slip of
    the pen, with the first or last word in common (``Müller-Lüdenscheidt``), with one
    the beginning of the other (``Max``, an initial) or short for it (``Hans``).

    Args:
        words: what the numbers mean.
        one, other: numbers of texts, shape (n,).

    Source: docs/sources.md#duplicates.
    """
    level = np.full(len(one), DIFFERENT, np.int8)
    level[(one == MISSING) | (other == MISSING)] = UNKNOWN
    known = np.flatnonzero(level)
    # Most pairs of values come many times.
    span = max(len(words.values), 1)
    low = np.minimum(one[known], other[known])
    high = np.maximum(one[known], other[known])
    single, back = np.unique(low * span + high, return_inverse=True)
    level[known] = _levels_once(words, *np.divmod(single, span))[back]
    return level


def _levels_once(words: Words, one: Ints, other: Ints) -> Levels:
    plain = words.forms[:, 0]
    level = np.full(len(one), DIFFERENT, np.int8)
    level[(one == other) | (plain[one] == plain[other])] = EQUAL
    rest = np.flatnonzero(level == DIFFERENT)
    level[rest[_near(words, one[rest], other[rest])]] = NEAR
    return level


def _near(words: Words, one: Ints, other: Ints) -> Flags:
    some = [words.values[i] for i in one.tolist()]
    others = [words.values[i] for i in other.tolist()]
    likeness = JaroWinkler.similarity
    alike = cpdist(some, others, scorer=likeness, score_cutoff=ALIKE, dtype=np.float32)
    near = np.asarray(alike > 0, np.bool_)
    if words.parted:
        near |= (words.forms[one, 1:] == words.forms[other, 1:]).any(1)
        near |= _slip(some, others)
        near |= _shortened(words, one, other)
    return near


def _slip(some: list[str], others: list[str]) -> Flags:
    """Tell where one letter is wrong, missing, doubled, or two are turned."""
    slips = cpdist(some, others, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    sizes = (
        np.fromiter(map(len, some), np.int64),
        np.fromiter(map(len, others), np.int64),
    )
    return np.asarray((slips <= 1) & (np.minimum(*sizes) >= SLIP_FROM), np.bool_)


def _shortened(words: Words, one: Ints, other: Ints) -> Flags:
    """Tell where one name is the beginning of the other, or short for it."""
    values = words.values
    begin = words.initials[one] == words.initials[other]
    short = words.short[one] | words.short[other]
    found = np.zeros(len(one), np.bool_)
    for at in np.flatnonzero(begin | short):
        a, b = values[one[at]], values[other[at]]
        found[at] = a.startswith(b) or b.startswith(a) or is_short_for(a, b)
    return found
