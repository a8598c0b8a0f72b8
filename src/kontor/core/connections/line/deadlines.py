"""Days that only lie ahead: "nächste Woche", "end of March", "within a week"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kontor.core.connections.line.dates import (
    MONTH,
    MONTHS,
    nearest,
    plus,
    shifted,
    valid,
)
from kontor.core.connections.line.relative import COUNT, moved
from kontor.core.connections.line.weekdays import NEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def deadlines(
    text: str, today: date, *, ahead: bool
) -> Iterator[tuple[date, int, int]]:
    """Find deadlines, as (day, start, end); of a week the Friday, of a month the last.

    Without ``ahead`` only "next week" and "next month" count: said of a touch they
    tell that it is none yet.
    """
    for pattern, reckon in _FORMS if ahead else _FORMS[:2]:
        for match in pattern.finditer(text):
            if day := reckon(match, today):
                yield day, match.start(), match.end()


def _friday(today: date, weeks: int) -> date:
    ahead = 4 - today.weekday() + 7 * weeks
    return plus(today, timedelta(days=ahead if ahead >= 0 else ahead + 7))


def _month_end(year: int, month: int) -> date | None:
    return valid(year, month, monthrange(year, month)[1]) if year <= 9999 else None


def _end_of(match: re.Match[str], today: date) -> date | None:
    month = MONTHS[match["month"].lower()]
    first = valid(today.year, month, 1)
    if month != today.month:
        first = nearest(today, month, 1, ahead=True)
    return _month_end(first.year, month) if first else None


def _middle_of(match: re.Match[str], today: date) -> date | None:
    return nearest(today, MONTHS[match["month"].lower()], 15, ahead=True)


def _iso_week(match: re.Match[str], today: date) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            friday = date.fromisocalendar(year, int(match["n"]), 5)
        except ValueError:
            continue
        if friday >= today:
            return friday
    return None


_TABLE: tuple[tuple[str, Callable[[re.Match[str], date], date | None]], ...] = (
    (rf"{NEXT}\s+(?:woche|week)", lambda _, t: _friday(t, 1)),
    (rf"{NEXT}\s+(?:monat|month)", lambda _, t: _month_end(*shifted(t, 1))),
    (
        rf"(?:within|binnen|innerhalb(?: von)?)\s+{COUNT}",
        lambda m, t: moved(m, t, 1),
    ),
    (
        r"(?:the )?end of (?:the|this) week|eow|ende (?:der|dieser) woche|wochenende"
        r"|(?:diese|this) (?:woche|week)",
        lambda _, t: _friday(t, 0),
    ),
    (
        r"monatsende|ende (?:des|dieses) monats|(?:the )?end of (?:the|this) month"
        r"|(?:diesen|this) (?:monat|month)",
        lambda _, t: _month_end(t.year, t.month),
    ),
    (rf"(?:(?:the )?end of|ende) (?P<month>{MONTH})", _end_of),
    (rf"(?:mid|(?:the )?middle of|mitte) (?P<month>{MONTH})", _middle_of),
    (r"kw\s?(?P<n>[0-5]?\d)", _iso_week),
)
_FORMS = [
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), reckon)
    for pattern, reckon in _TABLE
]
