"""Recurrence rules (RFC 5545, 3.3.10) as plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from icalendar.prop import vRecur

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SECONDS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", *SECONDS)
_RANGES = {
    "BYMONTH": (1, 12),
    "BYWEEKNO": (-53, 53),
    "BYYEARDAY": (-366, 366),
    "BYMONTHDAY": (-31, 31),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 60),
    "BYSETPOS": (-366, 366),
}
# "FREQ=DAILY\\;COUNT=10" and "BYDAY=MO, TU" are seen in the wild.
_STRAY = re.compile(r"[\\\s]")
# Nobody meets more often than every quarter of an hour.
_MOST_TIMES = 96


class BadRule(ValueError):
    """The rule says nothing that can be reckoned with."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE; empty tuples where it does not narrow.

    ``weekdays`` are (n, weekday) with Monday 0 and n = 0 for "every".
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    week_start: int = 0
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()


def parse_rule(text: str) -> Rule:
    """Read the value of an RRULE property.

    Raises:
        BadRule: unknown frequency or calendar, a number out of its range, an
            interval below one, more than 96 times a day.
    """
    try:
        parts = vRecur.from_ical(_STRAY.sub("", text).upper())
    except (ValueError, OverflowError) as error:
        raise BadRule(text) from error
    frequency = str(_one(parts, "FREQ", ""))
    rule = Rule(
        frequency=frequency,
        interval=int(_one(parts, "INTERVAL", 1)),
        # Some write COUNT=-1 for "without end".
        count=count if (count := _one(parts, "COUNT", 0)) > 0 else None,
        until=_one(parts, "UNTIL", None),
        week_start=DAYS.index(str(_one(parts, "WKST", "MO"))),
        weekdays=_weekdays(parts.get("BYDAY", ()), frequency),
        months=_numbers(parts, "BYMONTH"),
        weeks=_numbers(parts, "BYWEEKNO"),
        year_days=_numbers(parts, "BYYEARDAY"),
        month_days=_numbers(parts, "BYMONTHDAY"),
        hours=_numbers(parts, "BYHOUR"),
        minutes=_numbers(parts, "BYMINUTE"),
        seconds=_numbers(parts, "BYSECOND"),
        positions=_numbers(parts, "BYSETPOS"),
    )
    _check(rule, str(_one(parts, "RSCALE", "GREGORIAN")))
    return rule


def completed(rule: Rule, first: datetime) -> Rule:
    """Fill in what the rule leaves to its first occurrence."""
    clock = replace(
        rule,
        hours=rule.hours or _unless(rule, first.hour, *SECONDS),
        minutes=rule.minutes or _unless(rule, first.minute, "MINUTELY", "SECONDLY"),
        seconds=rule.seconds or _unless(rule, first.second, "SECONDLY"),
    )
    if rule.month_days or rule.year_days or rule.weekdays:
        return clock
    if rule.frequency == "WEEKLY" or rule.weeks:
        return replace(clock, weekdays=((0, first.weekday()),))
    if rule.frequency == "MONTHLY":
        return replace(clock, month_days=(first.day,))
    if rule.frequency == "YEARLY":
        months = rule.months or (first.month,)
        return replace(clock, months=months, month_days=(first.day,))
    return clock


def _unless(rule: Rule, value: int, *frequencies: str) -> tuple[int, ...]:
    return () if rule.frequency in frequencies else (value,)


def _one(parts: vRecur, key: str, default: Any) -> Any:
    values = parts.get(key)
    return values[0] if values else default


def _numbers(parts: vRecur, key: str) -> tuple[int, ...]:
    low, high = _RANGES[key]
    numbers = sorted({int(value) for value in parts.get(key, ())})
    if any(not low <= n <= high or (n == 0 and low < 0) for n in numbers):
        raise BadRule(key)
    # A leap second is the last second to everybody else.
    return tuple(min(n, 59) for n in numbers) if key == "BYSECOND" else tuple(numbers)


def _weekdays(values: Any, frequency: str) -> tuple[tuple[int, int], ...]:
    counted = frequency in ("MONTHLY", "YEARLY")
    pairs = {
        ((value.relative or 0) if counted else 0, DAYS.index(value.weekday))
        for value in values
    }
    return tuple(sorted(pairs))


def _check(rule: Rule, calendar: str) -> None:
    if rule.frequency not in _FREQUENCIES or calendar != "GREGORIAN":
        raise BadRule(rule.frequency)
    if rule.interval < 1:
        raise BadRule(str(rule.interval))
    if len(rule.hours or [0]) * len(rule.minutes or [0]) * len(rule.seconds or [0]) > (
        _MOST_TIMES
    ):
        raise BadRule(rule.frequency)
    if rule.until is not None and not isinstance(rule.until, date):
        raise BadRule(str(rule.until))
