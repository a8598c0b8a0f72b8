from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.core.connections.probability import (
    WORD_EDGES,
    WORDS,
    Prior,
    in_ten,
    in_words,
    p_active,
    p_active_interval,
)


def p(strength, age=0.0, half_life=30.0, prior=None, horizon=90):
    prior = prior or Prior()
    return p_active(
        np.array([strength]), np.array([age]), half_life, prior, horizon
    ).item()


def test_nothing_known_gives_the_prior_alone():
    # b / (b + H) = 150 / 240 = .625; 1 - .625 ** .35 = 1 - exp(-.1645)
    assert p(0.0) == pytest.approx(0.1517, abs=1e-4)


def test_one_touch_today_multiplies_the_odds_against_by_the_ratio():
    # 1 - .625 ** 1.35 = 1 - .8483 * .625
    assert p(1.0) == pytest.approx(0.4698, abs=1e-4)


def test_an_old_tie_has_been_watched_longer():
    # h = 30, T = 30: b = 150 + 30 / .6931 * (1 - 1/2) = 171.64; ratio .65601;
    # 1 - .65601 ** 1.35 = 1 - exp(1.35 * -.42158) = 1 - exp(-.56913)
    assert p(1.0, age=30.0) == pytest.approx(0.4340, abs=1e-4)


def test_the_middle_of_an_exponential_rate_is_known_by_hand():
    # a = 1 and b = H = 90: P = 1 - (1 - q) ** (H / b) = q at every quantile q.
    low, high = p_active_interval(
        np.array([0.0]), np.array([0.0]), 30.0, Prior(1.0, 90.0)
    )
    assert (low.item(), high.item()) == pytest.approx((0.05, 0.95))


def test_a_narrower_level_gives_a_narrower_range():
    column = np.array([2.0]), np.array([100.0])
    wide = p_active_interval(*column, 30.0, Prior())
    half = p_active_interval(*column, 30.0, Prior(), level=0.5)
    assert wide[0] < half[0] < half[1] < wide[1]


ties = st.floats(0, 50), st.floats(0, 10_000)


@given(*ties)
def test_one_more_touch_helps_the_less_the_stronger_the_tie(strength, age):
    gains = [p(s + 1, age) - p(s, age) for s in (strength, strength + 0.5)]
    assert 0 < gains[1] < gains[0]


@given(*ties, st.floats(1, 400))
def test_a_longer_horizon_is_never_less_likely(strength, age, horizon):
    assert (
        0 < p(strength, age, horizon=horizon) <= p(strength, age, horizon=horizon + 1)
    )


@given(*ties)
def test_the_range_lies_around_the_probability(strength, age):
    columns = np.array([strength]), np.array([age])
    low, high = p_active_interval(*columns, 30.0, Prior())
    assert 0 <= low <= p(strength, age) <= high <= 1


def test_words_stand_for_fifths():
    said = [in_words(x) for x in (0.0, 0.19, 0.2, 0.5, 0.6, 0.8, 1.0)]
    assert said == [
        "very_unlikely", "very_unlikely", "unlikely", "open", "likely",
        "very_likely", "very_likely",
    ]  # fmt: skip
    assert {code for code, _ in WORD_EDGES} == set(WORDS)


def test_so_many_in_ten_is_rounded_half_up():
    assert [in_ten(x) for x in (0.05, 0.25, 0.44, 0.94)] == [1, 3, 4, 9]


def test_nothing_is_ever_said_to_be_none_or_all_in_ten():
    assert [in_ten(x) for x in (0.0, 0.04, 0.95, 1.0)] == [1, 1, 9, 9]
