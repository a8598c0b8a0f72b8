from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import betabinom

from kontor.core.groups import spread

SHAPES = [(40, 2.5, 9), (7, 0.1, 3), (300, 30, 2), (3000, 4, 60), (0, 1, 1)]


def shortest(unseen, a, b, level):
    low, high = spread.shortest(
        np.array([unseen]), np.array([float(a)]), np.array([float(b)]), level
    )
    return int(low[0]), int(high[0])


def test_of_equally_likely_numbers_the_lowest_are_taken():
    # Beta(1, 1) of 9: 0 to 9 have a tenth each.
    assert shortest(9, 1, 1, 0.9) == (0, 8)
    assert shortest(9, 1, 1, 0.5) == (0, 4)


def test_of_nobody_there_are_none():
    assert shortest(0, 1, 1, 0.9) == (0, 0)


@pytest.mark.parametrize(("unseen", "a", "b"), SHAPES[:4])
def test_no_shorter_range_holds_as_much(unseen, a, b):
    low, high = shortest(unseen, a, b, 0.9)
    of_it = betabinom(unseen, a, b)

    def held(first, last):
        return of_it.cdf(last) - of_it.cdf(first - 1)

    assert held(low, high) >= 0.9
    shorter = range(unseen - (high - low) + 2)
    assert all(held(x, x + high - low - 1) < 0.9 for x in shorter)


def test_a_million_is_reckoned_at_a_coarser_grain():
    # Beta(1, 1): nine tenths of all from 0 to a million.
    low, high = shortest(1_000_000, 1, 1, 0.9)
    assert high - low == pytest.approx(900_000, rel=0.001)


def test_the_coarser_grain_changes_next_to_nothing():
    small, large = (shortest(n, 2, 15, 0.9) for n in (10_000, 20_000))
    assert large == pytest.approx((2 * small[0], 2 * small[1]), abs=3)


def test_groups_do_not_disturb_each_other():
    unseen, a, b = np.array(SHAPES * 40).T
    low, high = spread.shortest(unseen.astype(np.int64), a, b, 0.9)
    alone = [shortest(n, x, y, 0.9) for n, x, y in SHAPES] * 40
    assert list(zip(low, high, strict=True)) == alone
