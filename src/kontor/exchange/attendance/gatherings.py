"""Days and names of gatherings, as headings and cells write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kontor.exchange.attendance.sheet import Held
from kontor.exchange.attendance.words import WEEKDAYS
from kontor.lib.days import is_month_first, read_day
from kontor.lib.text import fold_german

if TYPE_CHECKING:
    from collections.abc import Sequence

# No title and no name is longer.
LONGEST = 200
_INSIDE = re.compile(
    r"(?<![\d./-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))(?![\d./-])"
)
_LIKE_A_DAY = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})\b")
# What spreadsheets count days from, and the numbers of 1954 to 2119.
_ZERO, _COUNTED = date(1899, 12, 30), re.compile(r"[2-7]\d{4}(?:[.,]0+)?")


def held_from(text: str, *, month_first: bool) -> tuple[Held, str]:
    """Read a gathering's day, name or both.

    Returns:
        The gathering, and "" or the code of what is wrong with its day.
    """
    text = " ".join(text.split())[:LONGEST]
    if found := read_day(text, month_first=month_first):
        day = found.as_date()
        return (Held("", day), "") if day else (Held(text, None), "attendance-no-year")
    inside = _INSIDE.search(text)
    found = read_day(inside[0], month_first=month_first) if inside else None
    if inside and found:
        rest = f"{text[: inside.start()]} {text[inside.end() :]}"
        return Held(_title(rest), found.as_date()), ""
    return Held(text, None), "attendance-bad-day" if _LIKE_A_DAY.match(text) else ""


def is_day(text: str) -> bool:
    """Tell whether a text is a day, with or without a year, or has one in it."""
    # No time is lost on cells that cannot be one.
    if len(text) > LONGEST or not any(c.isdigit() for c in text):
        return False
    held, code = held_from(text, month_first=False)
    return held.day is not None or code == "attendance-no-year"


def day_from(text: str, *, month_first: bool) -> date | None:
    """Read a day; also one as the number that a spreadsheet keeps for it."""
    text = text.strip()
    if _COUNTED.fullmatch(text):
        return _ZERO + timedelta(days=int(text[:5]))
    found = read_day(text, month_first=month_first)
    return found.as_date() if found else None


def decide_month_first(
    texts: Sequence[str], today: date, *, german: bool
) -> tuple[bool, str]:
    """Decide what ``11/12/2023`` means in a table.

    A day that cannot be otherwise decides, then that fewer days lie ahead, then the
    language.

    Returns:
        Whether the month stands first, and a text for which only the language says
        so, or "".
    """
    found = is_month_first(texts)
    slashed = [text.strip() for text in texts if _SLASHED.match(text.strip())]
    either = [text for text in slashed if _turned(text)]
    if found is not None or not either:
        return (found if found is not None else not german), ""
    ahead = [_ahead(either, today, month_first=first) for first in (False, True)]
    if ahead[0] != ahead[1]:
        return ahead[1] < ahead[0], ""
    return not german, either[0]


def _turned(text: str) -> bool:
    one, other = (read_day(text, month_first=first) for first in (False, True))
    return one is not None and one != other


def _ahead(texts: list[str], today: date, *, month_first: bool) -> int:
    days = (day_from(text, month_first=month_first) for text in texts)
    return sum(day is not None and day > today for day in days)


def _title(rest: str) -> str:
    """Take from what stands beside a day the marks and the name of the weekday."""
    words = rest.strip(" -–—:,;()[]|.").split()
    plain = [fold_german(word).strip(".,") for word in words]
    return "" if all(word in WEEKDAYS for word in plain) else " ".join(words)
