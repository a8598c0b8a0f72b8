from __future__ import annotations

import numpy as np
import pytest

from kontor.core.connections.duplicates.em import fit, kinds_of, start, supported
from kontor.core.connections.duplicates.guesses import (
    HOUSEHOLD,
    MOST_DIFFERENT,
    SAME,
    STRANGERS,
)
from kontor.core.connections.duplicates.levels import (
    BIRTHDAY,
    FAMILY,
    FIELDS,
    GIVEN,
    MAIL,
    PLACE,
    STREET,
)
from kontor.core.connections.duplicates.near import DIFFERENT, EQUAL, NEAR


def pattern(**levels):
    row = np.zeros(len(FIELDS), np.int8)
    for field, level in levels.items():
        row[FIELDS.index(field)] = level
    return row


def patterns(*rows):
    return np.stack(rows)


def test_the_share_of_each_kind_is_bayes_rule():
    # Given name, family name and mail address equal. One person .75 · .80 · .45 = .27;
    # household .005 · .1 · .80 · .45 · 2 = .00036; strangers .005 · .002 · .0005 · 45
    # = .000000225; office .005 · .002 · .0005 · 2 = .00000001.
    share = kinds_of(start(), patterns(pattern(given=3, family=3, mail=3)))
    assert share[SAME, 0] == pytest.approx(0.27 / 0.270360235, abs=1e-9)
    assert share[HOUSEHOLD, 0] == pytest.approx(0.00036 / 0.270360235, abs=1e-9)
    assert share.sum() == pytest.approx(1)


def test_what_is_missing_moves_nothing():
    share = kinds_of(start(), patterns(pattern()))
    assert share[:, 0] == pytest.approx([1 / 50, 2 / 50, 2 / 50, 45 / 50])


def test_levels_are_learned_from_those_who_are_one_person():
    # 1,000 pairs who are one person beyond doubt, 300 of them with a given name
    # misspelt; 20 guessed pairs have 3 more: 303 / 1,020. Of 500,000 pairs 1,000 are
    # one person, and 1 of 50 guessed: 1,001 / 500,050.
    sure = {"family": 3, "mail": 3, "phone": 3, "birthday": 3}
    rows = patterns(pattern(given=2, **sure), pattern(given=3, **sure))
    totals = np.zeros((len(FIELDS), 4))
    totals[:, DIFFERENT] = 499_000
    totals[:, EQUAL] = 1_000
    model = fit(rows, np.array([300, 700]), totals, 500_000)
    assert model.same[GIVEN, NEAR] == pytest.approx(303 / 1_020, abs=1e-5)
    assert model.kinds[SAME] == pytest.approx(1_001 / 500_050, abs=1e-7)
    # All 1,000 equal mail addresses have a reason; of 1,000 guessed pairs of strangers
    # half a pair has one by chance: .5 / 500,000.
    assert model.stranger[MAIL, EQUAL] == pytest.approx(0.5 / 500_000, rel=0.02)


def test_the_same_pairs_give_the_same_model():
    rows = patterns(pattern(given=3, family=2, mail=3), pattern(given=1, family=3))
    totals = np.full((len(FIELDS), 4), 1_000.0)
    one, other = (fit(rows, np.array([5, 9]), totals, 10_000) for _ in range(2))
    assert np.array_equal(one.same, other.same)
    assert np.array_equal(one.stranger, other.stranger)


def test_namesakes_teach_nothing_about_one_person():
    # 5,000 pairs of equal names with another mail address: without the rule, mail
    # addresses of one person would seem to differ nearly always (guess: .45).
    rows = patterns(pattern(given=3, family=3, mail=1))
    totals = np.full((len(FIELDS), 4), 5_000.0)
    model = fit(rows, np.array([5_000]), totals, 1_000_000)
    assert model.same[MAIL, DIFFERENT] == pytest.approx(0.45)


def test_a_book_of_households_does_not_make_them_one_person():
    # Nobody twice, but 3,000 pairs with one address and telephone and given names of
    # their own.
    shared = {"phone": 3, "street": 3, "place": 3, "family": 3}
    rows = patterns(pattern(given=1, **shared), pattern(given=1, mail=3, **shared))
    totals = np.full((len(FIELDS), 4), 3_000.0)
    totals[:, DIFFERENT] = 1_000_000
    model = fit(rows, np.array([2_000, 1_000]), totals, 1_000_000)
    assert model.same[GIVEN, DIFFERENT] <= MOST_DIFFERENT
    assert kinds_of(model, rows)[SAME].max() < 0.01
    assert kinds_of(model, rows)[HOUSEHOLD].min() > 0.99
    assert model.kinds[STRANGERS] == pytest.approx(0.997, abs=0.001)


def test_strangers_with_chance_likenesses_teach_nothing_about_one_person():
    # 3,000 pairs of other names in one place, born in the same year and month.
    rows = patterns(pattern(given=1, family=1, place=3, birthday=2, mail=1))
    totals = np.full((len(FIELDS), 4), 3_000.0)
    totals[:, DIFFERENT] = 50_000_000
    model = fit(rows, np.array([3_000]), totals, 50_000_000)
    assert np.allclose(model.same, start().same)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({"given": 3, "family": 3, "organisation": 3}, False),
        ({"street": 3}, False),
        ({"place": 3}, False),
        ({"street": 2, "place": 2}, True),
        ({"mail": 3}, True),
        ({"phone": 3}, True),
        ({"birthday": 2}, True),
        ({"birthday": 1, "mail": 1}, False),
    ],
)
def test_more_than_a_name_is_a_way_to_reach_or_a_birthday(levels, expected):
    assert supported(patterns(pattern(**levels)))[0] == expected


def test_what_counts_as_support_can_be_asked_for_strictly():
    row = patterns(pattern(street=3, place=2), pattern(street=3, place=3))
    assert supported(row, EQUAL).tolist() == [False, True]
    assert [FAMILY, STREET, PLACE, BIRTHDAY] == [1, 5, 7, 8]
