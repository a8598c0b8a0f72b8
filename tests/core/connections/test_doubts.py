"""Which pairs are worth a look where an import was in doubt."""

from __future__ import annotations

import numpy as np

from kontor.core.connections.doubts import worth_a_look
from kontor.core.connections.duplicates.find import Pairs


def pairs(*found: tuple[int, int, float]) -> Pairs:
    """Put (left, right, probability) together, likeliest first."""
    left, right, chance = zip(*found, strict=True) if found else ((), (), ())
    nothing = np.zeros((len(found), 9))
    return Pairs(
        np.array(left, np.int64),
        np.array(right, np.int64),
        np.array(chance, np.float64),
        nothing.astype(np.int8),
        nothing,
    )


def ends(found: Pairs) -> list[tuple[int, int]]:
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True))


def test_likely_pairs_are_kept_whoever_they_are() -> None:
    found = pairs((0, 1, 0.9), (2, 3, 0.5), (4, 5, 0.49))
    assert ends(worth_a_look(found, [])) == [(0, 1), (2, 3)]


def test_of_the_doubtful_the_likeliest_is_kept_and_no_other() -> None:
    found = pairs((0, 1, 0.9), (2, 7, 0.4), (7, 8, 0.3), (4, 5, 0.2))
    # Seven stands on either side; of its two pairs the first is likelier.
    assert ends(worth_a_look(found, [7])) == [(0, 1), (2, 7)]


def test_who_has_a_likely_pair_needs_no_other() -> None:
    found = pairs((0, 1, 0.9), (1, 2, 0.1))
    assert ends(worth_a_look(found, [1])) == [(0, 1)]


def test_who_is_like_nobody_has_none() -> None:
    assert ends(worth_a_look(pairs((0, 1, 0.1)), [5])) == []
    assert ends(worth_a_look(pairs(), [5])) == []
