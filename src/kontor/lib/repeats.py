"""Days that come back: every three weeks, every year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def next_time(first: date, count: int, unit: str, today: date) -> date:
    """Give the first day from today on of a series; ``first`` where that is later.

    The 31st of a month without one is its last day.

    Args:
        first: the day the series began.
        count: every so many units, from 1.
        unit: "day", "week", "month" or "year".
        today: the day to look from.
    """
    if first >= today:
        return first
    if unit in _DAYS:
        step = count * _DAYS[unit]
        passed = -(-(today - first).days // step)
        return first + timedelta(days=passed * step)
    step = count * _MONTHS[unit]
    months = (today.year - first.year) * 12 + today.month - first.month
    passed = max(months // step, 0)
    found = _later(first, passed * step)
    return found if found >= today else _later(first, (passed + 1) * step)


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
