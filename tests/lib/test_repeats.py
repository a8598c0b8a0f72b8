from __future__ import annotations

from datetime import date

import pytest

from kontor.lib.repeats import next_time


@pytest.mark.parametrize(
    ("first", "count", "unit", "expected"),
    [
        ((2026, 5, 1), 1, "year", (2026, 5, 1)),  # still to come
        ((2026, 3, 2), 1, "week", (2026, 3, 2)),  # today
        ((2026, 2, 20), 1, "week", (2026, 3, 6)),  # 27 Feb is past, 6 March is not
        ((2026, 2, 1), 3, "week", (2026, 3, 15)),  # 1 and 22 Feb, then 15 March
        ((2026, 1, 1), 10, "day", (2026, 3, 2)),  # 60 days are six times ten
        ((2025, 8, 31), 6, "month", (2026, 8, 31)),  # 28 Feb is past
        ((2025, 3, 31), 1, "month", (2026, 3, 31)),  # back to the 31st after February
        ((2020, 3, 1), 2, "year", (2028, 3, 1)),  # 2026's was yesterday
        ((2024, 2, 29), 1, "year", (2027, 2, 28)),  # 28 Feb 2026 is past
    ],
)
def test_the_next_time_is_the_first_from_today_on(
    first: tuple[int, int, int],
    count: int,
    unit: str,
    expected: tuple[int, int, int],
) -> None:
    today = date(2026, 3, 2)
    assert next_time(date(*first), count, unit, today) == date(*expected)
