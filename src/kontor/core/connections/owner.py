"""Which mail address in a calendar or mailbox is the owner's, where no book says."""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

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
    return stands_out(counts, len(events))


def stands_out(counts: Mapping[str, int], events: int) -> str:
    """Tell who is on nearly every event or mail, and alone in that, "" for nobody.

    Args:
        counts: on how many each mail address is.
        events: how many there are.
    """
    ranked = nlargest(2, counts.items(), key=itemgetter(1))
    if events < FEWEST or not ranked or ranked[0][1] < SHARE * events:
        return ""
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return ""
    return ranked[0][0]
