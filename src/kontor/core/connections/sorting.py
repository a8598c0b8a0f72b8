"""The first sorting: who is asked about first, and what an answer means.

A book with people but without touches knows nothing of its ties, so the owner is asked,
ten people a screen, the most telling first. Source: docs/sources.md#sorting.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kontor.core.connections.columns import Flags, Floats, Ints

SCREEN = 10
# What each fact about a card says about how near somebody is. All of it a guess: who
# took the trouble to add a birthday or a picture knows the person.
POINTS: Mapping[str, float] = MappingProxyType(
    {
        "birthday": 3.0,
        "photo": 2.0,
        "note": 2.0,
        "tag": 2.0,
        "address": 1.5,
        "phone": 1.0,
        "email": 1.0,
        "organisation": 0.5,
    }
)
# Somebody reachable in two ways is nearer than the two ways alone say.
BOTH_WAYS = 1.0
# The rhythm class that an answer sets; "rest" and "private" set none. A guess.
ANSWER_CLASSES: Mapping[str, str] = MappingProxyType(
    {"often": "A", "sometimes": "C", "rarely": "D"}
)


@dataclass(frozen=True, slots=True)
class Cards:
    """What the book knows of people without touch or rhythm; arrays of shape (n,).

    Attributes:
        id: their ids.
        has: for each key of ``POINTS``, whether there is such a thing; what is left
            out counts as missing.
    """

    id: Ints
    has: Mapping[str, Flags]


def telling_order(cards: Cards) -> Ints:
    """Give the ids in the order in which to ask, the most telling first.

    By points; of equals the lower id.
    """
    order = np.lexsort((cards.id, -points(cards)))
    return cards.id[order]


def points(cards: Cards) -> Floats:
    """Add up what each card tells, shape (n,)."""
    none = np.zeros(len(cards.id), np.bool_)
    total = np.zeros(len(cards.id))
    for name, worth in POINTS.items():
        total += worth * cards.has.get(name, none)
    total += BOTH_WAYS * (cards.has.get("phone", none) & cards.has.get("email", none))
    return total
