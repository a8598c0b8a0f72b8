"""How strong one tie is, with the figures behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

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
from kontor.records.derived import days_of_contact
from kontor.records.models import Book, Person, Touch

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
    events = days_of_contact(book, person.pk)
    now = _now(person, today, book.half_life)
    since = person.first_touch or person.met_day or person.known_since
    age = np.array([max((today - since).days, 0)], dtype=np.float64)
    prior = Prior(book.prior_shape, book.prior_rate)
    strengths = np.array([now or 0.0])
    p = p_active(strengths, age, book.half_life, prior)
    low, high = p_active_interval(strengths, age, book.half_life, prior)
    return Standing(
        strength=now,
        half_life=book.half_life,
        days=person.touch_days,
        first=person.first_touch,
        last=person.last_touch,
        usual=usual_gap([day for day, _ in events]),
        p=float(p[0]),
        low=float(low[0]),
        high=float(high[0]),
        horizon=HORIZON,
        history=book.outcomes_seen >= ENOUGH_OUTCOMES,
        due=due_day(person.last_touch, since, days_between(book, person)),
        touches=_recent(person, today),
        curve=curve(events, today, book.half_life),
    )


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


def _recent(person: Person, today: date) -> tuple[tuple[date, str], ...]:
    first = today - timedelta(days=CHART_DAYS)
    touches = Touch.objects.filter(participants__person=person, day__gte=first)
    return tuple(touches.order_by("day").values_list("day", "channel"))
