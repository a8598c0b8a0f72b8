"""Days as files write them: ``12 Nov 2023``, ``12.11.2023``, ``11/12/23``, ISO.

What people type in a sentence ("yesterday") is not for this module.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kontor.lib.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january janner jaen jaenner",
            "feb februar february",
            "mar mrz marz march maerz mae",
            "apr april",
            "may mai",
            "jun juni june",
            "jul juli july",
            "aug august",
            "sep sept september",
            "oct okt october oktober",
            "nov november",
            "dec dez december dezember",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:[T, ]+\d{1,2}[:.]\d{2}.*)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})" + _TIME)
_YEAR_LAST = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})" + _TIME)
_NO_YEAR = re.compile(r"--(\d{2})-?(\d{2})")
_NO_YEAR_GERMAN = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.")
_WEEKDAY = r"(?:[^\W\d]+\.?, )?"
_DAY_WORD = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:\.|st|nd|rd|th)?[ -]?([^\W\d]+)\.?,?(?:[ -](\d{4}|\d{2}))?"
    + _TIME
)  # fmt: skip
_WORD_DAY = re.compile(
    _WEEKDAY + r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?" + _TIME
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b")
_MONTH_FIRST = frozenset(["US", "PH", "PR", "GU", "AS", "MP", "VI", "UM", "MH", "PA"])
# No form of a day with its time is longer.
_LONGEST = 80


class Parts(NamedTuple):
    """A day of the calendar; ``year`` is None where the text names none."""

    year: int | None
    month: int
    day: int

    def as_date(self) -> date | None:
        """Give the day as a date, None where the year is not known."""
        if self.year is None:
            return None
        return date(self.year, self.month, self.day)


# The days of one file come again and again.
@lru_cache(maxsize=4096)
def read_day(text: str, *, month_first: bool = False, pivot: int = 69) -> Parts | None:
    """Read a day from the forms that files use; a time after it is ignored.

    Args:
        text: the text, for instance ``12. November 2023`` or ``12/28/1969``.
        month_first: what ``11/12/2023`` means; an impossible month turns it round.
        pivot: two figures from here on belong to the last century, below it to
            this one.

    Returns:
        The day, or None where the text is no day that exists.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return None
    parts = _figures(text, month_first, pivot) or _words(text, pivot)
    return parts if parts and _exists(parts) else None


def is_month_first(texts: Iterable[str]) -> bool | None:
    """Tell from a whole column whether ``11/12/2023`` names the month first.

    Returns:
        None where no text decides it.
    """
    for text in texts:
        found = _SLASHED.match(text.strip())
        if found and int(found[1]) > 12 >= int(found[2]):
            return False
        if found and int(found[2]) > 12 >= int(found[1]):
            return True
    return None


def writes_month_first(region: str) -> bool:
    """Tell whether a country (ISO 3166) writes 3 December as ``12/3``.

    Source: CLDR, short date formats in English, Filipino and Spanish.
    """
    return region in _MONTH_FIRST


def _figures(text: str, month_first: bool, pivot: int) -> Parts | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return Parts(int(found[1]), int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        turned = found[2] != "." and (second > 12 or (month_first and not first > 12))
        month, day = (first, second) if turned else (second, first)
        return Parts(_full_year(found[4], pivot), month, day)
    if found := _NO_YEAR.fullmatch(text):
        return Parts(None, int(found[1]), int(found[2]))
    if found := _NO_YEAR_GERMAN.fullmatch(text):
        return Parts(None, int(found[2]), int(found[1]))
    return None


def _words(text: str, pivot: int) -> Parts | None:
    if found := _DAY_WORD.fullmatch(text):
        day, word, year = found[1], found[2], found[3]
    elif found := _WORD_DAY.fullmatch(text):
        word, day, year = found[1], found[2], found[3]
    else:
        return None
    month = _MONTHS.get(fold(word))
    if month is None:
        return None
    return Parts(_full_year(year, pivot) if year else None, month, int(day))


def _full_year(text: str, pivot: int) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= pivot else 2000)


def _exists(parts: Parts) -> bool:
    # A day without a year may be the 29th of February.
    try:
        date(2000 if parts.year is None else parts.year, parts.month, parts.day)
    except ValueError:
        return False
    return True
