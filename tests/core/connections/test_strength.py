from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.core.connections.strength import (
    CHANNEL_WEIGHTS,
    contact_days,
    strength,
    strength_keys,
    weigh,
)

TODAY = date(2026, 3, 31)
T = TODAY.toordinal()


def keys(*touches, half_life=30.0, people=1):
    person, day, weight = zip(*touches, strict=True) if touches else ((), (), ())
    return strength_keys(
        np.array(person, np.int64),
        np.array(day, np.int64),
        np.array(weight, np.float64),
        half_life,
        people,
    )


def test_a_mail_today_is_worth_one():
    assert strength(keys((0, T, 1.0)), TODAY, 30.0)[0] == pytest.approx(1)


def test_a_touch_counts_half_after_one_half_life():
    assert strength(keys((0, T - 30, 1.0)), TODAY, 30.0)[0] == pytest.approx(0.5)


def test_a_call_two_half_lives_ago_and_a_mail_today_make_one_and_a_half():
    # 2 * 1/4 + 1
    both = keys((0, T - 60, 2.0), (0, T, 1.0))
    assert strength(both, TODAY, 30.0)[0] == pytest.approx(1.5)


def test_a_day_counts_once_with_its_heaviest_touch():
    # Four mails and a meeting on one day are one meeting.
    day = [(0, T, 1.0)] * 4 + [(0, T, CHANNEL_WEIGHTS["meeting"])]
    assert strength(keys(*day), TODAY, 30.0)[0] == pytest.approx(3)


def test_whoever_was_never_met_has_no_key_and_no_strength():
    found = keys((1, T, 1.0), people=3)
    assert np.isnan(found[[0, 2]]).all()
    assert strength(found, TODAY, 30.0).tolist() == pytest.approx([0, 1, 0])


def test_an_empty_book_has_no_keys():
    assert np.isnan(keys(people=2)).all()


def test_a_channel_of_no_weight_does_not_count():
    assert np.isnan(keys((0, T, 0.0))[0])


def test_touches_may_come_in_any_order():
    ordered = [(0, T - 9, 1.0), (0, T, 2.0), (1, T - 3, 3.0), (1, T - 1, 1.0)]
    mixed = [ordered[i] for i in (2, 1, 3, 0)]
    assert keys(*ordered, people=2) == pytest.approx(keys(*mixed, people=2))


def test_a_century_of_silence_is_no_error():
    long_ago = keys((0, date(1926, 1, 1).toordinal(), 1.0), half_life=7.0)
    assert np.isfinite(long_ago[0])
    assert strength(long_ago, TODAY, 7.0)[0] == 0


def test_a_century_between_two_touches_leaves_the_later_one():
    both = keys((0, date(1926, 1, 1).toordinal(), 3.0), (0, T, 1.0), half_life=7.0)
    assert strength(both, TODAY, 7.0)[0] == pytest.approx(1)


def test_days_of_contact_are_ordered_and_single():
    days = contact_days(
        np.array([1, 0, 1, 1]), np.array([5, 9, 3, 5]), np.array([1.0, 1.0, 2.0, 3.0])
    )
    assert days.person.tolist() == [0, 1, 1]
    assert days.day.tolist() == [9, 3, 5]
    assert days.weight.tolist() == [1, 2, 3]


def test_the_first_touch_can_be_weighed_without_a_key():
    assert weigh(None, TODAY, 2.0, 30.0) == pytest.approx(keys((0, T, 2.0))[0])
    assert weigh(float("nan"), TODAY, 2.0, 30.0) == pytest.approx(T / 30 + 1)


def test_a_heavier_touch_on_a_day_that_counts_adds_the_difference():
    mail = weigh(None, TODAY, 1.0, 30.0)
    assert weigh(mail, TODAY, 3.0 - 1.0, 30.0) == pytest.approx(keys((0, T, 3.0))[0])


weights = st.sampled_from([1.0, 2.0, 3.0])
half_lives = st.sampled_from([7.0, 30.0, 180.0])
histories = st.dictionaries(st.integers(0, 2_000), weights, min_size=1, max_size=8)


def touches_of(history):
    return [(0, T - age, weight) for age, weight in history.items()]


@given(histories, half_lives)
def test_adding_one_day_equals_reckoning_all_anew(history, half_life):
    touches = touches_of(history)
    key = None
    for _, day, weight in touches:
        key = weigh(key, date.fromordinal(day), weight, half_life)
    assert key == pytest.approx(keys(*touches, half_life=half_life)[0], abs=1e-6)


@given(histories, st.integers(0, 2_000), weights, half_lives)
def test_one_more_touch_never_lowers_a_strength(history, age, weight, half_life):
    before = keys(*touches_of(history), half_life=half_life)
    after = keys(*touches_of(history), (0, T - age, weight), half_life=half_life)
    assert after[0] >= before[0]


@given(histories, histories, st.integers(0, 400), half_lives)
def test_keys_stand_in_the_order_of_strengths_on_any_later_day(
    one, other, later, half_life
):
    touches = touches_of(one) + [(1, day, w) for _, day, w in touches_of(other)]
    both = keys(*touches, half_life=half_life, people=2)
    then = TODAY + timedelta(days=later)
    strengths = [
        sum(
            w * 2 ** (-(then.toordinal() - T + age) / half_life) for age, w in h.items()
        )
        for h in (one, other)
    ]
    if both[0] < both[1] - 1e-6:
        assert strengths[0] <= strengths[1]
    if both[0] > both[1] + 1e-6:
        assert strengths[0] >= strengths[1]
    assert strength(both, then, half_life).tolist() == pytest.approx(strengths)
