"""Whom one's people know: the second degree, as a range.

Source: docs/sources.md#second-degree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kontor.core.connections.columns import Floats

# A guess: acquaintances of one kind come in clusters, so that counts vary about three
# times as much as if they came by chance.
OVERDISPERSION = 3.0
# A guess: how far a count given from memory is off, relative to itself.
MEMORY_ERROR = 0.3
# A guess: how far one who was not asked is off the median of those who were.
UNASKED_ERROR = 1.0


@dataclass(frozen=True, slots=True)
class SecondDegree:
    """People of a segment whom one's own people could lead to.

    Attributes:
        expected: how many, weighed by trust.
        low, high: the range.
        each: what each person contributes to ``expected``, shape (n,).
        asked: how many people were asked.
    """

    expected: float
    low: float
    high: float
    each: Floats
    asked: int


def scale_up(count: Floats, chance: Floats | float) -> Floats:
    """Turn an answer to "how many people do you know who …" into a degree.

    ``count / chance``: whoever knows 3 of a kind that is 1 in 50 of whom they meet
    knows about 150 people. nan (not asked) stays nan, and a chance of 0 gives nan.

    Args:
        count: people of that kind known, nan where not asked, shape (n,).
        chance: how likely an acquaintance of theirs is of that kind.

    Source: docs/sources.md#second-degree.
    """
    count, chance = np.broadcast_arrays(np.asarray(count, np.float64), chance)
    known = chance > 0
    degree = np.full(count.shape, np.nan)
    degree[known] = count[known] / chance[known]
    return degree


def second_degree(
    trust: Floats,
    degree: Floats,
    chance: Floats,
    overlap: Floats | float = 0.0,
    *,
    level: float = 0.9,
) -> SecondDegree | None:
    """Reckon ``sum of trust * degree * chance * (1 - overlap)`` over people.

    Who was not asked counts with the median degree of those who were. The range is the
    middle ``level`` of a Gamma with the mean and the variance of the sum. Each
    person's number varies ``OVERDISPERSION`` times as much as by chance (Poisson), and
    is off by ``MEMORY_ERROR`` of itself where it was answered, by ``UNASKED_ERROR``
    where it is the median. It speaks of how many there are, not of how many of them
    will help.

    Args:
        trust: how far each person's help can be counted on, from 0 to 1, shape (n,).
        degree: how many people each knows, nan where not asked, shape (n,).
        chance: P(segment | segment of that person), from
            :func:`.homophily.chance_of`, shape (n,).
        overlap: share of these whom the owner knows already, or others lead to too.
        level: how much the range holds.

    Returns:
        None where nobody was asked.

    Source: docs/sources.md#second-degree.
    """
    asked = np.isfinite(degree)
    if not asked.any():
        return None
    known = np.where(asked, degree, np.median(degree[asked]))
    people = known * chance * (1 - np.asarray(overlap))
    error = np.where(asked, MEMORY_ERROR, UNASKED_ERROR) * people
    variance = float(trust**2 @ (OVERDISPERSION * people + error**2))
    each = trust * people
    low, high = _gamma_range(float(each.sum()), variance, level)
    return SecondDegree(float(each.sum()), low, high, each, int(asked.sum()))


def _gamma_range(mean: float, variance: float, level: float) -> tuple[float, float]:
    # Imported here: the start of the program shall not wait for scipy.
    from scipy.special import gammaincinv

    if mean <= 0 or variance <= 0:
        return mean, mean
    shape, tail = mean**2 / variance, (1 - level) / 2
    low, high = gammaincinv(shape, [tail, 1 - tail]) * (variance / mean)
    return float(low), float(high)
