from __future__ import annotations

import numpy as np
import pytest

from kontor.core.connections.duplicates.find import LIKELY
from kontor.core.connections.duplicates.levels import FIELDS
from kontor.core.connections.duplicates.rules import ASKED, HINT, OTHER, bounded
from tests.core.connections.duplicates.cards import book, card

CERTAIN = 0.9999


def kept(levels, one=None, other=None, likely=CERTAIN):
    row = np.zeros((1, len(FIELDS)), np.int8)
    for field, level in levels.items():
        row[0, FIELDS.index(field)] = level
    people = book(one or card("Nora", "Berg"), other or card("Nora", "Berg"))
    found = bounded(people, np.array([0]), np.array([1]), row, np.array([likely]))
    return found[0]


NAMES = {"given": 3, "family": 3}


@pytest.mark.parametrize(
    "more",
    [{"mail": 3}, {"phone": 3}, {"birthday": 3}, {"street": 3, "place": 3}],
)
def test_one_thing_beside_an_equal_name_may_be_enough(more):
    assert kept({**NAMES, **more}) == CERTAIN


def test_a_name_alone_is_a_hint():
    assert kept({**NAMES, "organisation": 3}) == HINT


@pytest.mark.parametrize(
    "more", [{"mail": 2}, {"phone": 2}, {"birthday": 2}, {"street": 3, "place": 2}]
)
def test_what_is_only_near_is_asked_about(more):
    assert kept({**NAMES, **more}) == ASKED


@pytest.mark.parametrize("name", [{"given": 1}, {"given": 0}, {"family": 1}])
def test_another_name_or_none_is_asked_about(name):
    assert kept({**NAMES, "mail": 3, "birthday": 3, **name}) == ASKED


def test_a_misspelt_family_name_is_asked_about_unless_the_birthday_is_equal():
    pair = card("Nora", "Berg"), card("Nora", "Breg")
    near = {"given": 3, "family": 2, "mail": 3}
    assert kept(near, *pair) == ASKED
    assert kept({**near, "birthday": 3}, *pair) == CERTAIN
    assert kept({**near, "mail": 1, "birthday": 3}, *pair) == ASKED


def test_twins_are_asked_about():
    pair = card("Nora", "Berg"), card("Nara", "Berg")
    alike = {"given": 2, "family": 3, "phone": 3, "birthday": 3, "street": 3}
    assert kept(alike, *pair) == ASKED


def test_father_and_son_are_asked_about_whatever_is_equal():
    pair = card("Nora", "Berg", suffix="jun."), card("Nora", "Berg", suffix="sen.")
    assert kept({**NAMES, "mail": 3, "birthday": 3}, *pair) == ASKED


def test_another_name_with_another_address_is_somebody_else():
    same_day = {"birthday": 3, "place": 3, "street": 3}
    assert kept({"given": 1, "family": 1, "mail": 1, **same_day}) == OTHER < LIKELY
    assert kept({"given": 1, "family": 1, **same_day}) == ASKED


def test_what_is_unlikely_stays_so():
    assert kept({**NAMES, "mail": 3}, likely=0.3) == 0.3
    assert kept(NAMES, likely=0.3) == 0.3
