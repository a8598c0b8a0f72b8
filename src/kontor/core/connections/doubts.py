"""Which pairs are worth a look where an import was in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.duplicates.find import LIKELY, Pairs

if TYPE_CHECKING:
    from collections.abc import Sequence


def worth_a_look(pairs: Pairs, doubtful: Sequence[int]) -> Pairs:
    """Keep the likely pairs, and for each of the doubtful at least the likeliest one.

    Args:
        pairs: likeliest first.
        doubtful: places of people an import could not tell from others.
    """
    kept = pairs.probability >= LIKELY
    pair = np.tile(np.arange(len(kept)), 2)
    who = np.concatenate([pairs.left, pairs.right])
    asked = np.isin(who, np.array(doubtful, np.int64))
    pair, who = pair[asked], who[asked]
    order = np.argsort(pair, kind="stable")
    _, first = np.unique(who[order], return_index=True)
    kept[pair[order][first]] = True
    return Pairs(*(getattr(pairs, name)[kept] for name in pairs.__slots__))
