"""How well a figure ranks the ties of an owner: the yardstick of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kontor.core.connections.columns import Flags, Floats, Ints

# Fewer ties than these, or fewer that lasted or lapsed, say nothing about an order.
FEWEST_TIES = 10
FEWEST_OF_EACH = 2


def telling(owner: Ints, active: Flags) -> Flags:
    """Mark the ties of owners whose ties can be ranked at all, shape (n,).

    Args:
        owner: whose tie it is, from 0 on, shape (n,).
        active: whether it was active afterwards, shape (n,).
    """
    ties = np.bincount(owner)
    lasting = np.bincount(owner, active)
    enough = (
        (ties >= FEWEST_TIES)
        & (lasting >= FEWEST_OF_EACH)
        & (ties - lasting >= FEWEST_OF_EACH)
    )
    return np.asarray(enough[owner], np.bool_)


def auc_by_owner(owner: Ints, active: Flags, score: Floats) -> Floats:
    """Tell, per owner, how often an active tie stands above a lapsed one.

    Equal scores count half: 1 is perfect, .5 is chance.

    Args:
        owner, active: as in :func:`telling`.
        score: higher for ties thought more likely to be active, shape (n,).

    Returns:
        One figure per owner who has ties of both kinds, in order of the owners.

    Source: docs/sources.md#yardstick.
    """
    order = np.lexsort((score, owner))
    owner, active, score = owner[order], active[order], score[order]
    rank = _ranks(owner, score)
    lasting = np.bincount(owner, active)
    lapsed = np.bincount(owner) - lasting
    above = np.bincount(owner, rank * active) - lasting * (lasting + 1) / 2
    both = (lasting > 0) & (lapsed > 0)
    return np.asarray(above[both] / (lasting * lapsed)[both], np.float64)


def _ranks(owner: Ints, score: Floats) -> Floats:
    """Rank within each owner, from 1; equals share the middle. Both sorted."""
    turn = np.concatenate(([True], owner[1:] != owner[:-1]))
    step = turn | np.concatenate(([True], score[1:] != score[:-1]))
    start = np.flatnonzero(step)
    end = np.concatenate((start[1:], [len(score)]))
    middle = ((start + end + 1) / 2)[np.cumsum(step) - 1]
    return np.asarray(middle - np.flatnonzero(turn)[np.cumsum(turn) - 1], np.float64)
