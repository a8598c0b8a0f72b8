from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from kontor.core.connections.fit import ENOUGH_OUTCOMES, fit, log_loss, outcomes
from kontor.core.connections.probability import Prior, p_active
from kontor.core.connections.strength import contact_days

TODAY = date(2026, 6, 30)
T = TODAY.toordinal()
CUT = T - 90


def days_of(ties):
    """Days of contact from a list of lists of ordinals, one list per tie."""
    person = [number for number, days in enumerate(ties) for _ in days]
    day = [day for days in ties for day in days]
    return contact_days(np.array(person), np.array(day), np.ones(len(day)))


def regular(phase):
    """Every sixty days for two years, the last before the cut ``phase`` days ago."""
    return [CUT - phase + 60 * step for step in range(-12, 2)]


def burst(phase):
    """Two contacts shortly before the cut, none ever after."""
    return [CUT - phase, CUT - phase - 2]


# Bursts are later than most regulars: recency errs, a long memory does not.
SLOW = [regular(1 + i % 59) for i in range(120)] + [
    burst(1 + i % 20) for i in range(120)
]
# Forty contacts once, then none, against two a week ago that go on: memory errs.
FAST = [[CUT - 200 - i % 30 - n for n in range(40)] for i in range(120)] + [
    [CUT - 3 - i % 5, CUT - 10 - i % 5, CUT + 4] for i in range(120)
]


def test_a_book_of_slow_ties_learns_a_long_memory():
    learned = fit(days_of(SLOW), TODAY)
    assert learned is not None
    assert (learned.half_life, learned.outcomes) == (180.0, 240)


def test_a_book_of_quick_ties_learns_a_short_one():
    learned = fit(days_of(FAST), TODAY)
    assert learned is not None
    assert learned.half_life <= 30


def test_the_learned_prior_foresees_the_book_better_than_the_guess():
    known = outcomes(days_of(SLOW), date.fromordinal(CUT))
    learned = fit(days_of(SLOW), TODAY)
    assert learned is not None
    strengths = known.strengths(learned.half_life)
    mine, guess = (
        log_loss(
            p_active(strengths, known.age(), learned.half_life, prior), known.active
        )
        for prior in (learned.prior, Prior())
    )
    assert mine < guess


def test_too_few_outcomes_teach_nothing():
    half = ENOUGH_OUTCOMES // 2
    few = SLOW[: half - 1] + SLOW[-half:]
    assert fit(days_of(few), TODAY) is None
    assert fit(days_of([*few, regular(7)]), TODAY) is not None


def test_ties_that_all_lasted_teach_nothing():
    assert fit(days_of([regular(1 + i % 59) for i in range(250)]), TODAY) is None


def test_an_empty_book_teaches_nothing():
    assert fit(days_of([]), TODAY) is None


def test_what_happens_from_the_day_on_is_not_looked_at():
    later = [[*days, T, T + 5] for days in SLOW]
    assert fit(days_of(later), TODAY) == fit(days_of(SLOW), TODAY)


def test_an_outcome_begins_on_the_cut_and_ends_before_the_horizon():
    known = outcomes(
        days_of([
            [CUT - 9, CUT - 2, CUT],        # from the cut on: active
            [CUT - 9, CUT - 3, CUT + 89],   # on the last day: active
            [CUT - 9, CUT - 4, CUT + 90],   # a day too late
            [CUT - 9, CUT + 1],             # one day of contact is no tie
            [CUT - 20, CUT - 9, CUT - 5],
        ]),
        date.fromordinal(CUT),
    )  # fmt: skip
    assert known.tie.tolist() == [0, 1, 2, 4]
    assert known.active.tolist() == [True, True, False, False]
    assert known.touch_days.tolist() == [2, 2, 2, 3]
    assert (CUT - known.last).tolist() == [2, 3, 4, 5]
    assert known.age().tolist() == [9, 9, 9, 20]
    # The last: 2 ** (-20/30) + 2 ** (-9/30) + 2 ** (-5/30)
    assert known.strengths(30.0)[3] == pytest.approx(0.6300 + 0.8123 + 0.8909, abs=1e-4)


def test_a_certain_and_wrong_forecast_is_a_great_surprise_and_no_error():
    assert log_loss(np.array([1.0]), np.array([False])) == pytest.approx(
        20.72, abs=0.01
    )
    # ln 2 for a coin.
    assert log_loss(np.array([0.5, 0.5]), np.array([True, False])) == pytest.approx(
        0.6931, abs=1e-4
    )
