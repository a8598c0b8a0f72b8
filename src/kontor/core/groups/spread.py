"""How far a number of people may be from what is expected.

The chances of all groups lie in one array, one behind the other, so that many groups
cost hardly more than one. Source: docs/sources.md#reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kontor.core.connections.columns import Floats, Ints

# More unseen members than these are reckoned as so many, and the range is widened in
# proportion: what matters there is the share, and memory stays small.
FINEST = 5_000
# Differences of chances below this are rounding.
_ROUNDING = 1e-9


def shortest(unseen: Ints, a: Floats, b: Floats, level: float) -> tuple[Ints, Ints]:
    """Give the shortest ranges that hold ``level`` of Beta-Binomials.

    Unlike one that leaves out as much above as below, such a range does not promise
    more than ``level`` where hardly anybody is expected; docs/sources.md#reach has
    both measured.

    Args:
        unseen: people drawn, 0 or more, shape (n,).
        a, b: of the Beta their share has, above 0, shape (n,).
        level: how much the range holds, below 1.

    Returns:
        The lower and the upper ends, both belong to the range; of equally short ones
        the one that holds most, then the lowest.
    """
    if not len(unseen):
        return unseen, unseen
    size = np.minimum(unseen, FINEST) + 1
    start = np.cumsum(size) - size
    odds = _chances(size, start, a, b)
    # Each group's chances sum to 1, so the sum over all never turns back.
    through = np.cumsum(odds)
    before = through - odds
    here = np.arange(len(odds))
    last = np.searchsorted(through, before + level - _ROUNDING)
    width = np.where(last < np.repeat(start + size, size), last - here, len(odds))
    narrow = width == np.repeat(np.minimum.reduceat(width, start), size)
    held = np.where(narrow, through[np.minimum(last, len(odds) - 1)] - before, 0.0)
    most = held > np.repeat(np.maximum.reduceat(held, start), size) - _ROUNDING
    first = np.minimum.reduceat(np.where(most, here, len(odds)), start)
    low, high = first - start, last[first] - start
    coarse = np.maximum(unseen, 1), np.maximum(size - 1, 1)
    return low * coarse[0] // coarse[1], -(-high * coarse[0] // coarse[1])


def _chances(size: Ints, start: Ints, a: Floats, b: Floats) -> Floats:
    """Give the chances of 0 to ``size - 1``, one group behind the other."""
    x = np.arange(size.sum()) - np.repeat(start, size)
    left = np.repeat(size - 1, size) - x
    a, b = np.repeat(a, size), np.repeat(b, size)
    # Each chance by the one before: no factorial that would overflow.
    ratio = (left + 1) * (x - 1 + a) / (np.maximum(x, 1) * (left + b))
    log = np.cumsum(np.log(np.where(x > 0, ratio, 1.0)))
    odds = np.exp(log - np.repeat(np.maximum.reduceat(log, start), size))
    return np.asarray(odds / np.repeat(np.add.reduceat(odds, start), size))
