"""How likely two people are one, with what each field adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.duplicates.guesses import (
    AVERAGE_PEOPLE,
    BOTH_COMMON,
    HOUSEHOLD,
    OFFICE,
    RARELY,
    RAREST,
    REASON,
    SAME,
    STRANGERS,
    TURNED_BITS,
)
from kontor.core.connections.duplicates.levels import (
    BIRTHDAY,
    FAMILY,
    GIVEN,
    MAIL,
    Counts,
)
from kontor.core.connections.duplicates.near import EQUAL, NEAR, UNKNOWN, Levels

if TYPE_CHECKING:
    from kontor.core.connections.columns import Floats
    from kontor.core.connections.duplicates.chance import Chance
    from kontor.core.connections.duplicates.em import Model

_NAMES = [GIVEN, FAMILY]


def weights(model: Model, levels: Levels, many: Counts, chance: Chance) -> Floats:
    """Tell what each field says: log2 of P(level | one person) / P(level | strangers).

    Agreeing on a value that many have says less (term frequency): such a value has
    the share of its owners among strangers, not that of an average one. Two names
    that are near, and both common, are hardly one misspelt (Christian, Christina).

    Args:
        model: what was learned.
        levels: shape (pairs, fields).
        many: how many people have the value that both have, of two near ones the
            rarer; 0 for unknown.
        chance: how alike strangers are.

    Returns:
        Shape (pairs, fields), in bits; above 0 speaks for one person.

    Source: docs/sources.md#duplicates.
    """
    fields = np.arange(levels.shape[1])
    strangers = model.stranger[fields, levels]
    usual = model.stranger[:, EQUAL]
    others = np.maximum(many - 2, 0) + AVERAGE_PEOPLE * usual
    least = usual / RAREST
    # Days are all as common as another, but for those that stand for "not known".
    least[BIRTHDAY] = usual[BIRTHDAY]
    own = np.maximum(others / (chance.known + AVERAGE_PEOPLE), least)
    strangers = np.where((levels == EQUAL) & (many > 0), own, strangers)
    weight = np.log2(model.same[fields, levels] / strangers)
    weight[:, _NAMES] += _misspelt(levels[:, _NAMES], many[:, _NAMES], chance)
    turned = (levels[:, BIRTHDAY] == NEAR) & (many[:, BIRTHDAY] > 0)
    weight[:, BIRTHDAY] += TURNED_BITS * turned
    return np.asarray(weight, np.float64)


def _misspelt(levels: Levels, many: Counts, chance: Chance) -> Floats:
    """Add how much likelier a slip of the pen is than two names, in bits."""
    common = chance.common[_NAMES]
    both = np.log2(BOTH_COMMON / common)
    one = np.log2((1 - BOTH_COMMON) / (1 - common))
    known = (levels == NEAR) & (many > 0)
    likelier = np.where(many >= chance.no_slip[_NAMES], both, one)
    return np.where(known, likelier, 0.0)


def probability(model: Model, levels: Levels, weight: Floats) -> Floats:
    """Tell how likely each pair is one person: no strangers, household or office.

    Args:
        model: what was learned.
        levels: shape (pairs, fields).
        weight: what each field says, shape (pairs, fields), in bits.

    Returns:
        Shape (pairs,), 0 to 1.
    """
    odds = np.zeros(len(weight))
    for kind in (HOUSEHOLD, OFFICE, STRANGERS):
        odds += np.exp2(-np.maximum(_against(kind, model, levels, weight), -1_000.0))
    return np.asarray(1 / (1 + odds), np.float64)


def _against(kind: int, model: Model, levels: Levels, weight: Floats) -> Floats:
    """Say in bits how much more likely one person is than another kind of pair."""
    fields = np.arange(levels.shape[1])
    bits = np.where(REASON[kind][fields, levels], 0.0, weight)
    telling = (bits - RARELY[kind][fields, levels]).sum(1)
    telling += np.log2(model.kinds[SAME] / model.kinds[kind])
    if kind != STRANGERS:
        # A mail address noted without a given name is no second person's.
        nameless = levels[:, GIVEN] == UNKNOWN
        telling[nameless & (levels[:, MAIL] == EQUAL)] = np.inf
    return np.asarray(telling, np.float64)
