"""Half-life and prior learned from a book's own past.

The past is cut ``horizon`` days ago: what came before is the history, what came since
tells which ties were active. Source: docs/sources.md#half-life.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.probability import HORIZON, Prior, p_active
from kontor.core.connections.ranking import auc_by_owner, telling
from kontor.core.connections.strength import strength, strength_keys

if TYPE_CHECKING:
    from datetime import date

    from kontor.core.connections.columns import Flags, Floats, Ints
    from kontor.core.connections.strength import ContactDays

HALF_LIVES = (7.0, 14.0, 30.0, 60.0, 90.0, 180.0)
# A guess: with fewer ties whose outcome is known, the defaults are the safer choice.
ENOUGH_OUTCOMES = 200
# A tie has at least two days of contact: one mail is an address, not a tie.
FEWEST_DAYS = 2
# Where the search for the prior ends: days of contact, and days.
_SHAPES = (0.01, 50.0)
_RATES = (1.0, 10_000.0)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a book's past teaches.

    Attributes:
        half_life: days until a touch counts half.
        prior: what to believe of a tie beforehand.
        outcomes: how many ties it was learned from.
    """

    half_life: float
    prior: Prior
    outcomes: int


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Ties as they stood on a day, and what became of them; arrays of shape (n,).

    Attributes:
        day: the day at whose beginning they are looked at.
        tie: index of the tie.
        days: days of contact before that day, only of these ties.
        touch_days: how many they are.
        first, last: the first and the last of them, ordinals.
        active: whether there was contact from that day on, within the horizon.
    """

    day: date
    tie: Ints
    days: ContactDays
    touch_days: Ints
    first: Ints
    last: Ints
    active: Flags

    def age(self) -> Floats:
        """Days since the first contact."""
        return (self.day.toordinal() - self.first).astype(np.float64)

    def strengths(self, half_life: float) -> Floats:
        """Strengths on the day."""
        ties = int(self.tie.max(initial=-1)) + 1
        keys = strength_keys(*self.days, half_life=half_life, people=ties)
        return strength(keys[self.tie], self.day, half_life)


def outcomes(days: ContactDays, day: date, horizon: int = HORIZON) -> Outcomes:
    """Look at ties of two or more days of contact before ``day``, and at what followed.

    Args:
        days: all days of contact; the index of the person is the index of the tie.
        day: the cut-off; itself the first day of what followed.
        horizon: how many days followed.
    """
    cut = day.toordinal()
    before = days.day < cut
    after = ~before & (days.day < cut + horizon)
    past = days.only(before)
    tie, start, count = np.unique(past.person, return_index=True, return_counts=True)
    kept = count >= FEWEST_DAYS
    tie, start, count = tie[kept], start[kept], count[kept]
    return Outcomes(
        day=day,
        tie=tie,
        days=past.only(np.isin(past.person, tie)),
        touch_days=count,
        first=past.day[start],
        last=past.day[start + count - 1],
        active=np.isin(tie, days.person[after]),
    )


def fit(
    days: ContactDays, today: date, horizon: int = HORIZON, owner: Ints | None = None
) -> Fitted | None:
    """Learn half-life and prior from what became of the ties of ``horizon`` days ago.

    The half-life is there to rank, so the one that would have ranked best is taken
    (mean over owners of the area under the curve; the longer one of equals). The
    prior is there for the odds, so it is fitted by log-loss.

    Args:
        days: all days of contact of the book (:func:`.strength.contact_days`).
        today: a day whose touches are not looked at any more.
        horizon: days ahead that the odds shall speak of.
        owner: whose tie it is, one entry per tie, where several books are learned
            from together; None for one book.

    Returns:
        None while fewer than ``ENOUGH_OUTCOMES`` are known, or all turned out alike.

    Source: docs/sources.md#half-life.
    """
    earlier = type(today).fromordinal(max(today.toordinal() - horizon, 1))
    known = outcomes(days, earlier, horizon)
    whose = np.zeros_like(known.tie) if owner is None else owner[known.tie]
    if len(known.tie) < ENOUGH_OUTCOMES or not telling(whose, known.active).any():
        return None
    half_life = _best_half_life(known, whose)
    return Fitted(half_life, _best_prior(known, half_life, horizon), len(known.tie))


def log_loss(p: Floats, active: Flags) -> float:
    """Give the mean surprise at the outcomes, in nats; 0 is foreseen for certain."""
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return float(-np.mean(np.log(np.where(active, p, 1 - p))))


def _best_half_life(known: Outcomes, whose: Ints) -> float:
    asked = telling(whose, known.active)

    def quality(half_life: float) -> tuple[float, float]:
        score = known.strengths(half_life)[asked]
        auc = auc_by_owner(whose[asked], known.active[asked], score)
        return float(auc.mean()), half_life

    return max(HALF_LIVES, key=quality)


def _best_prior(known: Outcomes, half_life: float, horizon: int) -> Prior:
    # Imported here: the start of the program shall not wait for scipy.
    from scipy.optimize import minimize

    strengths, age = known.strengths(half_life), known.age()

    def loss(logs: Floats) -> float:
        prior = Prior(*(float(x) for x in np.exp(logs)))
        return log_loss(
            p_active(strengths, age, half_life, prior, horizon), known.active
        )

    found = minimize(
        loss,
        np.log([Prior().shape, Prior().rate]),
        method="Nelder-Mead",
        bounds=np.log([_SHAPES, _RATES]),
    )
    return Prior(*(float(x) for x in np.exp(found.x)))
