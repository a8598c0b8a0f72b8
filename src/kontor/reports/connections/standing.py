"""How strong one tie is, with the figures behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.fit import ENOUGH_OUTCOMES
from kontor.core.connections.probability import (
    HORIZON,
    Prior,
    p_active,
    p_active_interval,
)
from kontor.core.connections.rhythm import due_day, rhythm_days, usual_gap
from kontor.core.connections.strength import strength
from kontor.records.derived import weights_of
from kontor.records.facts.touches import touches_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kontor.records.models import Book, Person

CHART_DAYS = 731


@dataclass(frozen=True, slots=True)
class Standing:
    """A tie on a day.

    Attributes:
        strength: S on that day, None where nothing counts.
        half_life: days.
        days: how many days of contact there were in all.
        first, last: the first and the latest of them.
        usual: usual number of days between them, None where there is no usual.
        p, low, high: chance of contact within ``horizon`` days, and its 90 % range;
            only of use where ``history`` says the book has enough of its own.
        due: from when on the person is due by the rhythm set.
        touches: (day, channel) of the last two years, oldest first.
        curve: (day, S) along these two years.
    """

    strength: float | None
    half_life: float
    days: int
    first: date | None
    last: date | None
    usual: float | None
    p: float
    low: float
    high: float
    horizon: int
    history: bool
    due: date | None
    touches: tuple[tuple[date, str], ...]
    curve: tuple[tuple[date, float], ...]


def standing_of(book: Book, person: Person, today: date) -> Standing:
    """Reckon how a tie stands today."""
    touches = touches_of(book.pk, [person.pk])
    weights = weights_of(book)
    events = heaviest((day, weights[c]) for _, day, c, counts in touches if counts)
    now = _now(person, today, book.half_life)
    since = person.first_touch or person.met_day or person.known_since
    history = book.outcomes_seen >= ENOUGH_OUTCOMES
    p, low, high = _odds(book, now or 0.0, max((today - since).days, 0), history)
    first = today - timedelta(days=CHART_DAYS)
    return Standing(
        strength=now,
        half_life=book.half_life,
        days=person.touch_days,
        first=person.first_touch,
        last=person.last_touch,
        usual=usual_gap([day for day, _ in events]),
        p=p,
        low=low,
        high=high,
        horizon=HORIZON,
        history=history,
        due=due_day(person.last_touch, since, days_between(book, person)),
        touches=tuple((day, c) for _, day, c, _ in touches if day >= first),
        curve=curve(events, today, book.half_life),
    )


def heaviest(touches: Iterable[tuple[date, float]]) -> list[tuple[date, float]]:
    """Collapse touches into days of contact, each with its heaviest weight."""
    days: dict[date, float] = {}
    for day, weight in touches:
        if weight > days.get(day, 0.0):
            days[day] = weight
    return sorted(days.items())


def _odds(
    book: Book, strength_now: float, age: int, history: bool
) -> tuple[float, float, float]:
    """Give the chance of contact and its range; without history all of it is open."""
    prior = Prior(book.prior_shape, book.prior_rate)
    strengths, ages = np.array([strength_now]), np.array([float(age)])
    p = float(p_active(strengths, ages, book.half_life, prior)[0])
    if not history:
        return p, 0.0, 1.0
    low, high = p_active_interval(strengths, ages, book.half_life, prior)
    return p, float(low[0]), float(high[0])


def days_between(book: Book, person: Person) -> int:
    """Give the days between touches that were set for somebody; 0 for none."""
    classes = {c: getattr(book, f"rhythm_{c.lower()}") for c in "ABCD"}
    return rhythm_days(person.rhythm, person.rhythm_days, classes)


def curve(
    events: list[tuple[date, float]], today: date, half_life: float
) -> tuple[tuple[date, float], ...]:
    """Follow the strength through two years, week by week and at every contact."""
    if not events:
        return ()
    first = today - timedelta(days=CHART_DAYS)
    weeks = {today - timedelta(weeks=n) for n in range(CHART_DAYS // 7 + 1)}
    days = sorted(weeks | {day for day, _ in events if day >= first})
    at = np.array([day.toordinal() for day in days])
    touched = np.array([day.toordinal() for day, _ in events])
    weight = np.array([weight for _, weight in events])
    age = at[:, None] - touched[None, :]
    values = (weight * np.exp2(-np.maximum(age, 0) / half_life) * (age >= 0)).sum(1)
    return tuple(zip(days, values.tolist(), strict=True))


def _now(person: Person, today: date, half_life: float) -> float | None:
    if person.strength_key is None:
        return None
    return float(strength(person.strength_key, today, half_life))
