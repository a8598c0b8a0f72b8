"""How often to be in touch: what the owner set, and what has become usual.

Single days are dates. Source: docs/sources.md#rhythm.
"""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Days between touches of each class. A guess, editable.
CLASS_DAYS: Mapping[str, int] = MappingProxyType({"A": 21, "B": 60, "C": 180, "D": 365})
# A guess: fewer days of contact have no "usually". Four have three gaps between them.
FEWEST_DAYS_FOR_USUAL = 4


def rhythm_days(
    rhythm: str, own_days: int | None, class_days: Mapping[str, int] = CLASS_DAYS
) -> int:
    """Give the days between touches that a rhythm means; 0 for none.

    Args:
        rhythm: a class, or "own", or "".
        own_days: the days of an own rhythm.
        class_days: days of each class in this book.
    """
    if rhythm == "own":
        return own_days or 0
    return class_days.get(rhythm, 0)


def due_day(last_touch: date | None, since: date, days: int) -> date | None:
    """Tell from which day on somebody with a rhythm is due.

    Any touch resets it. Without any touch noted, the person is due from the start:
    when the last one was is not known, and the owner has just asked for one.

    Args:
        last_touch: the last day of contact, None where there is none.
        since: the day from which the age of the tie counts.
        days: the rhythm, 0 for none.

    Returns:
        None where there is no rhythm.
    """
    if days <= 0:
        return None
    return since if last_touch is None else last_touch + timedelta(days=days)


def usual_gap(days: Iterable[date]) -> float | None:
    """Tell the median of the days between contacts.

    Fit to explain ("usually every 3 weeks, now 9"), unfit to rank by: measured, it
    ranks ties worse than mere recency (docs/sources.md#rhythm).

    Args:
        days: days of contact in any order; doubles count once.

    Returns:
        None where there are too few to call anything usual.
    """
    known = sorted(set(days))
    if len(known) < FEWEST_DAYS_FOR_USUAL:
        return None
    return float(median((b - a).days for a, b in zip(known, known[1:], strict=False)))
