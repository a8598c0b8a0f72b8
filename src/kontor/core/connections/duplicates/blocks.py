"""Who is worth comparing: people who share a key, never everybody with everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.duplicates.words import once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.core.connections.columns import Ints

# How far people with the same key are compared, in the order of their names: whole
# blocks up to one more than this, and less far once a key has brought as many pairs a
# head together, or as many at all. (guess)
REACH = 32
PAIRS_A_HEAD = 3
FEW_PAIRS = 10_000


def candidates(
    keys: Sequence[tuple[Ints, Ints]], rank: Ints, new_from: int = 0
) -> tuple[Ints, Ints]:
    """Find pairs that share at least one key.

    A key that too many share brings everybody together with the next ones only, in
    the order of ``rank``: the number of pairs grows with that of the people, whatever
    the keys are.

    Args:
        keys: for each kind of key, who has one and which, shapes (k,); a person may
            have several.
        rank: place of each person in an order in which like stands beside like.
        new_from: only pairs with somebody from this place on.

    Returns:
        Pairs (left, right), left < right, in order and once.
    """
    found = [_sharing(who, key, rank, new_from) for who, key in keys]
    left, right = np.divmod(once(np.concatenate(found)), max(len(rank), 1))
    return left, right


def _sharing(who: Ints, key: Ints, rank: Ints, new_from: int) -> Ints:
    """Give the pairs of one kind of key as left * n + right."""
    n = len(rank)
    order = np.lexsort((rank[who], key))
    who, key = who[order], key[order]
    most = max(PAIRS_A_HEAD * (n - new_from), FEW_PAIRS)
    found = [np.zeros(0, np.int64)]
    at = np.arange(len(who))
    for step in range(1, REACH + 1):
        at = at[at + step < len(who)]
        at = at[key[at] == key[at + step]]
        left, right = _in_order(who[at], who[at + step])
        kept = (right >= new_from) & (left < right)
        found.append(left[kept] * n + right[kept])
        most -= len(found[-1])
        if most < 0:
            break
    return np.concatenate(found)


def _in_order(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    return np.minimum(one, other), np.maximum(one, other)
