from __future__ import annotations

import numpy as np
import pytest

from kontor.core.groups.reach import Belief, WrongCount
from kontor.core.groups.verdict import card, cards

# 1 in 4, as firmly as 4 members.
BELIEF = Belief(np.array([0.25]), np.array([4.0]), np.array([1.0]))


def test_a_card_has_the_facts_of_its_sentence():
    found = card(known=12, total=60, in_segment=4, belief=BELIEF)
    # (1 + 4) / (4 + 12) of the 48 unseen and the 4 known.
    assert found.expected == pytest.approx(4 + 48 * 5 / 16)
    assert (found.known, found.total, found.in_segment) == (12, 60, 4)
    assert found.total_known
    assert found.telling
    assert 4 <= found.low < found.expected < found.high <= 52


def test_of_a_group_whose_size_is_unknown_only_the_known_are_counted():
    found = card(known=12, total=None, in_segment=4, belief=BELIEF)
    assert not found.total_known
    assert (found.total, found.expected, found.low, found.high) == (12, 4, 4, 4)


def test_a_stated_size_out_of_date_is_the_number_known():
    found = card(known=12, total=9, in_segment=4, belief=BELIEF)
    assert found.total_known
    assert (found.total, found.low, found.high) == (12, 4, 4)


def test_where_no_member_is_known_nothing_is_told():
    assert not card(known=0, total=60, in_segment=0, belief=BELIEF).telling
    assert not card(known=0, total=None, in_segment=0, belief=BELIEF).telling


def test_a_visit_gives_the_same_card_only_wider():
    visit = card(known=4, total=60, in_segment=1, belief=BELIEF)
    member = card(known=40, total=60, in_segment=10, belief=BELIEF)
    assert visit.high - visit.low > member.high - member.low


def test_many_cards_are_the_single_ones():
    many = cards([12, 0, 5], [60, 10, None], [4, 0, 1], BELIEF)
    assert many == [
        card(12, 60, 4, BELIEF), card(0, 10, 0, BELIEF), card(5, None, 1, BELIEF)
    ]  # fmt: skip
    assert cards([], [], [], BELIEF) == []


def test_more_in_the_segment_than_known_is_refused():
    with pytest.raises(WrongCount, match="5 people of a segment among 4"):
        card(known=4, total=60, in_segment=5, belief=BELIEF)
