from __future__ import annotations

from kontor.core.connections.spans import period, span


def said(found):
    return found["count"], found["unit"]


def test_lengths_are_told_in_the_unit_people_would_use():
    assert said(span(0)) == (0, "day")
    assert said(span(13)) == (13, "day")
    assert said(span(14)) == (2, "week")
    assert said(span(21)) == (3, "week")
    assert said(span(63)) == (9, "week")
    assert said(span(91)) == (13, "week")
    # 92 / 30.44 is 3.02, 729 / 30.44 is 23.95, 730 / 365.25 is 1.999
    assert said(span(92)) == (3, "month")
    assert said(span(729)) == (24, "month")
    assert said(span(730)) == (2, "year")


def test_half_a_unit_is_rounded_up():
    # 17.5 / 7 is 2.5
    assert said(span(17.5)) == (3, "week")


def test_a_rhythm_is_told_exactly():
    told = [said(period(days)) for days in (21, 60, 180, 365, 730)]
    assert told == [(3, "week"), (2, "month"), (6, "month"), (12, "month"), (2, "year")]


def test_a_rhythm_that_fits_no_unit_stays_in_days():
    assert [said(period(days)) for days in (1, 7, 10, 30, 45)] == [
        (1, "day"), (7, "day"), (10, "day"), (30, "day"), (45, "day"),
    ]  # fmt: skip
