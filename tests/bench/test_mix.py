from __future__ import annotations

import json

import pytest

from bench.mix import made, main


@pytest.mark.parametrize("wanted", ["some", "all"])
def test_ours_gives_what_plain_sets_give(capsys, wanted):
    main(
        [
            "--groups",
            "20",
            "--people",
            "500",
            "--memberships",
            "2000",
            "--wanted",
            wanted,
        ]
    )
    found = json.loads(capsys.readouterr().out)
    assert found["same_result"] is True
    assert set(found["ms"]) == {"union", "added", "best_mix", "together", "python_sets"}
    assert 0 < found["union"] <= 500


def test_groups_are_made_of_unequal_sizes():
    group, person = made(50, 1000, 5000, seed=1)
    sizes = sorted((group == g).sum() for g in range(50))
    assert sizes[-1] > 10 * sizes[0] > 0
    assert person.max() < 1000
