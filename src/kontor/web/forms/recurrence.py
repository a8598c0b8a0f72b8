"""How gatherings recur: a few usual rhythms, and the rule each one stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from datetime import date

OWN = "own"
RHYTHMS: dict[str, str] = {
    "": gettext_noop("no rhythm"),
    "week": gettext_noop("every week"),
    "fortnight": gettext_noop("every two weeks"),
    "month": gettext_noop("every month, on the same weekday"),
    "quarter": gettext_noop("every three months, on the same weekday"),
    "year": gettext_noop("every year, on the same day"),
    OWN: gettext_noop("by a rule of my own"),
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RULES = {
    "week": "FREQ=WEEKLY;BYDAY={weekday}",
    "fortnight": "FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
    "month": "FREQ=MONTHLY;BYDAY={which}{weekday}",
    "quarter": "FREQ=MONTHLY;INTERVAL=3;BYDAY={which}{weekday}",
    "year": "FREQ=YEARLY",
}


def rule_of(rhythm: str, first: date) -> str:
    """Write a rhythm as iCalendar does (RFC 5545), from its first day on.

    The 29th of a month and later is the last of its weekday: not every month has a
    fifth one.
    """
    which = (first.day - 1) // 7 + 1
    return _RULES[rhythm].format(
        weekday=_WEEKDAYS[first.weekday()], which=which if which < 5 else -1
    )


def rhythm_of(rule: str, first: date | None) -> str:
    """Find the rhythm that a rule stands for; OWN where it is none of them."""
    if not rule:
        return ""
    if first is None:
        return OWN
    return next((name for name in _RULES if rule_of(name, first) == rule), OWN)
