"""Whom to be in touch with this week.

Everybody in the book is weighed at once, in arrays; a handful is chosen. Days in arrays
are ordinals (``date.toordinal()``, 0 for none), a single day is a ``date``.
Source: docs/sources.md#whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kontor.core.connections.probability import HORIZON, Prior, p_active
from kontor.core.connections.strength import CHANNEL_WEIGHTS, HALF_LIFE, strength

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kontor.core.connections.columns import Flags, Floats, Ints

# What keeping a tie is worth, anybody's being 1, until goals exist. All a guess.
RELATION_VALUES: Mapping[str, float] = MappingProxyType(
    {"client": 1.5, "prospect": 1.5}
)
PINNED_VALUE = 1.5
# A rhythm is the owner's own wish; it outweighs what the sum alone would say. A guess.
WISHED_VALUE = 2.0
# Days of contact from which a tie has a history worth waking up. A guess.
REAL_HISTORY = 5
# Silence is long beyond so many usual gaps, and never within the horizon. A guess.
SEVERAL_GAPS = 3.0
# A dormant tie is one that will hardly wake up by itself. A guess.
DORMANT_BELOW = 0.5
# One mail is an address, not an acquaintance: a first touch counts from a call on.
FIRST_TOUCH_WEIGHT = CHANNEL_WEIGHTS["call"]


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """How the plan is made. The limits are taken from practice, none is measured.

    Attributes:
        places: how many people at a time.
        dormant_places: how many of them at most, and at most half, for dormant ties.
        quiet_days: nobody within so many days of a touch or of the last suggestion.
        most_unanswered: nobody after so many attempts without an answer in 30 days.
        half_life: days until a touch counts half; the same as in the keys.
        prior: what is believed of a tie beforehand.
        horizon: days ahead that the odds speak of.
    """

    places: int = 5
    dormant_places: int = 2
    quiet_days: int = 14
    most_unanswered: int = 3
    half_life: float = HALF_LIFE
    prior: Prior = Prior()
    horizon: int = HORIZON


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody in a book; arrays of one length.

    Attributes:
        id: their ids, not negative.
        strength_key: key of the strength, nan where there is no touch.
        first_touch, last_touch: ordinals of the first and last day of contact, or 0.
        touch_days: how many days of contact.
        since: ordinal from which the age of the tie counts: the first touch, else the
            day met, else the day the person came into the book.
        value: what keeping the tie is worth (:func:`value_of`), above 0.
        rhythm_days: days between touches that the owner set, 0 for none.
        eligible: neither the owner, private, discreet, resting nor do-not-contact.
        pinned: "dormant but solid": silence does not imply weakness.
        last_suggested: ordinal of the day of the last suggestion, or 0.
        unanswered: attempts outward without an answer in the last 30 days.
        minutes: what a touch is expected to take, above 0.
        weight: of the channel expected, one number for all where it is not known.
        bridge: factor above 1 for ties into other circles, which decay fastest.
    """

    id: Ints
    strength_key: Floats
    first_touch: Ints
    last_touch: Ints
    touch_days: Ints
    since: Ints
    value: Floats
    rhythm_days: Ints
    eligible: Flags
    pinned: Flags
    last_suggested: Ints
    unanswered: Ints
    minutes: Floats
    weight: Floats | float = 1.0
    bridge: Floats | float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody to be in touch with, and the sum behind it.

    ``index = value * (p_if - p_now) / minutes``.

    Attributes:
        id: of the person.
        kind: "rhythm", "regular", "dormant" or "new".
        index: what the choice was made by; gain in probability per minute.
        value: what keeping the tie is worth, all factors in it.
        p_now: probability of contact within the horizon if nothing is done.
        p_if: the same with one more touch now; that it lasts is assumed, not shown.
        minutes: what it is expected to take.
        strength: of the tie, in days of contact.
        age_days: age of the tie.
        silence: days since the last contact, None where there is none.
        touch_days: how many days of contact.
        rhythm_days: days between touches that the owner set, 0 for none.
        pinned: whether the owner vouches for the tie.
    """

    id: int
    kind: str
    index: float
    value: float
    p_now: float
    p_if: float
    minutes: int
    strength: float
    age_days: int
    silence: int | None
    touch_days: int
    rhythm_days: int
    pinned: bool


class Guards(NamedTuple):
    """Why somebody is left alone for now, whoever it is; flags of one length."""

    touched: Flags
    suggested: Flags
    unanswered: Flags


class _Kinds(NamedTuple):
    rhythm: Flags
    regular: Flags
    dormant: Flags
    new: Flags


@dataclass(frozen=True, slots=True)
class _Sums:
    index: Floats
    value: Floats
    p_now: Floats
    p_if: Floats
    strength: Floats


def value_of(relation: str, *, pinned: bool) -> float:
    """Tell what keeping a tie is worth; 1 for anybody."""
    return RELATION_VALUES.get(relation, 1.0) * (PINNED_VALUE if pinned else 1.0)


def choose(
    people: Candidates,
    day: date,
    settings: PlanSettings,
    taken: Mapping[int, str] = MappingProxyType({}),
) -> list[Choice]:
    """Choose people for the free places, nobody rather than anybody.

    Those with a rhythm are candidates when due, those without when there is a tie: a
    touch at least, silent for as long as is usual. Dormant ties have places of their
    own, at the end. Ordered by the index; of equals the shorter rhythm, then the id.

    Args:
        people: everybody in the book.
        day: the day of the plan.
        settings: how the plan is made.
        taken: kind by id of those whose line in the plan is still open.

    Returns:
        At most as many as places are free.

    Source: docs/sources.md#whom.
    """
    sums, kinds = _weigh_up(people, day, settings)
    free = people.eligible & ~np.isin(people.id, list(taken))
    for guard in guards(people, day, settings):
        free &= ~guard
    in_use = _best(people, sums, free & (kinds.rhythm | kinds.regular | kinds.new))
    dormant = _best(people, sums, free & kinds.dormant)
    places = _places(settings, taken, len(in_use), len(dormant))
    rows = [*in_use[: places[0]], *dormant[: places[1]]]
    return [_choice(people, sums, kinds, int(row), day) for row in rows]


def guards(people: Candidates, day: date, settings: PlanSettings) -> Guards:
    """Tell who is left alone for now, and why.

    A rhythm shorter than the quiet days is the owner's wish and shortens them.
    """
    today = day.toordinal()
    rhythm = np.where(people.rhythm_days > 0, people.rhythm_days, settings.quiet_days)
    quiet = np.minimum(rhythm, settings.quiet_days)
    # Day 0 stands for "never" and lies far enough back to be no special case.
    return Guards(
        touched=today - people.last_touch < quiet,
        suggested=today - people.last_suggested < quiet,
        unanswered=people.unanswered >= settings.most_unanswered,
    )


def _weigh_up(
    people: Candidates, day: date, settings: PlanSettings
) -> tuple[_Sums, _Kinds]:
    half_life, prior = settings.half_life, settings.prior
    now = strength(people.strength_key, day, half_life)
    age = np.maximum(day.toordinal() - people.since, 0).astype(np.float64)
    p_now = p_active(now, age, half_life, prior, settings.horizon)
    p_if = p_active(now + people.weight, age, half_life, prior, settings.horizon)
    kinds = _kinds(people, day, settings, p_now)
    value = people.value * people.bridge * _standing(people, kinds)
    index = value * (p_if - p_now) / people.minutes
    return _Sums(index, value, p_now, p_if, now), kinds


def _kinds(
    people: Candidates, day: date, settings: PlanSettings, p_now: Floats
) -> _Kinds:
    silence = day.toordinal() - people.last_touch
    touched = people.touch_days > 0
    due = ~touched | (silence >= people.rhythm_days)
    free = touched & (people.rhythm_days <= 0)
    # The mean gap is all that three columns tell; it lies above the median where
    # contact comes in bursts, so that nobody is called silent too early.
    gap = (people.last_touch - people.first_touch) / np.maximum(
        people.touch_days - 1, 1
    )
    long = silence > np.maximum(settings.horizon, SEVERAL_GAPS * gap)
    asleep = long & (p_now < DORMANT_BELOW)
    real = people.pinned | (people.touch_days >= REAL_HISTORY)
    several = people.touch_days > 1
    return _Kinds(
        rhythm=(people.rhythm_days > 0) & due,
        regular=free & ~asleep & several & (silence >= gap),
        dormant=free & asleep & real,
        new=free & ~asleep & ~several & _spoken(people, settings.half_life),
    )


def _spoken(people: Candidates, half_life: float) -> Flags:
    """Mark whose last touches weigh as much as a call; all there is of a new tie."""
    weight = people.strength_key - people.last_touch / half_life
    return np.asarray(weight >= np.log2(FIRST_TOUCH_WEIGHT) - 1e-6, np.bool_)


def _standing(people: Candidates, kinds: _Kinds) -> Floats:
    """Give the factor for what a tie stands for beside its strength.

    The strengths of dormant ties are all about nothing; what there is to win back
    shows in their history, or in the owner's word.
    """
    history = people.touch_days / (people.touch_days + REAL_HISTORY)
    asleep = kinds.dormant & ~people.pinned
    return np.where(kinds.rhythm, WISHED_VALUE, np.where(asleep, history, 1.0))


def _best(people: Candidates, sums: _Sums, which: Flags) -> Ints:
    """Give the rows that are marked, best first."""
    rows = np.flatnonzero(which)
    rhythm = people.rhythm_days[rows]
    shortest = np.where(rhythm > 0, rhythm, np.iinfo(np.int64).max)
    return rows[np.lexsort((people.id[rows], shortest, -sums.index[rows]))]


def _places(
    settings: PlanSettings, taken: Mapping[int, str], in_use: int, dormant: int
) -> tuple[int, int]:
    """Tell how many places go to ties in use and to dormant ones.

    Dormant ties keep their share of the places as long as there are any.
    """
    asleep = sum(kind == "dormant" for kind in taken.values())
    awake = len(taken) - asleep
    share = min(settings.dormant_places, settings.places // 2)
    kept = min(share, asleep + dormant)
    first = max(min(settings.places - kept - awake, in_use), 0)
    free = settings.places - len(taken) - first
    return first, max(min(kept - asleep, free), 0)


def _choice(
    people: Candidates, sums: _Sums, kinds: _Kinds, row: int, day: date
) -> Choice:
    today, days = day.toordinal(), int(people.touch_days[row])
    return Choice(
        id=int(people.id[row]),
        kind=next(name for name in kinds._fields if getattr(kinds, name)[row]),
        index=float(sums.index[row]),
        value=float(sums.value[row]),
        p_now=float(sums.p_now[row]),
        p_if=float(sums.p_if[row]),
        minutes=int(people.minutes[row]),
        strength=float(sums.strength[row]),
        age_days=max(today - int(people.since[row]), 0),
        silence=today - int(people.last_touch[row]) if days else None,
        touch_days=days,
        rhythm_days=int(people.rhythm_days[row]),
        pinned=bool(people.pinned[row]),
    )
