"""How strong a tie is, and the key that keeps strengths in order.

An event is a *day* with at least one touch: bursts count once, with their heaviest
channel. Days in arrays are ordinals (``date.toordinal()``), a single day is a
``date``. Source: docs/sources.md#strength.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kontor.core.connections.columns import Flags, Floats, Ints

# A guess: how much a day with such a touch says, a mail being 1. The owner may edit it.
CHANNEL_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"meeting": 3.0, "call": 2.0, "event": 2.0, "email": 1.0, "message": 1.0}
)
# Days until a touch counts half, while the book has no history to choose it from.
HALF_LIFE = 30.0
# A guess: a mail to more people than these is a circular and makes no tie.
MOST_RECIPIENTS = 10


class ContactDays(NamedTuple):
    """Days of contact, ordered by person and day, each pair once.

    Attributes:
        person: index of the person, shape (n,).
        day: ordinals, shape (n,).
        weight: weight of the day's heaviest touch, above 0, shape (n,).
    """

    person: Ints
    day: Ints
    weight: Floats

    def only(self, which: Flags) -> ContactDays:
        """Keep the days that are marked, shape (n,)."""
        return ContactDays(self.person[which], self.day[which], self.weight[which])


def contact_days(person: Ints, day: Ints, weight: Floats) -> ContactDays:
    """Collapse touches into days of contact; those without weight do not count.

    Args:
        person, day, weight: one entry per touch and person, in any order, shape (n,).
    """
    person, day, weight = _counting(person, day, weight)
    if not len(person):
        return ContactDays(person, day, weight)
    first = day.min()
    code = person * (day.max() - first + 1) + (day - first)
    if (code[1:] < code[:-1]).any():
        order = np.argsort(code)
        person, day, weight, code = (
            person[order],
            day[order],
            weight[order],
            code[order],
        )
    start = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1])))
    return ContactDays(person[start], day[start], np.maximum.reduceat(weight, start))


def strength_keys(
    person: Ints, day: Ints, weight: Floats, half_life: float, people: int
) -> Floats:
    """Give everybody the key that orders ties by strength on every later day.

    ``log2(S) + day / half_life`` with ``S = sum of weight * 2 ** (-age / half_life)``
    over days of contact, each counted once with its heaviest channel. As all strengths
    fade alike, the key needs no rewriting as time passes.

    Args:
        person: index (0 to people - 1) of who took part, one per touch, shape (n,).
        day: ordinals of the touches, shape (n,).
        weight: weights of their channels, not negative, shape (n,).
        half_life: days until a touch counts half.
        people: how many people there are.

    Returns:
        One key per person, nan where nothing counts, shape (people,).

    Source: docs/sources.md#strength-key.
    """
    keys = np.full(people, np.nan)
    days = contact_days(person, day, weight)
    if not len(days.person):
        return keys
    turns = days.person[1:] != days.person[:-1]
    start = np.flatnonzero(np.concatenate(([True], turns)))
    end = np.concatenate((start[1:], [len(days.person)]))
    last = days.day[end - 1]
    # Counted back from each person's own last day: 2 ** (ordinal / half_life)
    # itself would be beyond every float.
    age = np.repeat(last, end - start) - days.day
    total = np.add.reduceat(days.weight * np.exp2(-age / half_life), start)
    keys[days.person[start]] = np.log2(total) + last / half_life
    return keys


def strength(key: Floats | float, day: date, half_life: float) -> Floats:
    """Tell the strengths behind keys on a day; 0 where the key is nan.

    Unit: days of contact by mail, all of them on that day. For days not before the
    last touch.
    """
    faded = np.exp2(np.asarray(key) - day.toordinal() / half_life)
    return np.nan_to_num(faded, nan=0.0)


def weigh(key: float | None, day: date, weight: float, half_life: float) -> float:
    """Add one new day of contact to a key, at any time in the past too.

    To give a day that counts already a heavier channel, add the difference of the
    two weights.

    Args:
        key: the key so far; None or nan where there was no contact.
        day: the day of contact.
        weight: its weight, above 0.
        half_life: days until a touch counts half; the same as in ``key``.
    """
    added = float(np.log2(weight)) + day.toordinal() / half_life
    if key is None or np.isnan(key):
        return added
    return float(np.logaddexp2(key, added))


def _counting(person: Ints, day: Ints, weight: Floats) -> tuple[Ints, Ints, Floats]:
    person, day = np.asarray(person, np.int64), np.asarray(day, np.int64)
    weight = np.asarray(weight, np.float64)
    counts = weight > 0
    if counts.all():
        return person, day, weight
    return person[counts], day[counts], weight[counts]
