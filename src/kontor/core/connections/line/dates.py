"""Days told by number: "12.3.", "12 March", "March 12, 2024", "3/12", ISO."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

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
        # No day at all, but meant as one.
        r"\b(?:am|vom|den|bis|on|by|zum)\s+(?P<d>[4-9]\d)\.\s?(?P<m>[01]?\d)\.",
    )
]

_LAST, _MONTHS_OF_A_YEAR = 31, 12
# Nobody who means a day writes more; with an ordinary slip of the key up to here.
_LAST_THINKABLE = 39
_BEFORE_DAY = re.compile(
    r"\b(?:am|vom|den|bis|on|by|zum)\s+(?:$|(?=\d))", re.IGNORECASE
)
_CLOSED = re.compile(r"\s*(?:$|[,;:!?)\n\x00])")


class Told(NamedTuple):
    """A day as it is written, by number; it need not exist.

    Attributes:
        year: None where none is told, else in this century if it has two figures.
        month: None where none is told.
        day: of the month.
        start, end: where it stands.
        short_year: the year is not told in four figures.
        slashed: written with slashes.
    """

    year: int | None
    month: int | None
    day: int
    start: int
    end: int
    short_year: bool = False
    slashed: bool = False

    @property
    def exists(self) -> bool:
        """Tell whether the calendar has such a day, in some year if none is told."""
        if self.month is None:
            return 1 <= self.day <= _LAST
        # Any leap year does where the year is not known.
        return valid(self.year or 2000, self.month, self.day) is not None


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
    for told in told_dates(text, month_first=month_first):
        day = _day(told, today, ahead=ahead)
        if day:
            yield day, told.start, told.end


def told_dates(text: str, *, month_first: bool) -> Iterator[Told]:
    """Find what is written as a day by number, whether or not there is such a day.

    Args:
        text: the text to search.
        month_first: as for :func:`dates`.
    """
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match[0] != "24/7":
                yield _told(match, month_first=month_first)


def no_dates(text: str, *, month_first: bool) -> Iterator[tuple[int, int]]:
    """Find what must be meant as a day and is none, as (start, end): "31.2."."""
    for told in told_dates(text, month_first=month_first):
        if not told.exists and _is_surely_a_day(text, told):
            yield told.start, told.end


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


def _told(match: re.Match[str], *, month_first: bool) -> Told:
    told = match.groupdict()
    day, month = _day_and_month(told, month_first=month_first)
    year = told.get("y") or (told.get("yy") and f"20{told['yy']}")
    return Told(
        int(year) if year else None,
        month,
        day,
        *match.span(),
        short_year=told.get("y") is None,
        slashed=told.get("a") is not None,
    )


def _day(told: Told, today: date, *, ahead: bool) -> date | None:
    if told.year is not None:
        return valid(told.year, told.month or 0, told.day)
    return nearest(today, told.month, told.day, ahead=ahead)


def _is_surely_a_day(text: str, told: Told) -> bool:
    """Tell a day that is none from a version ("2.0."), a share ("50/50") and such."""
    if told.day < 1:
        return False
    if told.month is None:
        return _CLOSED.match(text, told.end) is not None
    if _BEFORE_DAY.search(text, 0, told.start) or _BEFORE_DAY.match(text, told.start):
        return True
    if told.day > _LAST_THINKABLE:
        return False
    if told.year is not None and not told.short_year:
        return True
    if told.slashed and told.year is None:
        return False
    if told.day > _LAST and text[told.start : told.end].lower().endswith(" may"):
        return False
    return 1 <= told.month <= _MONTHS_OF_A_YEAR


def _day_and_month(
    told: dict[str, str | None], *, month_first: bool
) -> tuple[int, int | None]:
    if told.get("a"):
        first, second = int(told["a"] or 0), int(told["b"] or 0)
        swap = second > _MONTHS_OF_A_YEAR or (
            month_first and first <= _MONTHS_OF_A_YEAR
        )
        return (second, first) if swap else (first, second)
    day, name, number = int(told["d"] or 0), told.get("month"), told.get("m")
    if name:
        return day, MONTHS[name.lower()]
    return day, int(number) if number else None
