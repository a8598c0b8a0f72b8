"""How likely a tie is active within the next weeks, and how sure that is.

Discounted Gamma-Poisson: contact comes at an unknown rate, what is known of it fades
with the half-life of the strength. Source: docs/sources.md#probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from kontor.core.connections.columns import Floats

# Days ahead that "active" speaks of.
HORIZON = 90
# Beyond these "none in ten" or "all" would be said, which nobody can know.
LEAST = 0.05
MOST = 0.95


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a tie before anything is known of it.

    The defaults are a guess, until the book's own history replaces them.

    Attributes:
        shape: days of contact believed, no unit (a0).
        rate: days they are believed to have taken (b0).
    """

    shape: float = 0.35
    rate: float = 150.0


# Lower edge of each word. A guess at what people mean by these words.
WORD_EDGES: tuple[tuple[str, float], ...] = (
    ("very_likely", 0.8),
    ("likely", 0.6),
    ("open", 0.4),
    ("unlikely", 0.2),
    ("very_unlikely", 0.0),
)
WORDS: dict[str, str] = {
    "very_likely": gettext_noop("very likely"),
    "likely": gettext_noop("likely"),
    "open": gettext_noop("open"),
    "unlikely": gettext_noop("unlikely"),
    "very_unlikely": gettext_noop("very unlikely"),
}


def p_active(
    strength: Floats,
    age_days: Floats,
    half_life: float,
    prior: Prior,
    horizon: float = HORIZON,
) -> Floats:
    """Give the probability of contact within the horizon.

    ``1 - (b / (b + horizon)) ** a`` with ``a = prior.shape + strength`` and
    ``b = prior.rate + half_life / ln 2 * (1 - 2 ** (-age_days / half_life))``.

    Args:
        strength: strengths on the day it is asked for, any shape.
        age_days: ages of the ties, not negative, same shape.
        half_life: days until a touch counts half, as in the strengths.
        prior: what is believed beforehand.
        horizon: days ahead.

    Source: docs/sources.md#probability.
    """
    a, b = _gamma(strength, age_days, half_life, prior)
    return -np.expm1(-a * np.log1p(horizon / b))


def p_active_interval(
    strength: Floats,
    age_days: Floats,
    half_life: float,
    prior: Prior,
    horizon: float = HORIZON,
    *,
    level: float = 0.9,
) -> tuple[Floats, Floats]:
    """Give the range in which the probability lies, as far as the data tell.

    The rate of contact is Gamma(a, b); the middle ``level`` of it, turned into
    probabilities.

    Returns:
        The lower and the upper edges, shaped like ``strength``.
    """
    # Imported here: the start of the program shall not wait for scipy.
    from scipy.special import gammaincinv

    a, b = _gamma(strength, age_days, half_life, prior)
    tail = (1 - level) / 2
    low, high = gammaincinv(a, tail) / b, gammaincinv(a, 1 - tail) / b
    return -np.expm1(-low * horizon), -np.expm1(-high * horizon)


def in_words(p: float) -> str:
    """Give the code of the word for a probability; ``WORDS`` has its text.

    For books without history, whose figures would claim to know too much.
    """
    return next(code for code, edge in WORD_EDGES if p >= edge)


def in_ten(p: float) -> int:
    """Round a probability to "so many in ten", from 1 to 9; .25 is 3.

    Below ``LEAST`` it is to be read as fewer than 1, from ``MOST`` on as more than 9.
    """
    return min(max(int(p * 10 + 0.5), 1), 9)


def _gamma(
    strength: Floats, age_days: Floats, half_life: float, prior: Prior
) -> tuple[Floats, Floats]:
    """Give shape and rate of the belief about the rate of contact, per day."""
    seen = half_life / np.log(2) * -np.expm1(-np.log(2) * age_days / half_life)
    return prior.shape + strength, prior.rate + seen
