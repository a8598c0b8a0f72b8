"""Days told by number: "12.3.", "12 March", "March 12, 2024", "3/12", ISO."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

AHEAD = timedelta(days=60)
"""How far a day without a year may lie ahead before the last year's is meant."""

MONTHS = {
    "januar": 1, "jänner": 1, "jaenner": 1, "january": 1, "jan": 1, "februar": 2,
    "feber": 2, "february": 2, "feb": 2, "märz": 3, "maerz": 3, "march": 3, "mrz": 3,
    "mar": 3, "april": 4, "apr": 4, "mai": 5, "may": 5, "juni": 6, "june": 6, "jun": 6,
    "juli": 7, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9,
    "sep": 9, "oktober": 10, "october": 10, "okt": 10, "oct": 10, "november": 11,
    "nov": 11, "dezember": 12, "december": 12, "dez": 12, "dec": 12,
}  # fmt: skip
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
"""A pattern for the name of a month, German or English."""

_D = r"(?P<d>[0-3]?\d)"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
# What makes a number that of something else than a day or a year.
_UNIT = r"(?!\s?(?:min|h\b|std|stund|hour|uhr|mal\b|people|leute|[:%€$']))"
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.]){_YEAR}-(?P<m>[01]?\d)-{_D}(?![\d-])",
        rf"(?<![\d.,]){_D}\.\s?(?P<m>[01]?\d)\."
        rf"(?:\s?{_YEAR}\b{_UNIT}|(?P<yy>\d\d)(?![\d.:])|(?!\d))",
        rf"\b(?:am|vom|den|bis|on|by|zum)\s+{_D}\.(?P<m>1[0-2]|0?[1-9])"
        rf"(?![\d.]|,\d){_UNIT}",
        rf"(?<![\d.,]){_D}(?:\.|st|nd|rd|th)?\s?(?:of\s+)?(?P<month>{MONTH})\b"
        rf"\.?(?:,?\s{_YEAR}\b{_UNIT})?",
        rf"\b(?P<month>{MONTH})\.?\s{_D}(?:st|nd|rd|th)?\b(?!\.?\d|\.\s?\w){_UNIT}"
        rf"(?:,?\s{_YEAR}\b)?",
        rf"(?<![\d/])(?P<a>\d\d?)/(?P<b>\d\d?)(?:/{_YEAR}|/(?P<yy>\d\d))?(?![\d/])",
        rf"\b(?:am|den|bis(?: zum)?|vom|on the|by the)\s+{_D}(?:\.|(?:st|nd|rd|th)\b)"
        r"(?!\s?\d)",
    )
]


def dates(
    text: str, today: date, *, ahead: bool, month_first: bool
) -> Iterator[tuple[date, int, int]]:
    """Find days told by number, as (day, start, end).

    Args:
        text: the text to search.
        today: the day it was written.
        ahead: a day without a year is the next one, not the nearest one.
        month_first: how "3/12" is read where both ways give a day; 24/7 is no day.
    """
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match[0] == "24/7":
                continue
            day = _day(match.groupdict(), today, ahead=ahead, month_first=month_first)
            if day:
                yield day, *match.span()


def nearest(today: date, month: int | None, day: int, *, ahead: bool) -> date | None:
    """Choose the year (and month) of a day told without: the nearest or the next.

    The nearest is the last one, unless the coming one is at most ``AHEAD`` away.
    """
    if month is None:
        limit = today
        shown = [valid(*shifted(today, n), day) for n in range(-2, 3)]
    else:
        limit = plus(today, AHEAD)
        # Eight years hold a 29 February on either side.
        shown = [valid(today.year + n, month, day) for n in range(-8, 9)]
    days = [one for one in shown if one]
    if ahead:
        return next((one for one in days if one >= today), None)
    return next((one for one in reversed(days) if one <= limit), None)


def valid(year: int, month: int, day: int) -> date | None:
    """Make a date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, months: int) -> tuple[int, int]:
    """Give (year, month) some months away."""
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def plus(day: date, more: timedelta) -> date:
    """Add to a day, stopping where the calendar does."""
    try:
        return day + more
    except OverflowError:
        return date.max if more.days > 0 else date.min


def _day(
    told: dict[str, str | None], today: date, *, ahead: bool, month_first: bool
) -> date | None:
    day, month = _day_and_month(told, month_first=month_first)
    year = told.get("y") or (told.get("yy") and f"20{told['yy']}")
    if year:
        return valid(int(year), month or 0, day)
    return nearest(today, month, day, ahead=ahead)


def _day_and_month(
    told: dict[str, str | None], *, month_first: bool
) -> tuple[int, int | None]:
    if told.get("a"):
        first, second = int(told["a"] or 0), int(told["b"] or 0)
        swap = second > 12 or (month_first and first <= 12)
        return (second, first) if swap else (first, second)
    day, name, number = int(told["d"] or 0), told.get("month"), told.get("m")
    if name:
        return day, MONTHS[name.lower()]
    return day, int(number) if number else None
