from __future__ import annotations

from datetime import date, timedelta

from kontor.core.connections.rhythm import due_day, rhythm_days, usual_gap

NEW_YEAR = date(2026, 1, 1)


def days(*offsets):
    return [NEW_YEAR + timedelta(days=offset) for offset in offsets]


def test_a_class_means_its_days_and_an_own_rhythm_its_own():
    assert [rhythm_days(c, None) for c in ("A", "B", "C", "D", "")] == [
        21,
        60,
        180,
        365,
        0,
    ]
    assert rhythm_days("own", 10) == 10
    assert rhythm_days("A", 10, {"A": 14}) == 14
    assert rhythm_days("own", None) == 0


def test_any_touch_resets_the_rhythm():
    assert due_day(NEW_YEAR, date(2020, 1, 1), 21) == date(2026, 1, 22)


def test_without_a_touch_one_is_due_from_the_start():
    assert due_day(None, NEW_YEAR, 365) == NEW_YEAR


def test_without_a_rhythm_nobody_is_due():
    assert due_day(NEW_YEAR, NEW_YEAR, 0) is None


def test_the_usual_gap_is_the_middle_one():
    # Gaps of 7, 21 and 60 days; their mean would say 29.
    assert usual_gap(days(0, 7, 28, 88)) == 21


def test_doubles_and_order_do_not_matter():
    assert usual_gap(days(88, 7, 7, 0, 28)) == 21


def test_three_days_of_contact_make_nothing_usual():
    assert usual_gap(days(0, 7, 14)) is None
