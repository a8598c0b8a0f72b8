from __future__ import annotations

import numpy as np

from kontor.core.connections.rhythm import CLASS_DAYS
from kontor.core.connections.sorting import ANSWER_CLASSES, Cards, points, telling_order


def cards(*, id=(1, 2, 3), **has):
    return Cards(
        np.array(id), {name: np.array(flags, bool) for name, flags in has.items()}
    )


def test_points_add_up_and_two_ways_are_more_than_each():
    # A number 1, a number and an address 1 + 1 + 1, a birthday 3.
    found = points(cards(phone=(1, 1, 0), email=(0, 1, 0), birthday=(0, 0, 1)))
    assert found.tolist() == [1, 3, 3]


def test_the_most_telling_come_first():
    asked = telling_order(cards(phone=(1, 1, 1), photo=(0, 1, 1), note=(0, 0, 1)))
    assert asked.tolist() == [3, 2, 1]


def test_of_equals_the_lower_id_comes_first():
    assert telling_order(cards(id=(5, 9, 7), tag=(0, 1, 0))).tolist() == [9, 5, 7]


def test_nobody_to_ask_is_no_error():
    assert telling_order(cards(id=())).tolist() == []


def test_answers_are_classes_the_rarer_the_longer():
    found = [CLASS_DAYS[ANSWER_CLASSES[a]] for a in ("often", "sometimes", "rarely")]
    assert found == [21, 180, 365]
