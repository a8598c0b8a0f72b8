from __future__ import annotations

import numpy as np

from kontor.core.connections.duplicates import blocks
from kontor.core.connections.duplicates.blocks import candidates


def pairs(*keys, new_from=0):
    """Pairs of people who stand in order; a key of -1 is none."""
    columns = [np.array(key) for key in keys]
    kinds = [(np.flatnonzero(key >= 0), key[key >= 0]) for key in columns]
    rank = np.arange(len(columns[0]))
    left, right = candidates(kinds, rank, new_from)
    return list(zip(left.tolist(), right.tolist(), strict=True))


def test_who_shares_a_key_is_compared():
    assert pairs([7, 8, 7, 7, -1]) == [(0, 2), (0, 3), (2, 3)]


def test_a_pair_with_two_keys_in_common_comes_once():
    assert pairs([1, 1, 2], [5, 5, 5]) == [(0, 1), (0, 2), (1, 2)]


def test_nobody_is_a_pair_with_themselves():
    # One person with a value twice, as with two telephones that end alike.
    found = candidates([(np.array([0, 0]), np.array([3, 3]))], np.arange(2))
    assert [part.tolist() for part in found] == [[], []]


def test_without_keys_there_are_no_pairs():
    assert pairs([-1, -1]) == []


def test_only_pairs_with_a_newcomer_are_given():
    assert pairs([1, 1, 1, 2], new_from=2) == [(0, 2), (1, 2)]


def test_a_block_of_thousands_brings_only_neighbours_together():
    # 20,000 people with one key are 200 million pairs. 3 a head are 60,000: three
    # steps along the row bring 59,994 (19,999 + 19,998 + 19,997) and are not enough
    # yet, so the fourth is the last.
    found = pairs(np.zeros(20_000, np.int64))
    assert len(found) == 59_994 + 19_996
    assert max(b - a for a, b in found) == 4


def test_neighbours_are_those_next_in_rank():
    rank = np.array([3, 0, 2, 1])
    who = np.arange(4)
    blocks_of_all = candidates([(who, np.zeros(4, np.int64))], rank)
    assert len(blocks_of_all[0]) == 6


def test_a_small_block_is_compared_as_a_whole(monkeypatch):
    monkeypatch.setattr(blocks, "REACH", 2)
    # In order of rank 1, 3, 2, 0: all but the outermost two, 0 and 1, are within two.
    left, right = candidates(
        [(np.arange(4), np.zeros(4, np.int64))], np.array([3, 0, 2, 1])
    )
    found = set(zip(left.tolist(), right.tolist(), strict=True))
    assert found == {(0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}
