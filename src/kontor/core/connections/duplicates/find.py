"""Find the same person twice: in a whole book, or newcomers in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.duplicates.blocks import candidates
from kontor.core.connections.duplicates.chance import Chance, chance
from kontor.core.connections.duplicates.columns import Columns, columns
from kontor.core.connections.duplicates.em import Model, fit, kinds_of, supported
from kontor.core.connections.duplicates.guesses import SAME
from kontor.core.connections.duplicates.keys import blocking_keys, ranks
from kontor.core.connections.duplicates.levels import (
    FAMILY,
    FIELDS,
    GIVEN,
    Counts,
    compare,
)
from kontor.core.connections.duplicates.near import EQUAL, NEAR, Levels
from kontor.core.connections.duplicates.rules import bounded
from kontor.core.connections.duplicates.score import probability, weights

if TYPE_CHECKING:
    from kontor.core.connections.columns import Flags, Floats, Ints
    from kontor.core.connections.duplicates.people import People

# Told how much of how much is done.
Progress = Callable[[int, int], None]
# Pairs from here on are worth a look. (guess)
LIKELY = 0.5
# Rare values cannot make more than ``LIKELY`` of what is less likely than this.
HOPELESS = 1e-5
# So many pairs are compared at a time.
CHUNK = 200_000
# How much of the work is done after each stage, in hundredths, as measured.
_READ, _PAIRED, _COMPARED, _DONE = 15, 25, 85, 100


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs that may be one person, likeliest first.

    Attributes:
        left, right: places of the two among the people, left < right, shape (pairs,).
        probability: that they are one person, 0 to 1, shape (pairs,).
        levels: how alike each field is (``near.UNKNOWN`` to ``EQUAL``), shape (pairs,
            fields), in the order of ``levels.FIELDS``.
        weights: what each field says, in bits, shape (pairs, fields): above 0 for one
            person, below 0 against.
    """

    left: Ints
    right: Ints
    probability: Floats
    levels: Levels
    weights: Floats


@dataclass(frozen=True, slots=True)
class _Compared:
    """Candidates with their levels, and how many share what they have in common."""

    left: Ints
    right: Ints
    levels: Levels
    many: Counts


def find(
    people: People,
    *,
    new_from: int = 0,
    least: float = LIKELY,
    progress: Progress = lambda done, of: None,
) -> Pairs:
    """Find pairs of people who may be one person.

    Time and memory grow with the number of people, not its square. The same people
    give the same pairs.

    Args:
        people: the book; newcomers, if they alone are looked for, behind it.
        new_from: only pairs with somebody from this place on.
        least: only pairs as likely as this.
        progress: told from time to time how much of how much is done.

    Source: docs/sources.md#duplicates.
    """
    book = columns(people)
    progress(_READ, _DONE)
    left, right = candidates(blocking_keys(book), ranks(book), new_from)
    progress(_PAIRED, _DONE)
    found = _compared(book, left, right, progress)
    strangers = chance(book)
    model, found = _learned(found, strangers.totals, len(book), new_from)
    pairs = _likely(people, model, strangers, found)
    progress(_DONE, _DONE)
    return _from(pairs, least)


def find_new(
    book: People,
    newcomers: People,
    *,
    least: float = LIKELY,
    progress: Progress = lambda done, of: None,
) -> Pairs:
    """Find who of some newcomers may be in a book already, or among them twice.

    Places of newcomers are counted on from the last of the book. All of an import is
    looked for at once: the book is read anew each time.
    """
    return find(book + newcomers, new_from=len(book), least=least, progress=progress)


def _compared(book: Columns, left: Ints, right: Ints, progress: Progress) -> _Compared:
    """Compare candidates part by part, and keep those who have anything in common."""
    parts = []
    for start in range(0, max(len(left), 1), CHUNK):
        stop = min(start + CHUNK, len(left))
        one, other = left[start:stop], right[start:stop]
        levels, many = compare(book, one, other)
        kept = _in_common(levels)
        parts.append((one[kept], other[kept], levels[kept], many[kept]))
        done = (_COMPARED - _PAIRED) * stop // max(len(left), 1)
        progress(_PAIRED + done, _DONE)
    return _Compared(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _in_common(levels: Levels) -> Flags:
    """Tell who may be one at all: the name agrees, or anything beside it."""
    named = (levels[:, [GIVEN, FAMILY]] >= NEAR).all(1)
    return np.asarray(named | supported(levels), np.bool_)


def _learned(
    found: _Compared, totals: Floats, people: int, new_from: int
) -> tuple[Model, _Compared]:
    """Learn from this book what each level says; leave out whoever has no chance."""
    places = (EQUAL + 1) ** np.arange(len(FIELDS))
    codes, which, times = np.unique(
        found.levels @ places, return_inverse=True, return_counts=True
    )
    patterns = (codes[:, None] // places % (EQUAL + 1)).astype(np.int8)
    everybody, old = (n * (n - 1) / 2 for n in (people, new_from))
    share = 1 - old / max(everybody, 1.0)
    model = fit(patterns, times, totals * share, everybody - old)
    kept = (kinds_of(model, patterns)[SAME] > HOPELESS)[which]
    return model, _Compared(*(getattr(found, n)[kept] for n in found.__slots__))


def _likely(people: People, model: Model, strangers: Chance, found: _Compared) -> Pairs:
    """Tell how likely each pair is one person, and why."""
    weight = weights(model, found.levels, found.many, strangers)
    likely = probability(model, found.levels, weight)
    likely = bounded(people, found.left, found.right, found.levels, likely)
    return Pairs(found.left, found.right, likely, found.levels, weight)


def _from(pairs: Pairs, least: float) -> Pairs:
    """Keep the likely pairs, likeliest first."""
    kept = np.flatnonzero(pairs.probability >= least)
    kept = kept[np.argsort(-pairs.probability[kept], kind="stable")]
    return Pairs(*(getattr(pairs, name)[kept] for name in pairs.__slots__))
