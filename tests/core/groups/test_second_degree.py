from __future__ import annotations

import numpy as np
import pytest

from kontor.core.groups.second_degree import scale_up, second_degree

NAN = float("nan")


def floats(*numbers):
    return np.array(numbers, float)


def test_an_answer_becomes_a_degree():
    # 3 of a kind that is 1 in 50: 150 people.
    degrees = scale_up(floats(3, NAN, 0), 0.02)
    assert degrees[0] == pytest.approx(150)
    assert np.isnan(degrees[1])
    assert degrees[2] == 0


def test_a_kind_that_nobody_meets_gives_no_degree():
    assert np.isnan(scale_up(floats(3), floats(0))).all()


def test_the_second_degree_weighs_by_trust_and_leaves_out_who_is_known_already():
    # .5 * 200 * .1 * .8 = 8 and 1 * 100 * .05 * .8 = 4.
    found = second_degree(floats(0.5, 1), floats(200, 100), floats(0.1, 0.05), 0.2)
    assert found is not None
    assert found.each == pytest.approx([8, 4])
    assert found.expected == pytest.approx(12)
    assert found.asked == 2


def test_who_was_not_asked_counts_with_the_median_of_the_others():
    # The median of 100, 200 and 900 is 200.
    found = second_degree(np.ones(4), floats(100, NAN, 200, 900), np.full(4, 0.1))
    assert found is not None
    assert found.each == pytest.approx([10, 20, 20, 90])
    assert found.asked == 3


def test_the_range_is_that_of_a_gamma():
    # 10 people expected: variance 3 * 10 + (.3 * 10) ** 2 = 39, so shape 100 / 39 and
    # scale 3.9. Chance below the low end and above the high end: 5 in 100 each.
    from scipy.stats import gamma

    found = second_degree(floats(1), floats(100), floats(0.1))
    assert found is not None
    below = gamma(100 / 39, scale=3.9).cdf([found.low, found.high])
    assert below == pytest.approx([0.05, 0.95])


def test_who_was_not_asked_widens_the_range():
    asked = second_degree(np.ones(2), floats(100, 100), np.full(2, 0.1))
    guessed = second_degree(np.ones(2), floats(100, NAN), np.full(2, 0.1))
    assert asked is not None
    assert guessed is not None
    assert guessed.expected == asked.expected
    assert guessed.low < asked.low < asked.high < guessed.high


def test_where_nobody_was_asked_nothing_is_said():
    assert second_degree(np.ones(2), floats(NAN, NAN), np.ones(2)) is None
    assert second_degree(floats(), floats(), floats()) is None


def test_who_knows_nobody_leads_to_nobody():
    found = second_degree(floats(1), floats(0), floats(0.1))
    assert found is not None
    assert (found.expected, found.low, found.high) == (0, 0, 0)
