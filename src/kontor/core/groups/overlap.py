"""How many distinct wanted people several groups lead to, and which mix is best.

Memberships are two columns, one entry each, in any order: index of the group and index
of the person. Who is in a group twice (left and came back) counts once.
Source: docs/sources.md#mix.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from kontor.core.connections.columns import Flags, Floats, Ints

# Free groups come first, and are ordered by what they add.
_NEARLY_FREE = 1e-9


class Chosen(NamedTuple):
    """A group of the mix.

    Attributes:
        group: its index.
        gain: value of its people whom no group chosen before it has.
    """

    group: int
    gain: float


def union(person: Ints, wanted: Flags) -> int:
    """Count the wanted people who are in any group: never the sum of the pools.

    Args:
        person: index of the person, one per membership, shape (n,).
        wanted: who is in the segment, one per person, shape (people,).
    """
    reached = np.zeros(len(wanted), np.bool_)
    reached[person] = True
    return int(np.count_nonzero(reached & wanted))


def added(group: Ints, person: Ints, wanted: Flags, groups: int) -> Ints:
    """Count for each group the wanted people whom no other group has.

    Args:
        group, person: indices, one per membership, shape (n,).
        wanted: who is in the segment, one per person, shape (people,).
        groups: how many groups there are.

    Returns:
        One count per group, shape (groups,).
    """
    one_of_them = np.full(len(wanted), -1, np.int64)
    one_of_them[person] = group
    alone = wanted & (one_of_them >= 0)
    alone[person[one_of_them[person] != group]] = False
    return np.bincount(one_of_them[alone], minlength=groups)


def best_mix(
    group: Ints,
    person: Ints,
    value: Floats | Flags,
    *,
    most: int | None = None,
    cost: Floats | None = None,
    budget: float | None = None,
) -> list[Chosen]:
    """Choose the groups that together lead to the most value, the best one first.

    Greedy: always the group that adds most (with ``cost``: most per unit of cost)
    beyond those chosen. No quick method is surely better than that: at least 63 % of
    the best of ``most`` groups; with a budget at least 31 % of the best, as a single
    group that is worth more than the whole mix replaces it. Groups that add nothing
    are left out; of equals the lower index comes first.

    Args:
        group, person: indices, one per membership, shape (n,).
        value: what each person is worth, 0 or above, shape (people,); flags count 1.
        most: how many groups at most; None for any number.
        cost: of each group, 0 or above, shape (groups,), in one unit.
        budget: what they may cost together; None for any sum.

    Source: docs/sources.md#mix.
    """
    worth = np.asarray(value, np.float64)
    groups = int(group.max(initial=-1)) + 1 if cost is None else len(cost)
    members = _members(group, person, worth, groups)
    alone = np.array([worth[m].sum() for m in members], np.float64)
    limits = groups if most is None else most, np.inf if budget is None else budget
    if cost is None:
        return _greedy(members, worth, alone, np.zeros(groups), limits)
    price = np.asarray(cost, np.float64)
    mix = _greedy(members, worth, alone, price, limits)
    return _better(mix, np.where(price <= limits[1], alone, 0.0), limits[0])


def _members(group: Ints, person: Ints, worth: Floats, groups: int) -> list[Ints]:
    """Give the people of each group who are worth anything, each once."""
    people = max(len(worth), 1)
    counts = worth[person] > 0
    code = group[counts] * people + person[counts]
    code.sort()
    if len(code):
        code = code[np.concatenate(([True], code[1:] != code[:-1]))]
    edges = np.searchsorted(code, np.arange(groups + 1) * people)
    return [
        code[a:b] - g * people
        for g, (a, b) in enumerate(zip(edges, edges[1:], strict=False))
    ]


def _greedy(
    members: list[Ints],
    worth: Floats,
    alone: Floats,
    price: Floats,
    limits: tuple[int, float],
) -> list[Chosen]:
    """Take the best again and again; a gain is reckoned anew only at the top.

    Gains only fall as others are chosen, so a group that is still the best after its
    gain was reckoned anew needs no look at the others.
    """
    most, left = limits
    worth = worth.copy()
    # Where all are free, what they add alone decides.
    unit = np.maximum(price, _NEARLY_FREE) if price.any() else np.ones(len(price))
    waiting = [(-alone[g] / unit[g], g, 0) for g in np.flatnonzero(alone > 0).tolist()]
    heapify(waiting)
    mix: list[Chosen] = []
    while waiting and len(mix) < most:
        _, g, as_of = heappop(waiting)
        if price[g] > left:
            continue
        gains = worth[members[g]]
        gain = float(gains.sum())
        if gain > 0 and as_of == len(mix):
            mix.append(Chosen(g, gain))
            left -= price[g]
            worth[members[g]] = 0.0
        elif gain > 0:
            members[g] = members[g][gains > 0]
            heappush(waiting, (-gain / unit[g], g, len(mix)))
    return mix


def _better(mix: list[Chosen], alone: Floats, most: int) -> list[Chosen]:
    """Keep the mix, unless one affordable group by itself is worth more."""
    if not len(alone) or most < 1:
        return mix
    best = int(alone.argmax())
    if alone[best] <= sum(chosen.gain for chosen in mix):
        return mix
    return [Chosen(best, float(alone[best]))]
