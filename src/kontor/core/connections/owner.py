"""Which mail address in a calendar is the owner's, where the book does not know."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# Guesses: so many events are needed, and the owner is on so large a part of them.
FEWEST = 3
SHARE = 0.9


def own_address(events: Sequence[Collection[str]]) -> str:
    """Tell whose calendar it is: who is on nearly every event, and alone in that.

    Args:
        events: the mail addresses on each event that names at least two; a series
            counts once, or a weekly meeting would decide.

    Returns:
        The address, "" where nobody stands out.
    """
    counts = Counter(address for event in events for address in set(event))
    ranked = counts.most_common(2)
    if len(events) < FEWEST or not ranked or ranked[0][1] < SHARE * len(events):
        return ""
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return ""
    return ranked[0][0]
