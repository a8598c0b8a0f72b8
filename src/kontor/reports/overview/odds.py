"""What is expected of a tie, and the sum of a suggestion, for people to read.

Figures only where the book's own past stands behind them, else words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from django.utils.translation import gettext, ngettext

from kontor.core.connections.probability import (
    LEAST,
    MOST,
    WORDS,
    Prior,
    in_ten,
    in_words,
    p_active_interval,
)
from kontor.lib.text import gettext_noop
from kontor.reports.words import figure_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.records.models import Book

WEIGHT_MEANING = gettext_noop(
    "The weight says how much an hour spent this way is thought to help the tie; the "
    "plan begins with the greatest. It is for comparing only."
)


def odds_text(p: float, low: float, high: float, *, history: bool, pinned: bool) -> str:
    """Say a chance: in tenths with its range where the book knows, else in words.

    Nothing is said of a tie its owner vouches for: silence does not make it weak.
    """
    if pinned:
        return gettext("You vouch for this tie; silence says nothing about it.")
    if not history:
        text = gettext("Contact in the next three months without you: {word}.")
        return text.format(word=gettext(WORDS[in_words(p)]))
    text = gettext(
        "Contact in the next three months without you: {p} in 10, from {low} to {high}."
    )
    about = gettext("about {tenths}").format(tenths=in_ten(p))
    return text.format(
        p=about if LEAST <= p < MOST else _tenths(p),
        low=_tenths(low),
        high=_tenths(high),
    )


def odds_of(figures: dict[str, Any], book: Book, *, history: bool) -> str:
    """Say the chance that a line of the plan keeps in its figures."""
    low, high = 0.0, 1.0
    if history and not figures["pinned"]:
        strength = np.array([figures["strength"]])
        age = np.array([float(figures["age_days"])])
        prior = Prior(book.prior_shape, book.prior_rate)
        lows, highs = p_active_interval(strength, age, book.half_life, prior)
        low, high = float(lows[0]), float(highs[0])
    return odds_text(
        figures["p_now"], low, high, history=history, pinned=figures["pinned"]
    )


def figures_of(figures: dict[str, Any], *, history: bool) -> Iterator[tuple[str, str]]:
    """Name the parts of the sum: value, chances, minutes."""
    yield gettext("Strength of the tie today"), figure_text(figures["strength"])
    days = figures["touch_days"]
    yield (
        gettext("Days of contact so far"),
        ngettext("%(n)d day", "%(n)d days", days) % {"n": days},
    )
    p_now, p_if = figures["p_now"], figures["p_if"]
    yield gettext("Chance of contact if you do nothing"), _chance(p_now, history)
    yield gettext("… once you have been in touch"), _chance(p_if, history)
    yield gettext("What keeping the tie is worth"), figure_text(figures["value"])
    yield gettext("Minutes reckoned for a contact"), str(figures["minutes"])


def weight_text(figures: dict[str, Any]) -> tuple[str, str]:
    """Name the result of the sum; ``WEIGHT_MEANING`` says what it is."""
    return gettext("Weight in this week's order"), figure_text(figures["index"] * 60)


def _chance(p: float, history: bool) -> str:
    return figure_text(p) if history else gettext(WORDS[in_words(p)])


def _tenths(p: float) -> str:
    if p < LEAST:
        return gettext("fewer than {tenths}").format(tenths=in_ten(p))
    if p >= MOST:
        return gettext("more than {tenths}").format(tenths=in_ten(p))
    return str(in_ten(p))
