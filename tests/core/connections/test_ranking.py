from __future__ import annotations

import numpy as np
import pytest

from kontor.core.connections.ranking import auc_by_owner, telling


def test_equal_scores_count_half():
    # Active 3 and 1 against lapsed 2 and 1: 3>2, 3>1, 1<2, 1=1 make 2.5 of 4.
    owner = np.zeros(4, np.int64)
    active = np.array([True, True, False, False])
    assert auc_by_owner(owner, active, np.array([3.0, 1, 2, 1])) == pytest.approx(
        [0.625]
    )


def test_every_owner_is_ranked_apart():
    # The first is perfect, the second the wrong way round, the third cannot be asked.
    owner = np.array([7, 2, 7, 2, 5])
    active = np.array([True, True, False, False, True])
    score = np.array([1.0, 9, 10, 8, 0])
    assert auc_by_owner(owner, active, score).tolist() == [1, 0]


def test_nobody_is_asked_with_nine_ties_or_one_that_lapsed():
    nine = np.zeros(9, np.int64)
    ten = np.ones(10, np.int64)
    more = np.full(10, 2)
    owner = np.concatenate((nine, ten, more))
    active = np.concatenate((np.arange(9) < 4, np.arange(10) < 9, np.arange(10) < 8))
    assert telling(owner, active).tolist() == [False] * 19 + [True] * 10
