"""How far like attracts like: among the owner's contacts, and inside a group.

Source: docs/sources.md#homophily.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

# A guess: fewer observations say nothing about whether like attracts like.
FEWEST = 5
# A guess: mere chance is believed as firmly as after this many observations.
CHANCE_WEIGHT = 10.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the people of a group are in one attribute.

    Attributes:
        people: of how many the attribute is known.
        commonest: what most of them have; of equals the one met first.
        having_it: how many have it.
        alike: chance that two of them, drawn at random, have the same.
        by_chance: the same chance among all people, None where it is not known.
        homophily: how far ``alike`` is above (to 1) or below (to -1) chance, shrunk.
    """

    people: int
    commonest: Hashable
    having_it: int
    alike: float
    by_chance: float | None = None
    homophily: float | None = None


def coleman(alike: float, seen: float, share: float) -> float | None:
    """Give Coleman's index of homophily: 1 only like, 0 as by chance, -1 never like.

    ``p = w + H * (1 - w)`` solved for H; below chance the distance is measured by
    what there was to lose, ``H = (p - w) / w``. p is drawn toward w with the weight of
    ``CHANCE_WEIGHT`` observations.

    Args:
        alike: observations in which the other is of the same kind; not negative.
        seen: observations in all.
        share: share of that kind among all people (w), from 0 to 1.

    Returns:
        None where there are fewer than ``FEWEST``, or there is one kind only or none.

    Source: docs/sources.md#homophily.
    """
    if seen < FEWEST or not 0 < share < 1:
        return None
    p = (alike + CHANCE_WEIGHT * share) / (seen + CHANCE_WEIGHT)
    return (p - share) / (1 - share if p > share else share)


def chance_of(share: float, homophily: float, *, same: bool) -> float:
    """Tell how likely somebody's acquaintance is in a segment.

    ``w + H * (1 - w)`` for somebody who is in it, ``(1 - H) * w`` for somebody of
    another kind, as what likeness takes is taken from all others alike. Below chance
    ``w * (1 + H)``, and the others share what is left.

    Args:
        share: share of the segment among all people (w), from 0 to 1.
        homophily: Coleman's index (:func:`coleman`).
        same: whether that somebody is in the segment.
    """
    if homophily < 0:
        return share * (1 + homophily) if same else share
    return share + homophily * (1 - share) if same else (1 - homophily) * share


def alike(
    labels: Iterable[Hashable | None], everybody: Iterable[Hashable | None] = ()
) -> Likeness | None:
    """Tell how alike people are in one attribute, such as trade or segment.

    Args:
        labels: of each person of the group; None where it is not known.
        everybody: of all people of the book, as a yardstick; may be left out.

    Returns:
        None where fewer than ``FEWEST`` are known.

    Source: docs/sources.md#homophily.
    """
    counts = _counted(labels)
    people = counts.total()
    if people < FEWEST:
        return None
    commonest, having_it = counts.most_common(1)[0]
    same, by_chance = _same_pair(counts), _same_pair(_counted(everybody))
    likeness = (
        None if by_chance is None else coleman((same or 0) * people, people, by_chance)
    )
    return Likeness(people, commonest, having_it, same or 0.0, by_chance, likeness)


def _counted(labels: Iterable[Hashable | None]) -> Counter[Hashable]:
    return Counter(label for label in labels if label is not None)


def _same_pair(counts: Counter[Hashable]) -> float | None:
    """Give the chance that two different people have the same; None for one person."""
    people = counts.total()
    if people < 2:
        return None
    return sum(n * (n - 1) for n in counts.values()) / (people * (people - 1))
