from __future__ import annotations

import json

import numpy as np
import pytest

from bench.reach import Memberships, glance, likeness, main, plant, read


def table(tmp_path, *lines, header="member_id,group_id"):
    file = tmp_path / "memberships.csv"
    file.write_text("\n".join([header, *lines]))
    return file


def measured(capsys, *arguments):
    main([str(x) for x in arguments])
    return json.loads(capsys.readouterr().out)


def test_every_figure_is_measured_without_a_file(capsys):
    found = measured(capsys, "--groups", 60, "--people", 3000, "--rounds", 3)
    assert set(found["rmse"]) == {"3", "5", "10", "20"}
    assert set(found["rmse"]["5"]) == {"raw", "laplace", "ours"}
    assert found["rmse"]["5"]["ours"] <= found["rmse"]["5"]["raw"] / 2
    assert 0.88 <= found["coverage"] <= 0.97
    assert found["overcount"] > 0


def test_the_same_seed_gives_the_same_figures(capsys):
    few = ("--groups", 20, "--people", 500, "--rounds", 1, "--seed")
    one, same, other = (measured(capsys, *few, seed) for seed in (7, 7, 8))
    assert one["rmse"] == same["rmse"] != other["rmse"]


def test_rows_that_cannot_be_used_are_counted_and_cost_no_other(tmp_path, capsys):
    file = table(tmp_path, "a,1", "a,1", "b,1", ",1", "c", "a,2", " b , 2 ")
    found = read(file)
    assert "2 rows left out" in capsys.readouterr().err
    assert found.sizes().tolist() == [2, 2]
    assert found.person.tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("header", "lines", "said"),
    [
        ("who,group_id", ["a,1"], "no column member_id"),
        ("member_id,group_id", [], "no memberships"),
        ("member_id,group_id", ["a,1", "b,1", "c,1"], "No group has more than 3"),
    ],
)
def test_a_file_without_anything_to_measure_says_so(tmp_path, header, lines, said):
    with pytest.raises(SystemExit, match=said):
        main([str(table(tmp_path, *lines, header=header))])


def test_only_groups_with_hidden_members_are_guessed(tmp_path, capsys):
    # One group of four: with 3 seen it is guessed, with 5 all of it would be seen.
    file = table(tmp_path, *(f"{n},1" for n in range(4)))
    assert set(measured(capsys, file)["rmse"]) == {"3"}


def test_raw_and_laplace_counting_are_what_they_say():
    # Ten members, all in the segment, two seen: raw 10 * 2 / 2, Laplace 10 * 3 / 4.
    ten = Memberships(np.zeros(10, np.int64), np.arange(10))
    found = glance(ten, np.ones(10, np.bool_), 2, np.random.default_rng(1))
    assert found.errors[:2, 0].tolist() == [0.0, -2.5]


def test_likeness_inside_groups_is_measured_against_chance():
    # Two groups of three, one all in the segment, one not at all.
    two = Memberships(np.repeat([0, 1], 3), np.arange(6))
    assert likeness(two, np.array([1, 1, 1, 0, 0, 0], np.bool_)) == 1
    # One of two in each of three groups: they never meet their like, (0 - .5) / .5.
    pairs = Memberships(np.repeat([0, 1, 2], 2), np.arange(6))
    assert likeness(pairs, np.array([1, 0] * 3, np.bool_)) == -1


def test_planted_segments_have_the_share_and_the_likeness_asked_for():
    # A thousand groups of fifty, nobody in two: H of .2 and a share of .3 come back.
    many = Memberships(np.repeat(np.arange(1000), 50), np.arange(50_000))
    planted = plant(many, 0.3, 0.2, np.random.default_rng(1))
    assert planted.mean() == pytest.approx(0.3, abs=0.02)
    assert likeness(many, planted) == pytest.approx(0.2, abs=0.03)
