from __future__ import annotations

from datetime import date

from kontor.web.chart import touch_chart

TODAY = date(2026, 3, 16)


def test_the_strip_is_the_last_24_months_up_to_the_end_of_this_one() -> None:
    chart = touch_chart([], [], TODAY)

    assert chart.since == date(2024, 4, 1)
    # March 2026 is the 24th month, from 23 to 24; the 16th is 15 of 31 days in.
    assert chart.today == "23.484"
    assert chart.quarters[0] == "Apr 2024"
    assert chart.quarters[-1] == "Jan 2026"
    assert len(chart.quarters) == 8


def test_a_stroke_stands_at_its_day_and_is_taller_the_more_it_counts() -> None:
    chart = touch_chart(
        [(date(2024, 4, 1), "meeting"), (date(2025, 2, 15), "email")], [], TODAY
    )
    meeting, email = chart.strokes

    assert meeting.x == "0.000"
    # February 2025 is ten months on; the 15th is 14 of 28 days in.
    assert email.x == "10.500"
    assert meeting.y < email.y


def test_what_lies_before_the_strip_is_left_out_of_it() -> None:
    chart = touch_chart([(date(2024, 3, 31), "call")], [], TODAY)

    assert chart.touches == 0


def test_the_highest_strength_fills_the_strip_and_half_of_it_half() -> None:
    strength = [(date(2025, 4, 1), 2.0), (date(2025, 5, 1), 1.0)]
    chart = touch_chart([], strength, TODAY)

    # 92 of 100 are used, counted from the foot: 100 - 92 = 8, 100 - 46 = 54.
    assert chart.line == "12.000,8.0 13.000,54.0"


def test_a_tie_without_strength_has_no_line() -> None:
    assert touch_chart([], [(TODAY, 0.0)], TODAY).line == ""
