"""The days a rule looks at: period by period, and the tests a day must pass."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import TYPE_CHECKING

from kontor.exchange.ical.rule import SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kontor.exchange.ical.rule import Rule

_DEPTH = {"HOURLY": 1, "MINUTELY": 2, "SECONDLY": 3}


def period_of(rule: Rule, first: datetime, moment: datetime) -> int:
    """Number the last period of a rule that begins before a moment.

    Period 0 is the year, month, week, day, hour, minute or second of ``first``;
    each lasts ``interval`` of them.
    """
    if rule.frequency == "YEARLY":
        steps = moment.year - first.year
    elif rule.frequency == "MONTHLY":
        steps = (moment.year - first.year) * 12 + moment.month - first.month
    elif rule.frequency == "WEEKLY":
        steps = (moment.toordinal() - _week(rule, first)) // 7
    elif rule.frequency == "DAILY":
        steps = moment.toordinal() - first.toordinal()
    else:
        unit = timedelta(seconds=SECONDS[rule.frequency])
        steps = (moment - _whole(rule, first)) // unit
    return steps // rule.interval


def days_of(rule: Rule, first: datetime, period: int) -> list[date]:
    """List the days of a period that its months do not rule out beforehand."""
    steps = period * rule.interval
    if rule.frequency == "YEARLY":
        months = rule.months or range(1, 13)
        return [day for month in months for day in _month(first.year + steps, month)]
    if rule.frequency == "MONTHLY":
        year, month = divmod(first.year * 12 + first.month - 1 + steps, 12)
        wanted = not rule.months or month + 1 in rule.months
        return _month(year, month + 1) if wanted else []
    if rule.frequency == "WEEKLY":
        monday = _week(rule, first) + 7 * steps
        return [date.fromordinal(monday + n) for n in range(7)]
    if rule.frequency == "DAILY":
        return [date.fromordinal(first.toordinal() + steps)]
    return [_moment(rule, first, steps).date()]


def times_of(rule: Rule, first: datetime, period: int) -> list[time]:
    """List the times of day of a period, earliest first, for a completed rule."""
    parts = [rule.hours, rule.minutes, rule.seconds]
    if rule.frequency in SECONDS:
        at = _moment(rule, first, period * rule.interval)
        for n, value in enumerate((at.hour, at.minute, at.second)):
            if n < _DEPTH[rule.frequency]:
                parts[n] = (value,) if value in (parts[n] or (value,)) else ()
    return [time(h, m, s) for h, m, s in product(*parts)]


def tests_of(rule: Rule) -> list[Callable[[date], bool]]:
    """List what a day must pass to be an occurrence of a completed rule."""
    return list(_tests(rule))


def _tests(rule: Rule) -> Iterator[Callable[[date], bool]]:
    if rule.months:
        yield lambda day: day.month in rule.months
    if rule.month_days:
        yield lambda day: _either(day.day, _month_length(day), rule.month_days)
    if rule.year_days:
        yield lambda day: _either(_year_day(day), _year_length(day), rule.year_days)
    if rule.weeks and rule.frequency == "YEARLY":
        yield lambda day: _either(*_week_number(day, rule.week_start), rule.weeks)
    if rule.weekdays:
        yield _weekday_test(rule)


def _weekday_test(rule: Rule) -> Callable[[date], bool]:
    every = {weekday for n, weekday in rule.weekdays if n == 0}
    counted = {pair for pair in rule.weekdays if pair[0]}
    yearly = rule.frequency == "YEARLY" and not rule.months

    def test(day: date) -> bool:
        weekday = day.weekday()
        if weekday in every or not counted:
            return weekday in every
        at = _year_day(day) if yearly else day.day
        length = _year_length(day) if yearly else _month_length(day)
        places = ((at - 1) // 7 + 1, -((length - at) // 7) - 1)
        return any((place, weekday) in counted for place in places)

    return test


def _either(at: int, length: int, wanted: tuple[int, ...]) -> bool:
    """Tell whether a place is wanted, counted from the start or from the end."""
    return at in wanted or at - length - 1 in wanted


def _month(year: int, month: int) -> list[date]:
    first = date(year, month, 1).toordinal()
    return [date.fromordinal(first + n) for n in range(monthrange(year, month)[1])]


def _week(rule: Rule, first: datetime) -> int:
    """Give the ordinal of the day the week of ``first`` begins with."""
    return first.toordinal() - (first.weekday() - rule.week_start) % 7


def _week_number(day: date, week_start: int) -> tuple[int, int]:
    """Give the number of a day's week and how many weeks its year has.

    A week belongs to the year that holds its fourth day; 28 December is always
    in the last week of its year.
    """
    fourth = day + timedelta(days=3 - (day.weekday() - week_start) % 7)
    end = date(fourth.year, 12, 28)
    last = end + timedelta(days=3 - (end.weekday() - week_start) % 7)
    return (_year_day(fourth) - 1) // 7 + 1, (_year_day(last) - 1) // 7 + 1


def _moment(rule: Rule, first: datetime, steps: int) -> datetime:
    return _whole(rule, first) + timedelta(seconds=SECONDS[rule.frequency] * steps)


def _whole(rule: Rule, first: datetime) -> datetime:
    """Give the begin of the first hour, minute or second."""
    if rule.frequency == "HOURLY":
        return first.replace(minute=0, second=0)
    return first.replace(second=0) if rule.frequency == "MINUTELY" else first


def _year_day(day: date) -> int:
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1


def _year_length(day: date) -> int:
    return 366 if isleap(day.year) else 365


def _month_length(day: date) -> int:
    return monthrange(day.year, day.month)[1]
