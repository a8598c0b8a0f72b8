"""Birthdays in every writing, with and without a year."""

from __future__ import annotations

import re
from datetime import date

from kontor.exchange.card import PartialDate

# ISO 8601, extended, basic and without a year, with whatever time follows.
_WRITINGS = tuple(
    re.compile(rf"{day}(?:[T ].*)?\Z", re.ASCII | re.DOTALL)
    for day in (
        r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<y>)--(?P<m>\d\d)-?(?P<d>\d\d)",
        r"(?P<d>\d\d?)\. ?(?P<m>\d\d?)\. ?(?P<y>\d{4})?",
        r"(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)",
    )
)
# Apple's and others' year for a birthday without one.
_NO_YEAR = {0, 1604}


def parse_birthday(text: str, omitted_year: str = "") -> PartialDate | None:
    """Read a birthday.

    Args:
        text: the value, trimmed; "1980-05-01", "19800501T000000Z", "--0501",
            "--05-01", "1.5.1980", "1980/05/01".
        omitted_year: the value of X-APPLE-OMIT-YEAR: that year is none.

    Returns:
        The day, or None where the text names no single day.
    """
    for writing in _WRITINGS:
        match = writing.match(text)
        if match:
            return _day(match["y"], match["m"], match["d"], omitted_year)
    return None


def _day(
    year_text: str | None, month: str, day: str, omitted: str
) -> PartialDate | None:
    year = int(year_text) if year_text else None
    if year in _NO_YEAR or year_text == omitted:
        year = None
    try:
        # A leap year, so that 29 February without a year is a day.
        date(year or 2000, int(month), int(day))
    except ValueError:
        return None
    return PartialDate(int(month), int(day), year)
