"""Small pictures of networks: the range of a pool, and who came when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.core.groups.attendance import LATE, PRESENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kontor.core.groups.verdict import Card
    from kontor.reports.groups.held import GatheringLine

# So many of the latest gatherings are drawn.
MOST = 52
FULL = 92


@dataclass(frozen=True, slots=True)
class Range:
    """A line from the low end to the high one, a dot where the pool is expected.

    All in per cent of the width; the dot keeps off the edges, so that it is whole.
    """

    low: str
    high: str
    dot: str


@dataclass(frozen=True, slots=True)
class Comings:
    """Who came, gathering by gathering, in a box of ``width`` by 100.

    ``others`` and ``own`` are paths; ``own`` are gatherings the owner was at.
    """

    width: int
    others: str
    own: str
    gatherings: int
    first: date
    last: date
    most: int


def range_picture(card: Card | None, most: int) -> Range | None:
    """Draw a pool on a scale from nobody to ``most``; None where it cannot be told."""
    if card is None or not card.telling or not card.total_known or most <= 0:
        return None
    return Range(_x(card.low, most), _x(card.high, most), _x(card.expected, most))


def comings(gatherings: Sequence[GatheringLine], today: date) -> Comings | None:
    """Draw how many came; None before two gatherings are noted.

    Args:
        gatherings: the latest first.
    """
    held = [g for g in gatherings if g.came is not None and g.day <= today][:MOST]
    most = max((g.came or 0 for g in held), default=0)
    if len(held) < 2 or not most:
        return None
    held.reverse()
    strokes: dict[bool, list[str]] = {True: [], False: []}
    for n, one in enumerate(held):
        top = 100 - FULL * (one.came or 0) / most
        strokes[one.own in {PRESENT, LATE}].append(f"M{n}.5 100V{top:.1f}")
    return Comings(
        width=len(held),
        others="".join(strokes[False]),
        own="".join(strokes[True]),
        gatherings=len(held),
        first=held[0].day,
        last=held[-1].day,
        most=most,
    )


def _x(number: float, most: int) -> str:
    return f"{4 + 92 * min(number / most, 1):.1f}%"
