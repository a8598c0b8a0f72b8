"""How much each agreement says: Fellegi and Sunter's weights, fitted by EM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.duplicates.guesses import (
    KINDS_GUESS,
    MOST_DIFFERENT,
    RARELY,
    REASON,
    SAME,
    SAME_GUESS,
    SAME_WORTH,
    STRANGER_GUESS,
    STRANGER_WORTH,
    STRANGERS,
)
from kontor.core.connections.duplicates.levels import (
    BIRTHDAY,
    FAMILY,
    GIVEN,
    MAIL,
    PHONE,
    PLACE,
    STREET,
)
from kontor.core.connections.duplicates.near import DIFFERENT, EQUAL, NEAR, Levels

if TYPE_CHECKING:
    from kontor.core.connections.columns import Flags, Floats, Ints

ROUNDS = 200
_OWN = [GIVEN, FAMILY, BIRTHDAY]
ENOUGH = 1e-6


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned.

    Attributes:
        same: P(level | one person), shape (fields, levels), 1 where not known.
        stranger: P(level | strangers), likewise.
        kinds: share of each kind of pair among all pairs, shape (kinds,).
    """

    same: Floats
    stranger: Floats
    kinds: Floats


def start() -> Model:
    """Give what is usual, before anything was learned."""
    kinds = KINDS_GUESS / KINDS_GUESS.sum()
    return Model(_table(SAME_GUESS), _table(STRANGER_GUESS), kinds)


def fit(patterns: Levels, times: Ints, totals: Floats, pairs: float) -> Model:
    """Learn from the candidates how much each level says.

    Whoever is no candidate counts as strangers, and equal names alone as two people.
    Starts from what is usual and ends where nothing changes: the same book gives the
    same model, and one without duplicates leaves things as they usually are.

    Args:
        patterns: the different rows of levels, shape (patterns, fields).
        times: how many candidates have each, shape (patterns,).
        totals: how many of all pairs have each level, shape (fields, levels).
        pairs: how many pairs there are.

    Source: docs/sources.md#duplicates.
    """
    model = start()
    one_hot = np.eye(EQUAL + 1)[patterns]
    silent = ~_teaching(patterns)
    for _ in range(ROUNDS):
        share = kinds_of(model, patterns) * times
        share[SAME, silent] = 0.0
        before, model = model, _learned(share, one_hot, totals, pairs)
        if np.abs(model.same - before.same).max() < ENOUGH:
            break
    return model


def supported(levels: Levels, least: int = NEAR) -> Flags:
    """Tell where more than a name agrees: mail, telephone, birthday or address.

    Args:
        levels: shape (pairs, fields).
        least: the level that is called agreeing.
    """
    return reached(levels, least) | (levels[:, BIRTHDAY] >= least)


def reached(levels: Levels, least: int = NEAR) -> Flags:
    """Tell where mail, telephone or address agrees, as in :func:`supported`."""
    address = (levels[:, STREET] >= least) & (levels[:, PLACE] >= least)
    points = levels[:, [MAIL, PHONE]] >= least
    return np.asarray(address | points.any(1), np.bool_)


def _teaching(levels: Levels) -> Flags:
    """Tell which pairs may teach what one person is like.

    Both parts of the name are not different, or one is and something else is equal:
    else chance likenesses of strangers make up a kind of person of their own.
    """
    other = (levels[:, [GIVEN, FAMILY]] == DIFFERENT).sum(1)
    firm = (other == 1) & supported(levels, EQUAL)
    return np.asarray(firm | (other == 0) & supported(levels), np.bool_)


def kinds_of(model: Model, patterns: Levels) -> Floats:
    """Tell how likely each pattern is of each kind, shape (kinds, patterns)."""
    fields = np.arange(patterns.shape[1])
    same = np.log2(model.same)[fields, patterns]
    stranger = np.log2(model.stranger)[fields, patterns]
    bits = np.where(REASON[:, fields, patterns], same, stranger)
    bits += RARELY[:, fields, patterns]
    likely = bits.sum(2) + np.log2(model.kinds)[:, None]
    likely = np.exp2(likely - likely.max(0))
    return np.asarray(likely / likely.sum(0), np.float64)


def _learned(share: Floats, one_hot: Floats, totals: Floats, pairs: float) -> Model:
    same = np.einsum("p,pfl->fl", share[SAME], one_hot)
    # What agrees for a reason says nothing about strangers.
    reasoned = (REASON * np.einsum("kp,pfl->kfl", share, one_hot)).sum(0)
    stranger = np.maximum(totals - reasoned, 0.0)
    kinds = np.append(share[:STRANGERS].sum(1), 0.0)
    kinds[STRANGERS] = max(pairs - kinds.sum(), 0.0)
    return Model(
        _table(_named(same[:, 1:] + SAME_WORTH * SAME_GUESS)),
        _table(stranger[:, 1:] + STRANGER_WORTH * STRANGER_GUESS),
        (kinds + KINDS_GUESS) / (kinds + KINDS_GUESS).sum(),
    )


def _named(seen: Floats) -> Floats:
    """Keep one person from turning into relatives and colleagues."""
    own = seen[_OWN]
    most = MOST_DIFFERENT / (1 - MOST_DIFFERENT) * own[:, 1:].sum(1)
    seen[_OWN, 0] = np.minimum(own[:, 0], most)
    return seen


def _table(seen: Floats) -> Floats:
    """Make shares of what was seen; what is not known says nothing: 1."""
    shares = seen / seen.sum(1, keepdims=True)
    return np.hstack([np.ones((len(shares), 1)), shares])
