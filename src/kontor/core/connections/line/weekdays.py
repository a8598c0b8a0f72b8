"""Days of the week: "last Tuesday", "letzten Dienstag", "am Montag", "next Fri"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kontor.core.connections.line.dates import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = (
    ("montag", "monday", "mon"), ("dienstag", "tuesday", "tues", "tue"),
    ("mittwoch", "wednesday", "wed"),
    ("donnerstag", "thursday", "thurs", "thur", "thu"),
    ("freitag", "friday", "fri"), ("samstag", "sonnabend", "saturday"),
    ("sonntag", "sunday"),
)  # fmt: skip
# These are words of their own too ("Ben sat", "so", "do"): only where something
# before them or a full stop behind tells that a day is meant.
_SHORT = (("mo",), ("di",), ("mi",), ("do",), ("fr",), ("sa", "sat"), ("so", "sun"))
_INDEX = {
    name: index
    for table in (_NAMES, _SHORT)
    for index, names in enumerate(table)
    for name in names
}
_LONG = "|".join(sorted((n for ns in _NAMES for n in ns), key=len, reverse=True))
_BRIEF = "(?-i:Mo|Di|Mi|Do|Fr|Sa|So|Sat|Sun)"

PAST = r"(?:last|past|letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?)"
NEXT = r"(?:next|coming|nächste[nrsm]?|naechste[nrsm]?|kommende[nrsm]?)"
THIS = r"(?:this|diese[nrsm]?)"
PART = (
    r"(?:\s?(?:vor|nach)?mittags?|\s?morgens?|\s?abends?|\s?früh|\s?nachts?"
    r"|\s(?:morning|afternoon|evening|night|noon|lunchtime))"
)
"""A part of the day, told behind the day."""

_ON = r"(?:(?:am|on|den|vom)\s+)"
_WEEK = r"(?:woche|week)"
_WHICH = rf"(?P<past>{PAST})|(?P<next>{NEXT})|(?P<this>{THIS})"
_WHICH_WEEK = _WHICH.replace("P<", "P<week_")
_DAY = rf"(?P<day>{_LONG}){PART}?s?\b"
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_ON}?(?:{_WHICH_WEEK})\s+{_WEEK}\s+(?:am\s+|on\s+)?{_DAY}",
        rf"\b{_ON}?{_DAY}(?:\s+(?:of\s+)?(?:{_WHICH_WEEK})\s+{_WEEK}\b)",
        rf"\b{_ON}?(?:(?:{_WHICH})\s+)?{_DAY}",
        rf"\b(?:(?:am|on|den|by|bis)\s+)?(?:{_WHICH})\s+(?P<day>{_BRIEF})\b\.?",
        rf"\b(?:am|on|den|by|bis)\s+(?P<day>{_BRIEF})\b\.?(?!\w)",
        r"\b(?P<day>(?-i:Mo|Di|Mi|Do|Sa|So))\.(?=\s|,|$)",
        # "Fr. Müller" is a woman.
        r"\b(?P<day>(?-i:Fr))\.(?=\s*(?:$|,|\d))",
    )
]
_ONE = timedelta(days=1)


def weekdays(
    text: str, today: date, *, ahead: bool
) -> Iterator[tuple[date, int, int, bool]]:
    """Find days of the week, as (day, start, end, told as past).

    Without more a day is the last one, today included, or (``ahead``) the next one
    after today. "last" is before today, "next" after today, "this" in this week.
    """
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            told = {k: v for k, v in match.groupdict().items() if v}
            index = _INDEX[told.pop("day").lower()]
            past = "past" in told or "week_past" in told
            yield _day(today, index, told, ahead=ahead), *match.span(), past


def _day(today: date, index: int, told: dict[str, str], *, ahead: bool) -> date:
    monday = plus(today, -today.weekday() * _ONE)
    for key, weeks in (("week_past", -7), ("week_next", 7), ("week_this", 0)):
        if key in told:
            return plus(monday, (weeks + index) * _ONE)
    if "this" in told and not ahead:
        return plus(monday, index * _ONE)
    if "next" in told or (ahead and "past" not in told):
        return plus(today, ((index - today.weekday() - 1) % 7 + 1) * _ONE)
    back = (today.weekday() - index) % 7
    return plus(today, -(back or (7 if "past" in told else 0)) * _ONE)
