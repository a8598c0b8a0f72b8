"""Which day: "gestern", "vor 3 Tagen", "last Tuesday", "12.3.", "next week"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kontor.core.connections.line.dates import (
    MONTH,
    MONTHS,
    dates,
    nearest,
    plus,
    shifted,
    valid,
)
from kontor.core.connections.line.numbers import NUMBER, amount
from kontor.core.connections.line.weekdays import NEXT, PART, PAST, weekdays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Match = re.Match[str]
_FLAGS = re.IGNORECASE
_LINK = re.compile(r",?\s+(?:(?:den|the|dem|on|am)\s+)?|\s*\(", re.IGNORECASE)


class DaySpot(NamedTuple):
    """A day found; ``past`` where the words themselves say that it lies back."""

    day: date
    start: int
    end: int
    past: bool


def _in(days: int) -> Callable[[_Match, date], date | None]:
    return lambda _, today: plus(today, timedelta(days=days))


_UNITS = (("tag", 1), ("day", 1), ("woche", 7), ("week", 7))
_UNIT = r"(?P<unit>tag(?:en?)?|days?|wochen?|weeks?|monat(?:en?)?|months?|jahr(?:en?)?|years?)"
_FORMS: list[tuple[re.Pattern[str], Callable[[_Match, date], date | None], bool]] = [
    (re.compile(pattern, _FLAGS), reckon, past)
    for pattern, reckon, past in (
        (rf"\b(?:vorgestern{PART}?|(?:the )?day before yesterday)\b", _in(-2), True),
        (rf"\b(?:gestern{PART}?|yesterday{PART}?|last night)\b", _in(-1), True),
        (
            rf"\b(?:heute{PART}?|today|tonight|this (?:morning|afternoon|evening)"
            r"|(?:eben|gerade) eben|just now)\b",
            _in(0),
            False,
        ),
        (rf"\b(?:übermorgen{PART}?|(?:the )?day after tomorrow)\b", _in(2), False),
        (rf"(?<!am )(?<!guten )\b(?:morgen{PART}?|tomorrow{PART}?)\b", _in(1), False),
        (rf"\bvor\s+(?P<n>{NUMBER})\s+{_UNIT}\b", lambda m, t: _moved(m, t, -1), True),
        (rf"\b(?P<n>{NUMBER})\s+{_UNIT}\s+ago\b", lambda m, t: _moved(m, t, -1), True),
        (rf"\b{PAST}\s+(?:woche|week)\b", _in(-7), True),
        (rf"\b{PAST}\s+(?:monat|month)\b", lambda _, t: _month_away(t, -1), True),
        (
            rf"\b(?:am|{PAST}|at the|over the) (?:wochenende|weekend)\b",
            lambda _, t: plus(t, timedelta(days=-((t.weekday() + 1) % 7 + 1))),
            True,
        ),
        (rf"\bin\s+(?P<n>{NUMBER})\s+{_UNIT}\b", lambda m, t: _moved(m, t, 1), False),
    )
]
# Said of a promise, the last day meant; said of a touch, it only lies ahead.
_NEXT_FORMS: list[tuple[re.Pattern[str], Callable[[_Match, date], date | None]]] = [
    (
        re.compile(rf"\b{NEXT}\s+(?:woche|week)\b", _FLAGS),
        lambda _, t: _friday(t, 1),
    ),
    (
        re.compile(rf"\b{NEXT}\s+(?:monat|month)\b", _FLAGS),
        lambda _, t: _month_end(*shifted(t, 1)),
    ),
]
# Only what is to come has these.
_DUE_FORMS = _NEXT_FORMS + [
    (re.compile(pattern, _FLAGS), reckon)
    for pattern, reckon in (
        (
            rf"\b(?:within|binnen|innerhalb(?: von)?)\s+(?P<n>{NUMBER})\s+{_UNIT}\b",
            lambda m, t: _moved(m, t, 1),
        ),
        (
            r"\b(?:(?:the )?end of (?:the|this) week|eow|ende (?:der|dieser) woche"
            r"|wochenende|(?:diese|this) (?:woche|week))\b",
            lambda _, t: _friday(t, 0),
        ),
        (
            r"\b(?:monatsende|ende (?:des|dieses) monats|(?:the )?end of (?:the|this) month"
            r"|(?:diesen|this) (?:monat|month))\b",
            lambda _, t: _month_end(t.year, t.month),
        ),
        (rf"\b(?:(?:the )?end of|ende) (?P<month>{MONTH})\b", lambda m, t: _in_month(m, t, 31)),
        (
            rf"\b(?:mid|(?:the )?middle of|mitte) (?P<month>{MONTH})\b",
            lambda m, t: _in_month(m, t, 15),
        ),
        (r"\bkw\s?(?P<n>[0-5]?\d)\b", lambda m, t: _iso_week(int(m["n"]), t)),
    )
]  # fmt: skip


def find_days(
    text: str, today: date, *, ahead: bool = False, month_first: bool = False
) -> list[DaySpot]:
    """Find every day told, in the order of the text; of two readings the longer.

    Args:
        text: the text to search.
        today: the day it was written.
        ahead: what is meant lies ahead ("bis Freitag"); days gone by are left out.
        month_first: how "3/12" is read where both ways give a day.
    """
    spots = sorted(
        _all_days(text, today, ahead=ahead, month_first=month_first),
        key=lambda spot: (spot.start - spot.end, spot.start),
    )
    chosen: list[DaySpot] = []
    for spot in spots:
        free = all(spot.end <= c.start or c.end <= spot.start for c in chosen)
        if free and not (ahead and spot.day < today):
            chosen.append(spot)
    return _joined(text, sorted(chosen, key=lambda spot: spot.start))


def _joined(text: str, spots: list[DaySpot]) -> list[DaySpot]:
    """Make one of a day of the week and the date behind it; the date counts."""
    joined: list[DaySpot] = []
    for spot in spots:
        before = joined[-1] if joined else None
        if before and _LINK.fullmatch(text, before.end, spot.start):
            joined[-1] = DaySpot(spot.day, before.start, spot.end, before.past)
        else:
            joined.append(spot)
    return joined


def _all_days(
    text: str, today: date, *, ahead: bool, month_first: bool
) -> Iterator[DaySpot]:
    for pattern, reckon, past in _FORMS:
        for match in pattern.finditer(text):
            if day := reckon(match, today):
                yield DaySpot(day, match.start(), match.end(), past)
    for pattern, due in _DUE_FORMS if ahead else _NEXT_FORMS:
        for match in pattern.finditer(text):
            if day := due(match, today):
                yield DaySpot(day, match.start(), match.end(), past=False)
    for day, start, end, past in weekdays(text, today, ahead=ahead):
        yield DaySpot(day, start, end, past)
    for day, start, end in dates(text, today, ahead=ahead, month_first=month_first):
        yield DaySpot(day, start, end, past=False)


def _moved(match: _Match, today: date, way: int) -> date | None:
    count = way * amount(match["n"])
    unit = match["unit"].lower()
    for name, days in _UNITS:
        if unit.startswith(name):
            return plus(today, timedelta(days=round(count * days)))
    return _month_away(today, round(count * (12 if unit[0] in "jy" else 1)))


def _month_away(today: date, months: int) -> date | None:
    year, month = shifted(today, months)
    if not 1 <= year <= 9999:
        return None
    return valid(year, month, min(today.day, monthrange(year, month)[1]))


def _month_end(year: int, month: int) -> date | None:
    return valid(year, month, monthrange(year, month)[1]) if year <= 9999 else None


def _in_month(match: _Match, today: date, day: int) -> date | None:
    month = MONTHS[match["month"].lower()]
    # The 28th stands for a last day that not every year has.
    found = nearest(today, month, min(day, 28), ahead=True)
    if found and day > 28:
        return _month_end(found.year, found.month)
    return found


def _friday(today: date, weeks: int) -> date:
    ahead = 4 - today.weekday() + 7 * weeks
    return plus(today, timedelta(days=ahead if ahead >= 0 else ahead + 7))


def _iso_week(week: int, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            friday = date.fromisocalendar(year, week, 5)
        except ValueError:
            continue
        if friday >= today:
            return friday
    return None
