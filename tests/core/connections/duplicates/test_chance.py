from __future__ import annotations

import numpy as np
import pytest

from kontor.core.connections.duplicates.chance import chance, some_pairs
from kontor.core.connections.duplicates.columns import columns
from kontor.core.connections.duplicates.levels import (
    BIRTHDAY,
    FAMILY,
    GIVEN,
    MAIL,
    PLACE,
)
from kontor.core.connections.duplicates.near import EQUAL, UNKNOWN
from tests.core.connections.duplicates.cards import book, card


def counted(*cards):
    return chance(columns(book(*cards)))


def test_equal_pairs_are_counted_exactly():
    # Three Meyers are three pairs, two with one address one; no one pair of given
    # names is equal.
    found = counted(
        card("Anna", "Meyer", mails=("a@x.example",)),
        card("Bernd", "Meyer", mails=("a@x.example", "b@x.example")),
        card("Clara", "Meyer"),
        card("Dora", "Kruse", mails=("d@x.example",)),
    )
    assert found.totals[[GIVEN, FAMILY, MAIL], EQUAL].tolist() == [0, 3, 1]


def test_only_pairs_of_which_both_are_known_are_counted():
    # Three of four have a place: three pairs.
    found = counted(card(city="Kiel"), card(city="Kiel"), card(city="Bonn"), card())
    assert found.totals[PLACE].sum() == pytest.approx(3)
    assert found.totals[PLACE, UNKNOWN] == 0
    assert found.known[PLACE] == 3


def test_a_birthday_without_its_year_is_known():
    found = counted(card(birthday=(None, 4, 12)), card(birthday=(1970, None, None)))
    assert found.known[BIRTHDAY] == 1


def test_a_small_book_is_looked_at_as_a_whole():
    left, right = some_pairs(4)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [
        (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3),
    ]  # fmt: skip


def test_a_sample_is_spread_over_the_book_and_the_same_every_time():
    left, right = some_pairs(50_000)
    assert not (left == right).any()
    assert np.array_equal(left, some_pairs(50_000)[0])
    # Every tenth of the book has about a tenth of 100,000 places.
    tenths = np.bincount(left // 5_000)
    assert tenths.min() > 9_900 and tenths.max() < 10_100
    # The two of a pair have nothing to do with each other.
    assert abs(np.corrcoef(left, right)[0, 1]) < 0.01
