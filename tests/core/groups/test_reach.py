from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betaln

from kontor.core.groups.reach import Belief, WrongCount, fit, pools


def belief(*points):
    """A belief from (mean, weight, odds)."""
    return Belief(*np.array(points, float).T)


def ints(*numbers):
    return np.array(numbers, np.int64)


def one_pool(k, n, total, believed, level=0.9):
    found = pools(ints(k), ints(n), ints(total), believed, level)
    return float(found.expected[0]), int(found.low[0]), int(found.high[0])


def test_the_pool_is_the_known_and_a_share_of_the_unseen():
    # Believed 1 in 4 as firmly as 4 members: (1 + 1) / (4 + 4) of 16 unseen.
    assert one_pool(1, 4, 20, belief((0.25, 4, 1)))[0] == pytest.approx(1 + 16 * 0.25)


def test_several_beliefs_are_averaged_by_their_odds():
    # Nobody known of 10: .25 * 2 + .75 * 4.
    both = belief((0.2, 10, 0.25), (0.4, 10, 0.75))
    assert one_pool(0, 0, 10, both)[0] == pytest.approx(3.5)


def test_the_range_is_the_shortest_that_holds_enough():
    # Beta(1, 1): 0 to 9 are equally likely, a tenth each.
    uniform = belief((0.5, 2, 1))
    assert one_pool(0, 0, 9, uniform) == (4.5, 0, 8)
    assert one_pool(0, 0, 9, uniform, level=0.5) == (4.5, 0, 4)


def test_the_range_lies_where_most_is_believed():
    # Beta(2, 1) of 3 unseen: x has (x + 1) / 10, so 1 to 3 hold .9, 2 and 3 hold .7.
    rising = belief((2 / 3, 3, 1))
    assert one_pool(0, 0, 3, rising, level=0.9)[1:] == (1, 3)
    assert one_pool(0, 0, 3, rising, level=0.7)[1:] == (2, 3)


def test_doubt_about_the_belief_widens_the_range():
    sure = belief((0.3, 50, 1))
    unsure = belief((0.1, 50, 0.5), (0.5, 50, 0.5))
    mean, low, high = one_pool(0, 0, 100, sure)
    wide_mean, wide_low, wide_high = one_pool(0, 0, 100, unsure)
    assert mean == pytest.approx(wide_mean)
    assert wide_low < low < high < wide_high


def test_the_range_reaches_to_what_is_expected():
    # Shares near 0 or 1: 0 of 100 has a chance of .97, so the shortest range is 0 to 0,
    # but 2 are expected.
    assert one_pool(0, 0, 100, belief((0.02, 0.3, 1))) == (2.0, 0, 2)


def test_a_group_known_to_the_last_has_its_pool_for_certain():
    assert one_pool(2, 7, 7, belief((0.1, 10, 1))) == (2.0, 2, 2)


def test_a_stated_size_below_the_known_members_counts_as_these():
    assert one_pool(2, 7, 5, belief((0.1, 10, 1))) == (2.0, 2, 2)


def test_no_groups_have_no_pools():
    found = pools(ints(), ints(), ints(), belief((0.1, 10, 1)))
    assert [len(x) for x in (found.expected, found.low, found.high)] == [0, 0, 0]


@pytest.mark.parametrize("nobody", [(), (0, 0)])
def test_without_anybody_known_the_prior_comes_back(nobody):
    # The mean of Beta(1, 19) is 1/20; the median of the weights is 10.
    found = fit(ints(*nobody), ints(*nobody)).summary()
    assert found.mean == pytest.approx(0.05, rel=0.02)
    assert found.weight == pytest.approx(10, rel=0.01)


def by_brute_force(k, n):
    """The posterior means of m and m * s, on a plain and fine grid of m and log s."""
    m = (np.arange(600) + 0.5)[:, None] / 600
    log_s = np.linspace(np.log(0.3), np.log(400), 200)[None, :]
    s = np.exp(log_s)
    log = 18 * np.log(1 - m) - (log_s - np.log(10)) ** 2 / 2
    for ki, ni in zip(k, n, strict=True):
        log = log + betaln(m * s + ki, (1 - m) * s + ni - ki)
        log = log - betaln(m * s, (1 - m) * s)
    odds = np.exp(log - log.max())
    odds /= odds.sum()
    return float((odds * m).sum()), float((odds * log_s).sum())


@pytest.mark.parametrize(
    ("k", "n"),
    [([0, 1, 2], [5, 5, 5]), ([3] * 30, [12] * 30), ([0, 9, 0, 10], [10] * 4)],
)
def test_what_is_learned_is_the_posterior(k, n):
    found = fit(ints(*k), ints(*n))
    mean, log_weight = by_brute_force(k, n)
    assert found.odds.sum() == pytest.approx(1)
    assert found.summary().mean == pytest.approx(mean, rel=0.01)
    assert np.log(found.summary().weight) == pytest.approx(log_weight, abs=0.03)


def test_groups_without_anybody_known_teach_nothing():
    some = fit(ints(1, 2), ints(6, 8)).summary()
    more = fit(ints(0, 1, 0, 2), ints(0, 6, 0, 8)).summary()
    assert (more.mean, more.weight) == pytest.approx((some.mean, some.weight))


def test_groups_that_differ_much_weigh_less_on_each_other():
    alike = fit(ints(*[5] * 40), ints(*[10] * 40)).summary()
    unlike = fit(ints(*[0, 10] * 20), ints(*[10] * 40)).summary()
    assert unlike.weight < 2 < 20 < alike.weight


@pytest.mark.parametrize(("k", "n"), [(3, 2), (-1, 2), (0, -1)])
def test_counts_that_cannot_be_are_refused_with_a_sentence(k, n):
    with pytest.raises(WrongCount, match="cannot be"):
        fit(ints(0, k), ints(5, n))
    with pytest.raises(WrongCount, match=f"{k} people .* among {n} known"):
        pools(ints(0, k), ints(5, n), ints(9, 9), belief((0.1, 10, 1)))
