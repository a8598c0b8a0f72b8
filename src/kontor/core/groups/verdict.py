"""What can be said of a group after a visit, or of one the owner is in.

Source: docs/sources.md#reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.groups.reach import pools

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.core.groups.reach import Belief


@dataclass(frozen=True, slots=True)
class Card:
    """The facts of "You know 12 of about 60 members; 4 are in …; expect 9 to 21".

    Attributes:
        known: members known, or people met at a visit.
        total: members in all, at least the known ones.
        total_known: whether the size is known; if not, the range speaks of the known
            ones alone.
        in_segment: how many of the known ones are in the segment.
        expected: how many are expected in all.
        low, high: the range of it, whole people, both ends belong to it.
        telling: False where nothing can be said: no member is known.
    """

    known: int
    total: int
    total_known: bool
    in_segment: int
    expected: float
    low: int
    high: int
    telling: bool


def cards(
    known: Sequence[int],
    total: Sequence[int | None],
    in_segment: Sequence[int],
    belief: Belief,
) -> list[Card]:
    """Give the card of each group.

    Args:
        known: members known, one per group.
        total: size as stated; None where it is not known. One below the known members
            is out of date, and counts as these.
        in_segment: known members who are in the segment.
        belief: what all groups teach of the segment (:func:`.reach.fit`).

    Raises:
        WrongCount: a count is negative, or one is larger than those it is of.

    Source: docs/sources.md#reach.
    """
    size = [max(n, stated or 0) for n, stated in zip(known, total, strict=True)]
    k, n, all_of_it = (np.array(x, np.int64) for x in (in_segment, known, size))
    found = pools(k, n, all_of_it, belief)
    return [
        Card(
            known=known[i],
            total=size[i],
            total_known=total[i] is not None,
            in_segment=in_segment[i],
            expected=float(found.expected[i]),
            low=int(found.low[i]),
            high=int(found.high[i]),
            telling=known[i] > 0,
        )
        for i in range(len(size))
    ]


def card(known: int, total: int | None, in_segment: int, belief: Belief) -> Card:
    """Give the card of one group (:func:`cards`)."""
    return cards([known], [total], [in_segment], belief)[0]
