from __future__ import annotations

from kontor.core.connections.duplicates.words import (
    MISSING,
    Words,
    counts,
    flat,
    joined,
    numbered,
    once,
    unordered,
)


def test_each_value_has_one_number_in_every_column():
    words = Words()
    assert words.column(["Kiel", "", "Köln"]).tolist() == [0, MISSING, 1]
    assert words.column(["KOELN", "kiel", "Bonn"]).tolist() == [1, 0, 2]
    assert words.values == ["kiel", "koeln", "bonn"]


def test_only_whole_combinations_have_a_number():
    one, other = numbered(["a", "a", "b", ""]), numbered(["x", "y", "x", "x"])
    key = joined(one, other)
    assert key.tolist() == [0, 1, 2, MISSING]


def test_the_order_of_two_does_not_matter():
    one, other = numbered(["a", "b", "b"]), numbered(["a", "b", "b"])[[1, 0, 2]]
    assert unordered(one, other).tolist() == [0, 0, 1]


def test_counts_tell_how_many_share_a_value():
    assert counts(numbered(["a", "b", "a", ""])).tolist() == [2, 1, 2, 0]


def test_a_column_without_values_counts_nothing():
    assert counts(numbered(["", ""])).tolist() == [0, 0]


def test_values_come_once_and_in_order():
    assert once(numbered(["a", "b", "a"])[::-1]).tolist() == [0, 1]


def test_several_values_of_one_are_laid_side_by_side_once():
    owners, values = flat([("A@x", "a@x"), (), ("b@x", "c@x")])
    assert (owners.tolist(), values) == ([0, 2, 2], ["a@x", "b@x", "c@x"])
