"""Days reckoned from today: "gestern", "2 weeks ago", "vor drei Tagen", "morgen"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import timedelta
from typing import TYPE_CHECKING

from kontor.core.connections.line.dates import plus, shifted, valid
from kontor.core.connections.line.numbers import NUMBER, amount
from kontor.core.connections.line.weekdays import PART, PAST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

COUNT = (
    rf"(?P<n>{NUMBER})\s+(?P<unit>tag(?:en?)?|days?|wochen?|weeks?|monat(?:en?)?|months?"
    r"|jahr(?:en?)?|years?)\b"
)
"""A pattern for "3 Tagen" or "two weeks", to be reckoned by ``moved``."""


def moved(match: re.Match[str], today: date, way: int) -> date | None:
    """Go as far as a match of ``COUNT`` says, forward (1) or back (-1)."""
    count, unit = way * amount(match["n"]), match["unit"].lower()
    if unit.startswith(("tag", "day")):
        return plus(today, timedelta(days=round(count)))
    if unit.startswith(("woche", "week")):
        return plus(today, timedelta(days=round(count * 7)))
    return _months_away(today, round(count * (12 if unit[0] in "jy" else 1)))


def relative_days(text: str, today: date) -> Iterator[tuple[date, int, int, bool]]:
    """Find days reckoned from today, as (day, start, end, told as past)."""
    for pattern, reckon, past in _FORMS:
        for match in pattern.finditer(text):
            if day := reckon(match, today):
                yield day, match.start(), match.end(), past


def _months_away(today: date, months: int) -> date | None:
    year, month = shifted(today, months)
    if not 1 <= year <= 9999:
        return None
    return valid(year, month, min(today.day, monthrange(year, month)[1]))


def _in(days: int) -> Callable[[re.Match[str], date], date | None]:
    return lambda _, today: plus(today, timedelta(days=days))


def _last_saturday(_: re.Match[str], today: date) -> date:
    return plus(today, timedelta(days=-((today.weekday() + 1) % 7 + 1)))


_TABLE: tuple[tuple[str, Callable[[re.Match[str], date], date | None], bool], ...] = (
    (rf"vorgestern{PART}?|(?:the )?day before yesterday", _in(-2), True),
    (rf"gestern{PART}?|yesterday{PART}?|last night", _in(-1), True),
    (
        rf"heute{PART}?|today|tonight|this (?:morning|afternoon|evening)|just now"
        r"|(?:eben|gerade) eben",
        _in(0),
        False,
    ),
    (rf"übermorgen{PART}?|(?:the )?day after tomorrow", _in(2), False),
    (rf"(?<!am )(?<!guten )(?:morgen{PART}?|tomorrow{PART}?)", _in(1), False),
    (rf"vor\s+{COUNT}", lambda m, t: moved(m, t, -1), True),
    (rf"{COUNT}\s+ago", lambda m, t: moved(m, t, -1), True),
    (rf"{PAST}\s+(?:woche|week)", _in(-7), True),
    (rf"{PAST}\s+(?:monat|month)", lambda _, t: _months_away(t, -1), True),
    (rf"(?:am|{PAST}|at the|over the) (?:wochenende|weekend)", _last_saturday, True),
    (rf"in\s+{COUNT}", lambda m, t: moved(m, t, 1), False),
)
_FORMS = [
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), reckon, past)
    for pattern, reckon, past in _TABLE
]
