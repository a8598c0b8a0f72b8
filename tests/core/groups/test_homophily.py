from __future__ import annotations

import pytest

from kontor.core.groups.homophily import alike, chance_of, coleman


def test_homophily_is_drawn_toward_chance():
    # 20 of 30 alike where 1 in 4 would be by chance, and ten observations of chance:
    # p = (20 + 2.5) / 40 = .5625; H = (.5625 - .25) / .75.
    assert coleman(20, 30, 0.25) == pytest.approx(0.3125 / 0.75)


def test_below_chance_the_distance_is_measured_by_what_there_was_to_lose():
    # p = (0 + 5) / 20 = .25; H = (.25 - .5) / .5.
    assert coleman(0, 10, 0.5) == pytest.approx(-0.5)


def test_as_by_chance_is_none_at_all():
    assert coleman(10, 40, 0.25) == pytest.approx(0)


@pytest.mark.parametrize(
    ("alike", "seen", "share"), [(4, 4, 0.5), (9, 9, 0), (9, 9, 1)]
)
def test_too_few_or_only_one_kind_say_nothing(alike, seen, share):
    assert coleman(alike, seen, share) is None


def test_like_know_like():
    # w = .1, H = .5: .1 + .5 * .9 inside, half of .1 outside.
    assert chance_of(0.1, 0.5, same=True) == pytest.approx(0.55)
    assert chance_of(0.1, 0.5, same=False) == pytest.approx(0.05)


def test_the_chance_gives_back_the_index():
    for h in (-0.4, 0.0, 0.3):
        p = chance_of(0.2, h, same=True)
        # So many observations that drawing toward chance is lost in them.
        assert coleman(p * 1e9, 1e9, 0.2) == pytest.approx(h, abs=1e-6)


def test_who_avoids_their_like_meets_others_as_by_chance():
    assert chance_of(0.1, -0.5, same=True) == pytest.approx(0.05)
    assert chance_of(0.1, -0.5, same=False) == pytest.approx(0.1)


def test_a_group_is_alike_by_the_chance_of_two_alike():
    # 4 roofers, 2 bakers: (4 * 3 + 2 * 1) / (6 * 5) = 14 / 30.
    found = alike(["roofer", "baker", "roofer", None, "roofer", "baker", "roofer"])
    assert found is not None
    assert (found.people, found.commonest, found.having_it) == (6, "roofer", 4)
    assert found.alike == pytest.approx(14 / 30)
    assert found.by_chance is None
    assert found.homophily is None


def test_a_group_is_compared_with_everybody():
    # All five alike; among everybody (5 and 5) two are alike with 40 / 90 = 4 / 9.
    # p = (5 + 10 * 4 / 9) / 15 = 17 / 27; H = (17 / 27 - 12 / 27) / (15 / 27).
    found = alike(["a"] * 5, ["a"] * 5 + ["b"] * 5)
    assert found is not None
    assert found.alike == 1
    assert found.by_chance == pytest.approx(4 / 9)
    assert found.homophily == pytest.approx(1 / 3)


def test_everybody_different_is_not_alike():
    found = alike("abcde", "abcdeabcde")
    assert found is not None
    assert (found.alike, found.commonest, found.having_it) == (0, "a", 1)
    assert found.homophily is not None
    assert found.homophily < 0


def test_four_people_are_too_few_to_say():
    assert alike(["a", "a", "a", "b", None, None]) is None
