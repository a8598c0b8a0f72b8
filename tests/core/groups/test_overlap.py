from __future__ import annotations

import numpy as np
import pytest

from kontor.core.groups.overlap import added, best_mix, union

# Group 0: 0 1 2 · group 1: 2 3 · group 2: 3 4 5 6 (6 not wanted) · group 3: 2 twice.
GROUP = np.array([2, 0, 1, 0, 2, 3, 0, 1, 2, 2, 3])
PERSON = np.array([6, 0, 2, 1, 3, 2, 2, 3, 4, 5, 2])
WANTED = np.array([1, 1, 1, 1, 1, 1, 0, 1], np.bool_)


def test_the_union_counts_everybody_once():
    # 0 to 5; 6 is not wanted, 7 is in no group. The pools sum up to 3 + 2 + 3 + 1.
    assert union(PERSON, WANTED) == 6


def test_a_group_adds_whom_no_other_has():
    # 0 and 1 only in group 0, 4 and 5 only in group 2; 2 and 3 are shared.
    assert added(GROUP, PERSON, WANTED, 5).tolist() == [2, 0, 2, 0, 0]


def test_who_is_in_a_group_twice_is_added_once():
    twice = np.array([0, 0]), np.array([1, 1])
    assert added(*twice, np.ones(2, np.bool_), 1).tolist() == [1]
    assert best_mix(*twice, np.ones(2, np.bool_)) == [(0, 1)]


def test_the_best_mix_says_what_each_adds_beyond_those_before():
    # 0 and 2 have three each, the lower first; then 3, 4, 5 are new; 1 and 3 add none.
    assert best_mix(GROUP, PERSON, WANTED) == [(0, 3), (2, 3)]
    assert best_mix(GROUP, PERSON, WANTED, most=1) == [(0, 3)]
    assert best_mix(GROUP, PERSON, WANTED, most=0) == []


def test_people_may_be_worth_more_than_others():
    # 3 is worth 5: group 2 has 5 + 1 + 1, then group 0 its 3.
    value = np.array([1, 1, 1, 5, 1, 1, 0, 0.0])
    assert best_mix(GROUP, PERSON, value) == [(2, 7), (0, 3)]


def test_a_budget_takes_most_for_the_money():
    # Per unit: .75, 2, .75, 1. After group 1 (2 and 3) group 0 adds 2 for 4, group 2
    # adds 2 for 4, group 3 nothing; a budget of 5 has room for one of them.
    cost = np.array([4.0, 1, 4, 1])
    assert best_mix(GROUP, PERSON, WANTED, cost=cost, budget=5) == [(1, 2), (0, 2)]


def test_a_single_group_worth_more_than_the_mix_replaces_it():
    # Per unit group 0 (1 person for 1) is better than group 1 (9 people for 10), and
    # then there is no money left for group 1.
    group, person = np.repeat([0, 1], [1, 9]), np.arange(10)
    cost = np.array([1.0, 10.0])
    everybody = np.ones(10)
    assert best_mix(group, person, everybody, cost=cost, budget=10) == [(1, 9)]
    assert best_mix(group, person, everybody, cost=cost, budget=11) == [(0, 1), (1, 9)]


def test_a_free_group_comes_first_and_a_dear_one_never():
    group, person = np.repeat([0, 1, 2], [1, 2, 9]), np.arange(12)
    cost = np.array([0.0, 1.0, 99.0])
    assert best_mix(group, person, np.ones(12), cost=cost, budget=5) == [(0, 1), (1, 2)]


def test_where_all_are_free_the_most_people_come_first():
    mix = best_mix(GROUP, PERSON, WANTED, cost=np.zeros(4), budget=0)
    assert mix == [(0, 3), (2, 3)]


def test_no_memberships_make_no_mix():
    nothing = np.array([], np.int64)
    assert union(nothing, WANTED) == 0
    assert added(nothing, nothing, WANTED, 2).tolist() == [0, 0]
    assert best_mix(nothing, nothing, WANTED) == []
    assert best_mix(nothing, nothing, WANTED, cost=np.ones(2), budget=9) == []


@pytest.mark.parametrize("seed", range(5))
def test_the_lazy_greedy_is_the_plain_greedy(seed):
    chance = np.random.default_rng(seed)
    group, person = chance.integers(0, 30, 600), chance.integers(0, 150, 600)
    members = {g: set(person[group == g].tolist()) for g in range(30)}
    plain = []
    while members:
        best = max(members, key=lambda g: (len(members[g]), -g))
        taken = members.pop(best)
        if taken:
            plain.append((best, len(taken)))
        members = {g: m - taken for g, m in members.items()}
    assert len(plain) > 10
    assert best_mix(group, person, np.ones(150)) == plain
