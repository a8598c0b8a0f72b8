"""Who took part in touches."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kontor.records.models import Participant

if TYPE_CHECKING:
    from collections.abc import Collection


def took_part(touches: Collection[int]) -> dict[int, set[int]]:
    """Give the people of each touch, by key."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Participant.objects.filter(touch__in=touches) if touches else ()
    for row in rows:
        found[row.touch_id].add(row.person_id)
    return found
