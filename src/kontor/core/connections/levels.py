"""Strength in five steps, for a glance down a list."""

from __future__ import annotations

from bisect import bisect_right

# Lower bounds of "loose", "steady", "strong" and "close" on the scale of strength:
# a meeting counts 3 on its day and halves every half-life (a guess).
BOUNDS = (0.1, 0.75, 2.0, 5.0)


def level(strength: float | None) -> int:
    """Give the step of a strength: 0 no contact noted, 1 faint ... 5 close."""
    return 0 if strength is None else 1 + bisect_right(BOUNDS, strength)
