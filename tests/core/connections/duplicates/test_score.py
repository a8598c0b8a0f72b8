from __future__ import annotations

import numpy as np
import pytest

from kontor.core.connections.duplicates.chance import Chance
from kontor.core.connections.duplicates.em import start
from kontor.core.connections.duplicates.levels import (
    BIRTHDAY,
    FAMILY,
    FIELDS,
    GIVEN,
    MAIL,
)
from kontor.core.connections.duplicates.near import EQUAL, NEAR
from kontor.core.connections.duplicates.score import probability, weights

PEOPLE = 9_800.0


def strangers(common=0.15):
    fields = len(FIELDS)
    return Chance(
        totals=np.zeros((fields, 4)),
        known=np.full(fields, PEOPLE),
        no_slip=np.full(fields, 3.0),
        common=np.full(fields, common),
    )


def row(levels, counts=None):
    level, many = np.zeros((1, len(FIELDS)), np.int8), np.zeros((1, 9), np.int32)
    for field, value in levels.items():
        level[0, field] = value
    for field, value in (counts or {}).items():
        many[0, field] = value
    return level, many


def weight(field, level, many=0, common=0.15):
    return weights(start(), *row({field: level}, {field: many}), strangers(common))[
        0, field
    ]


def test_a_level_weighs_the_ratio_of_its_chances():
    # Family name near: log2(.12 / .020) = 2.585; mail address different: log2(.45 /
    # .999) = -1.151.
    assert weight(FAMILY, NEAR) == pytest.approx(2.585, abs=0.001)
    assert weight(MAIL, 1) == pytest.approx(-1.151, abs=0.001)


def test_what_is_missing_weighs_nothing():
    assert weight(FAMILY, 0) == 0


def test_a_common_name_weighs_less_than_a_rare_one():
    # Schmidt, 302 of 9,800: (300 + 200 · .002) / 10,000 = .03004, log2(.80 / .03004)
    # = 4.735. Two alone: .4 / 10,000 is less than a fifth of .002, which stands:
    # log2(.80 / .0004) = 10.966.
    assert weight(FAMILY, EQUAL, 302) == pytest.approx(4.735, abs=0.001)
    assert weight(FAMILY, EQUAL, 2) == pytest.approx(10.966, abs=0.001)


def test_two_common_names_are_hardly_one_misspelt():
    # Of near given names of strangers 90 in 100 are both common, of one person 15:
    # log2(.15 / .025) = 2.585, and log2(.15 / .9) = -2.585 for Christian and Christina;
    # log2(.85 / .1) = 3.087 more where one of them is nobody else's.
    assert weight(GIVEN, NEAR, 40, common=0.9) == pytest.approx(0, abs=0.001)
    assert weight(GIVEN, NEAR, 1, common=0.9) == pytest.approx(5.672, abs=0.001)


def test_a_day_that_stands_for_unknown_says_little():
    # One person .9, strangers .0001: 13.136 bits. 102 of 9,800 born on the first of
    # January 1900: (100 + 200 · .0001) / 10,000 = .010002, 6.492 bits.
    assert weight(BIRTHDAY, EQUAL, 2) == pytest.approx(13.136, abs=0.001)
    assert weight(BIRTHDAY, EQUAL, 102) == pytest.approx(6.492, abs=0.001)


def test_day_for_month_is_likelier_one_slip_than_two_days():
    # log2(.06 / .0054) = 3.474, and 5 bits where they are turned.
    assert weight(BIRTHDAY, NEAR, 0) == pytest.approx(3.474, abs=0.001)
    assert weight(BIRTHDAY, NEAR, 1) == pytest.approx(8.474, abs=0.001)


def chance(levels, bits):
    level, _ = row(levels)
    weight = np.zeros((1, len(FIELDS)))
    for field, value in bits.items():
        weight[0, field] = value
    return probability(start(), level, weight)[0]


def test_evidence_is_weighed_against_every_other_kind_of_pair():
    # Names of 8 and 9 bits, a mail address of 10. Odds against: strangers 45 · 2^-27;
    # household 2 · .1 · 2^-8 (family name and address are shared at home) = .00078125;
    # office 2 · 2^-27. Together .00078160.
    levels = {GIVEN: EQUAL, FAMILY: EQUAL, MAIL: EQUAL}
    found = chance(levels, {GIVEN: 8, FAMILY: 9, MAIL: 10})
    assert found == pytest.approx(1 / 1.0007816, abs=1e-6)


def test_a_shared_mailbox_does_not_make_two_given_names_one_person():
    # The given name speaks against it with 3 bits: 2 · 2^3 = 16 to 1 for a household.
    found = chance({GIVEN: 1, FAMILY: EQUAL, MAIL: EQUAL},
                   {GIVEN: -3, FAMILY: 9, MAIL: 11})  # fmt: skip
    assert found == pytest.approx(1 / 17, abs=0.001)


def test_a_mail_address_without_a_name_belongs_to_who_has_it():
    # Strangers only: 45 · 2^-11 = .022.
    assert chance({MAIL: EQUAL}, {MAIL: 11}) == pytest.approx(1 / 1.022, abs=0.001)


def test_no_evidence_is_too_strong_to_reckon_with():
    strong = dict.fromkeys(range(9), 5_000.0)
    weak = dict.fromkeys(range(9), -5_000.0)
    levels = dict.fromkeys(range(9), EQUAL)
    assert chance(levels, strong) == 1
    assert chance(levels, weak) < 1e-200
