"""How many people of a segment a group leads to, from the few members known of it.

Beta-Binomial: each group has its own share of the segment, and the shares of all
groups lie about one mean. What one group does not tell is lent by the others.
Source: docs/sources.md#reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kontor.core.errors import Invalid
from kontor.core.groups.spread import shortest
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from kontor.core.connections.columns import Floats, Ints

# Mean share of a segment: Beta(1, 19), so 1 in 20. A guess.
MEAN_PRIOR = (1.0, 19.0)
# Log-normal: one group's own tendency weighs as much as about 10 members. A guess.
WEIGHT_PRIOR = (10.0, 1.0)
# The corners of what is thought possible: mean share, and weight.
_MEANS = (0.0002, 0.98)
_WEIGHTS = (0.3, 400.0)
# Points in either direction, and how often the grid is drawn closer.
_POINTS = 17
_LOOKS = 3
# Half a grid's width, in standard deviations of what it found before.
_WIDTH = 3.5


class WrongCount(Invalid):
    """More members in the segment than members known, or fewer than none."""

    text = gettext_noop(
        "{in_segment} people of a segment among {known} known members of a group "
        "cannot be. Correct who belongs to the group."
    )


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a group's share before any of its members is known.

    Attributes:
        mean: share of the segment among all groups (m), no unit.
        weight: how many members seen weigh as much as this belief (s).
    """

    mean: float
    weight: float


@dataclass(frozen=True, slots=True)
class Belief:
    """Many priors and how likely each is, given all groups; arrays of shape (g,).

    Attributes:
        mean, weight: the priors.
        odds: their probabilities, which sum to 1.
    """

    mean: Floats
    weight: Floats
    odds: Floats

    def summary(self) -> Prior:
        """Give the one prior in the middle: mean of the means, of the log weights."""
        log_weight = float(self.odds @ np.log(self.weight))
        return Prior(float(self.odds @ self.mean), float(np.exp(log_weight)))


@dataclass(frozen=True, slots=True)
class Pools:
    """People of the segment in each group, the known among them; arrays of shape (n,).

    Attributes:
        expected: the mean of what is believed.
        low, high: the range, whole people, both ends belong to it.
    """

    expected: Floats
    low: Ints
    high: Ints


class _Seen(NamedTuple):
    """Counts of the groups, each with how often it occurs; no more is needed.

    The Beta-Binomial is a product of one factor for those in the segment, one for the
    others, and one for both.
    """

    inside: tuple[Ints, Ints]
    outside: tuple[Ints, Ints]
    known: tuple[Ints, Ints]


class _Box(NamedTuple):
    """Where the grid lies: logit of the mean share, log of the weight."""

    mean: tuple[float, float]
    weight: tuple[float, float]


def fit(known_in_segment: Ints, known: Ints) -> Belief:
    """Learn from all groups how a segment is spread over them.

    The posterior of mean and weight on a small grid, drawn closer twice. Groups of
    which nobody is known say nothing; without any other the prior comes back.

    Args:
        known_in_segment: known members who are in the segment, shape (n,).
        known: known members, shape (n,).

    Raises:
        WrongCount: a count is negative, or one is larger than those it is of.

    Source: docs/sources.md#reach.
    """
    k, n = _checked(known_in_segment, known)
    seen = _Seen(*(np.unique(x, return_counts=True) for x in (k, n - k, n)))
    box = _Box(
        (_logit(_MEANS[0]), _logit(_MEANS[1])),
        (float(np.log(_WEIGHTS[0])), float(np.log(_WEIGHTS[1]))),
    )
    for _ in range(_LOOKS - 1):
        box = _closer(box, *_look(box, seen))
    mean, weight, odds = _look(box, seen)
    return Belief(1 / (1 + np.exp(-mean)), np.exp(weight), odds)


def pools(
    known_in_segment: Ints,
    known: Ints,
    total: Ints,
    belief: Belief,
    level: float = 0.9,
) -> Pools:
    """Reckon how many people of the segment are in each group.

    ``k + (N - n) * (m * s + k) / (s + n)``, averaged over the belief. The range is
    the shortest that holds ``level`` of a Beta-Binomial whose share has the mean and
    the variance of the belief, and reaches to the expected number at least.

    Args:
        known_in_segment: k, shape (n,).
        known: n, shape (n,).
        total: N, members in all; fewer than the known ones counts as these.
        belief: from :func:`fit`.
        level: how much of what is believed the range holds.

    Raises:
        WrongCount: a count is negative, or one is larger than those it is of.

    Source: docs/sources.md#reach.
    """
    k, n = _checked(known_in_segment, known)
    unseen = np.maximum(np.asarray(total, np.int64) - n, 0)
    share, alpha, beta = _shares(k, n, belief)
    low, high = shortest(unseen, alpha, beta, level)
    expected = k + unseen * share
    # Where hardly anything but 0 is likely, the mean may lie above the shortest range.
    reached = np.rint(expected).astype(np.int64)
    return Pools(expected, k + low, np.maximum(k + high, reached))


def _checked(known_in_segment: Ints, known: Ints) -> tuple[Ints, Ints]:
    k, n = np.asarray(known_in_segment, np.int64), np.asarray(known, np.int64)
    wrong = np.flatnonzero((k < 0) | (k > n))
    if len(wrong):
        raise WrongCount(in_segment=int(k[wrong[0]]), known=int(n[wrong[0]]))
    return k, n


def _look(box: _Box, seen: _Seen) -> tuple[Floats, Floats, Floats]:
    """Give the points of the grid and the posterior on them, each of shape (g,)."""
    means, weights = (np.linspace(*side, _POINTS) for side in box)
    mean, weight = (x.ravel() for x in np.meshgrid(means, weights))
    share, s = 1 / (1 + np.exp(-mean)), np.exp(weight)
    a, b = share * s, (1 - share) * s
    alpha, beta = MEAN_PRIOR
    middle, spread = WEIGHT_PRIOR
    # The density of the logit: one more m and one more (1 - m) than that of m.
    log = alpha * np.log(share) + beta * np.log1p(-share)
    log -= ((weight - np.log(middle)) / spread) ** 2 / 2
    log += _rising(a, seen.inside) + _rising(b, seen.outside) - _rising(s, seen.known)
    odds = np.exp(log - log.max())
    return mean, weight, odds / odds.sum()


def _rising(shape: Floats, counts: tuple[Ints, Ints]) -> Floats:
    """Sum ``log(shape * (shape + 1) * … * (shape + count - 1))`` over the counts."""
    # Imported here: the start of the program shall not wait for scipy.
    from scipy.special import gammaln

    count, times = counts
    return np.asarray(
        times @ gammaln(shape + count[:, None]) - times.sum() * gammaln(shape)
    )


def _closer(box: _Box, mean: Floats, weight: Floats, odds: Floats) -> _Box:
    """Draw the grid about the middle of what it found, never wider than before."""
    sides = []
    for side, points in zip(box, (mean, weight), strict=True):
        middle = float(odds @ points)
        spread = float(np.sqrt(odds @ (points - middle) ** 2))
        # Found on one point alone, it may still lie anywhere between its neighbours.
        half = _WIDTH * max(spread, (side[1] - side[0]) / _POINTS / 3)
        sides.append((max(side[0], middle - half), min(side[1], middle + half)))
    return _Box(*sides)


def _shares(k: Ints, n: Ints, belief: Belief) -> tuple[Floats, Floats, Floats]:
    """Give the mean of each group's share, and the Beta with its mean and variance."""
    k, n = k[:, None], n[:, None]
    size = belief.weight + n
    each = (belief.mean * belief.weight + k) / size
    share = each @ belief.odds
    inner = (each * (1 - each) / (size + 1)) @ belief.odds
    outer = (each - share[:, None]) ** 2 @ belief.odds
    together = share * (1 - share) / (inner + outer) - 1
    return share, share * together, (1 - share) * together


def _logit(p: float) -> float:
    return float(np.log(p / (1 - p)))
