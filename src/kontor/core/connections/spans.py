"""Lengths of time as people say them: "3 weeks", not "21 days"."""

from __future__ import annotations

from typing import TypedDict

DAYS_A_WEEK = 7
DAYS_A_MONTH = 365.25 / 12
DAYS_A_YEAR = 365.25
# A length is told in the largest unit of which it has at least so many days.
_FROM_WEEKS = 14
_FROM_MONTHS = 92
_FROM_YEARS = 730


class Span(TypedDict):
    """A number of units, for faces to translate with its plural; JSON as it is."""

    count: int
    unit: str


def span(days: float) -> Span:
    """Say a length of time in days, weeks, months or years, rounded.

    Up to 13 days in days, then up to three months in weeks, up to two years in months.

    Args:
        days: its length, not negative.

    Returns:
        The number, and "day", "week", "month" or "year".
    """
    if days < _FROM_WEEKS:
        return {"count": _rounded(days), "unit": "day"}
    if days < _FROM_MONTHS:
        return {"count": _rounded(days / DAYS_A_WEEK), "unit": "week"}
    if days < _FROM_YEARS:
        return {"count": _rounded(days / DAYS_A_MONTH), "unit": "month"}
    return {"count": _rounded(days / DAYS_A_YEAR), "unit": "year"}


def period(days: int) -> Span:
    """Say how often exactly: 21 is 3 weeks, 60 is 2 months, 365 is 12 months.

    Never "every 1 week"; what fits no larger unit stays days.

    Args:
        days: between one time and the next, above 0.
    """
    if days == 365:
        return {"count": 12, "unit": "month"}
    for length, unit in ((365, "year"), (30, "month"), (7, "week")):
        if days % length == 0 and days > length:
            return {"count": days // length, "unit": unit}
    return {"count": days, "unit": "day"}


def _rounded(number: float) -> int:
    return int(number + 0.5)
