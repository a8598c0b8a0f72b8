from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.core.connections.whom import Candidates, PlanSettings, choose, value_of
from tests.core.connections.people import TODAY, Somebody, T, book

SETTINGS = PlanSettings()
MONTHLY = (40, 70, 100, 130, 160, 190)
DORMANT = (400, 410, 420, 430, 440)


def chosen(*people, settings=SETTINGS, taken=None):
    return [c.id for c in choose(book(*people), TODAY, settings, taken or {})]


def kinds(*people):
    return {c.id: c.kind for c in choose(book(*people), TODAY, SETTINGS)}


def test_an_empty_book_has_no_plan():
    assert chosen() == []


def test_an_address_book_without_touches_gets_no_arbitrary_plan():
    assert chosen(*(Somebody(i) for i in range(50))) == []


def test_a_rhythm_from_the_first_sorting_makes_a_plan_at_once():
    assert kinds(Somebody(1), Somebody(2, rhythm=21)) == {2: "rhythm"}


def test_the_sum_of_a_new_rhythm_is_known_by_hand():
    # P without a touch .1517, with one .4698 (b = 150, H = 90), doubled as the owner's
    # wish, by ten minutes: 2 * .3181 / 10
    choice = choose(book(Somebody(2, rhythm=21)), TODAY, SETTINGS)[0]
    assert choice.p_now == pytest.approx(0.1517, abs=1e-4)
    assert choice.p_if == pytest.approx(0.4698, abs=1e-4)
    assert choice.index == pytest.approx(0.06362, abs=1e-5)
    assert (choice.silence, choice.touch_days, choice.minutes) == (None, 0, 10)


def test_somebody_with_a_rhythm_is_due_on_the_day_and_not_before():
    assert chosen(Somebody(1, ago=(20, 300), rhythm=21)) == []
    assert chosen(Somebody(1, ago=(21, 300), rhythm=21)) == [1]


def test_a_rhythm_not_due_keeps_a_silent_tie_out_of_the_plan():
    assert chosen(Somebody(1, ago=MONTHLY, rhythm=365)) == []


def test_nobody_within_two_weeks_of_a_touch():
    assert chosen(Somebody(1, ago=(13, 20, 27))) == []
    assert chosen(Somebody(1, ago=(14, 20, 27))) == [1]


def test_a_rhythm_shorter_than_two_weeks_is_the_owners_wish():
    assert chosen(Somebody(1, ago=(7,), rhythm=7)) == [1]


def test_nobody_within_two_weeks_of_the_last_suggestion():
    assert chosen(Somebody(1, ago=MONTHLY, suggested=13)) == []
    assert chosen(Somebody(1, ago=MONTHLY, suggested=14)) == [1]


def test_nobody_after_three_attempts_without_an_answer():
    assert chosen(Somebody(1, ago=MONTHLY, unanswered=2)) == [1]
    assert chosen(Somebody(1, ago=MONTHLY, unanswered=3)) == []


def test_whoever_is_not_eligible_is_never_chosen():
    assert chosen(Somebody(1, ago=MONTHLY, rhythm=21, eligible=False)) == []


def test_neither_the_best_friend_nor_the_dead_come_first():
    friend = Somebody(1, ago=tuple(range(15, 200, 2)))
    fading = Somebody(2, ago=MONTHLY)
    dead = Somebody(3, ago=(1_000, 1_030))
    assert chosen(friend, fading, dead) == [2, 1]


def test_whoever_is_silent_as_usual_is_left_in_peace():
    # Once a year: nobody calls them after three months, everybody after a year.
    assert chosen(Somebody(1, ago=(100, 465, 830, 1_195))) == []
    assert kinds(Somebody(1, ago=(370, 735, 1_100, 1_465))) == {1: "regular"}


def test_a_strong_tie_gone_silent_is_no_dormant_one():
    # Six days of meetings a fortnight before: long silent, but likely to go on.
    strong = Somebody(1, ago=tuple(range(91, 97)), weight=3.0)
    assert kinds(strong) == {1: "regular"}


def test_the_dormant_need_a_real_history():
    assert kinds(Somebody(1, ago=DORMANT)) == {1: "dormant"}
    assert kinds(Somebody(1, ago=DORMANT[1:])) == {}


def test_the_owners_word_stands_for_a_history():
    assert kinds(Somebody(1, ago=(700,), pinned=True)) == {1: "dormant"}


def test_dormant_ties_get_two_places_of_five_and_stand_last():
    people = [Somebody(i, ago=DORMANT) for i in range(5)]
    people += [Somebody(10 + i, ago=MONTHLY) for i in range(5)]
    assert chosen(*people) == [10, 11, 12, 0, 1]


def test_places_of_dormant_ties_go_to_others_where_there_are_none():
    assert len(chosen(*(Somebody(i, ago=MONTHLY) for i in range(9)))) == 5


def test_places_of_others_stay_empty_rather_than_wake_more():
    assert chosen(*(Somebody(i, ago=DORMANT) for i in range(9))) == [0, 1]


def test_one_place_alone_is_not_for_a_dormant_tie():
    people = Somebody(1, ago=DORMANT), Somebody(2, ago=MONTHLY)
    assert chosen(*people, settings=replace(SETTINGS, places=1)) == [2]


def test_of_dormant_ties_the_longer_history_is_woken_first():
    long = tuple(range(400, 600, 10))
    assert chosen(Somebody(1, ago=DORMANT), Somebody(2, ago=long)) == [2, 1]


def test_a_free_place_is_filled_with_the_kind_that_left():
    people = [Somebody(i, ago=DORMANT) for i in range(3)]
    people += [Somebody(10 + i, ago=MONTHLY) for i in range(4)]
    awake = {10: "regular", 11: "regular", 12: "rhythm"}
    assert chosen(*people, taken=awake | {0: "dormant"}) == [1]
    asleep = {0: "dormant", 1: "dormant"}
    assert chosen(*people, taken=asleep | {10: "new", 11: "regular"}) == [12]
    assert chosen(*people, taken=asleep | awake) == []


def test_a_full_plan_takes_nobody_even_if_it_has_grown_too_long():
    people = [Somebody(i, ago=MONTHLY) for i in range(9)]
    assert chosen(*people, taken=dict.fromkeys(range(6), "regular")) == []


def test_met_once_is_followed_up_for_three_months():
    assert kinds(Somebody(1, ago=(30,), weight=3.0)) == {1: "new"}
    assert kinds(Somebody(1, ago=(90,), weight=2.0)) == {1: "new"}
    assert kinds(Somebody(1, ago=(91,), weight=3.0)) == {}


def test_a_single_mail_is_no_acquaintance():
    assert kinds(Somebody(1, ago=(30,), weight=1.0)) == {}


def test_value_bridge_and_minutes_weigh():
    same = {"ago": MONTHLY}
    assert chosen(Somebody(1, **same), Somebody(2, value=1.5, **same)) == [2, 1]
    assert chosen(Somebody(1, **same), Somebody(2, bridge=1.2, **same)) == [2, 1]
    assert chosen(Somebody(1, **same), Somebody(2, minutes=5, **same)) == [2, 1]


def test_clients_prospects_and_pinned_people_are_worth_more():
    assert value_of("other", pinned=False) == 1
    assert value_of("client", pinned=False) == value_of("prospect", pinned=False) == 1.5
    assert value_of("friend", pinned=True) == 1.5
    assert value_of("client", pinned=True) == 2.25


def test_equals_stand_by_shorter_rhythm_then_by_id():
    same = [Somebody(i, rhythm=r) for i, r in ((4, 365), (9, 21), (3, 365), (7, 21))]
    assert chosen(*same) == [7, 9, 3, 4]


somebody = st.builds(
    Somebody,
    id=st.just(0),
    ago=st.lists(st.integers(0, 900), max_size=6).map(tuple),
    weight=st.sampled_from([1.0, 2.0, 3.0]),
    rhythm=st.sampled_from([0, 0, 7, 60]),
    eligible=st.sampled_from([True, True, True, False]),
    pinned=st.booleans(),
    suggested=st.sampled_from([None, 5, 20]),
    unanswered=st.integers(0, 3),
    minutes=st.sampled_from([5.0, 60.0]),
)


@given(st.lists(somebody, max_size=12), st.randoms(use_true_random=False))
def test_the_plan_does_not_depend_on_the_order_of_the_rows(people, chance):
    people = [replace(one, id=i) for i, one in enumerate(people)]
    mixed = list(people)
    chance.shuffle(mixed)
    # A sum over the same days may differ in its last bit.
    plans = [choose(book(*rows), TODAY, SETTINGS) for rows in (people, mixed)]
    assert [c.id for c in plans[0]] == [c.id for c in plans[1]]


@given(st.lists(somebody, max_size=12))
def test_no_plan_breaks_a_guard(people):
    people = [replace(one, id=i) for i, one in enumerate(people)]
    plan = choose(book(*people), TODAY, SETTINGS)
    assert len(plan) <= 5
    assert sum(c.kind == "dormant" for c in plan) <= 2
    for choice in plan:
        who = people[choice.id]
        quiet = min(who.rhythm or 14, 14)
        assert who.eligible
        assert who.unanswered < 3
        assert who.suggested is None or who.suggested >= quiet
        assert who.ago or who.rhythm
        assert not who.ago or min(who.ago) >= max(quiet, who.rhythm)
        assert 0 < choice.p_now < choice.p_if < 1


def test_the_columns_may_be_of_a_whole_city():
    one = book(Somebody(0, ago=MONTHLY))
    many = Candidates(**{
        f.name: np.repeat(getattr(one, f.name), 100_000)
        for f in fields(Candidates)
        if f.name not in {"id", "weight"}
    }, id=np.arange(100_000), weight=1.0)  # fmt: skip
    assert [c.id for c in choose(many, date.fromordinal(T), SETTINGS)] == [
        0,
        1,
        2,
        3,
        4,
    ]
