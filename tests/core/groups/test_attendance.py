from __future__ import annotations

from datetime import date, timedelta

import pytest

from kontor.core.groups.attendance import (
    ABSENT,
    EXCUSED,
    LATE,
    PRESENT,
    REPRESENTED,
    belonged,
    pace,
    rate,
    states_while_member,
)

TODAY = date(2025, 12, 31)


def ago(*days):
    return [TODAY - timedelta(days=n) for n in days]


def test_late_is_there_and_excused_counts_neither_way():
    assert rate([PRESENT, LATE, ABSENT, EXCUSED, PRESENT]) == (3, 4)


def test_a_seat_kept_by_somebody_else_counts_where_seats_are_counted():
    states = [PRESENT, REPRESENTED, ABSENT]
    assert rate(states, represented_counts=True) == (2, 3)
    assert rate(states) == (1, 2)


def test_a_gathering_of_which_nothing_is_noted_does_not_count():
    assert rate(["", PRESENT]) == (1, 1)
    assert rate([]) == (0, 0)


def test_only_from_the_day_of_joining_to_the_day_of_leaving():
    joined, left = date(2025, 2, 1), date(2025, 4, 1)
    marks = [
        (date(2025, 1, 31), PRESENT),
        (joined, LATE),
        (date(2025, 3, 1), ABSENT),
        (left, EXCUSED),
        (date(2025, 4, 2), ABSENT),
    ]
    assert states_while_member(marks, joined, left) == [LATE, ABSENT, EXCUSED]
    assert len(states_while_member(marks, None, left)) == 4
    assert len(states_while_member(marks, joined)) == 4


def test_without_days_somebody_always_belonged():
    assert belonged(TODAY, None, None)
    assert not belonged(TODAY, TODAY + timedelta(days=1), None)


def test_as_often_as_ever_is_one():
    # One every 73 days and today: days 0, 73 (recent), 146, 219, 292, 364: 6 in 365,
    # 2 in 90.
    found = pace(ago(0, 73, 146, 219, 292, 364), TODAY)
    assert found is not None
    assert (found.recent, found.year) == (2, 6)
    assert found.ratio == pytest.approx((2 / 90) / (6 / 365))
    assert not found.falling


def test_half_as_often_is_falling():
    # 1 in 90 days against 9 in 365: (1 / 90) / (9 / 365) = .45.
    found = pace(ago(89, 90, 120, 150, 180, 210, 240, 270, 300), TODAY)
    assert found is not None
    assert (found.recent, found.year) == (1, 9)
    assert found.ratio == pytest.approx(0.4506, abs=1e-4)
    assert found.falling


def test_doubles_and_days_out_of_the_year_do_not_count():
    year = ago(1, 50, 100, 150, 200, 250)
    assert pace(year + ago(1, 365, -1), TODAY) == pace(year, TODAY)


def test_a_new_member_is_measured_from_the_day_of_joining():
    # 200 days a member, both ends counted: 6 in 200, 3 in 90.
    found = pace(ago(0, 40, 80, 120, 160, 199), TODAY, ago(199)[0])
    assert found is not None
    assert found.ratio == pytest.approx((3 / 90) / (6 / 200))


def test_it_may_be_too_early_to_tell():
    often = ago(1, 2, 3, 4, 5, 6, 7)
    assert pace(often, TODAY, ago(178)[0]) is None
    assert pace(often, TODAY, ago(179)[0]) is not None
    assert pace(often[:5], TODAY) is None
