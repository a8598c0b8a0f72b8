from __future__ import annotations

from datetime import date, timedelta

from kontor.core.connections.resting import SENTENCES, Hold, resting
from kontor.core.connections.whom import PlanSettings
from tests.core.connections.people import TODAY, Somebody, book


def rest(*people, holds=None):
    return resting(book(*people), TODAY, PlanSettings(), holds or {})


def codes(*people, holds=None):
    return {one.id: one.code for one in rest(*people, holds=holds)}


def test_whoever_may_be_suggested_does_not_rest():
    assert rest(Somebody(1, ago=(30, 60)), Somebody(2)) == []


def test_a_touch_gives_two_weeks_of_rest():
    (found,) = rest(Somebody(1, ago=(5,)))
    assert (found.code, found.facts) == (
        "touched",
        {"ago": {"count": 5, "unit": "day"}},
    )
    assert found.until == TODAY + timedelta(days=9)


def test_today_is_told_without_a_number():
    assert codes(Somebody(1, ago=(0,)), Somebody(2, suggested=0)) == {
        1: "touched_today",
        2: "suggested_today",
    }


def test_a_suggestion_gives_two_weeks_of_rest():
    (found,) = rest(Somebody(1, ago=(50, 80), suggested=6))
    assert (found.code, found.facts) == (
        "suggested",
        {"ago": {"count": 6, "unit": "day"}},
    )
    assert found.until == TODAY + timedelta(days=8)


def test_three_attempts_without_an_answer_are_told_with_their_number():
    (found,) = rest(Somebody(1, ago=(5,), unanswered=3))
    assert (found.code, found.facts, found.until) == ("unanswered", {"count": 3}, None)


def test_one_reason_is_enough():
    assert codes(Somebody(1, ago=(5,), suggested=6)) == {1: "touched"}


def test_what_the_owner_said_comes_before_all_guards():
    until = date(2026, 12, 1)
    found = rest(
        Somebody(1, ago=(5,), eligible=False),
        Somebody(2, eligible=False),
        Somebody(3, eligible=False),
        holds={1: Hold("resting", until), 2: Hold("private"), 3: Hold("resting")},
    )
    assert [(one.id, one.code) for one in found] == [
        (1, "resting_until"), (2, "private"), (3, "resting"),
    ]  # fmt: skip
    assert found[0].facts == {"until": until}


def test_the_owner_is_not_listed():
    assert rest(Somebody(1, eligible=False)) == []


def test_whoever_is_free_soonest_stands_first():
    people = [Somebody(1, ago=(2,)), Somebody(2, ago=(12,)), Somebody(3, unanswered=3)]
    assert [one.id for one in rest(*people)] == [2, 1, 3]


def test_a_short_rhythm_shortens_the_rest():
    (found,) = rest(Somebody(1, ago=(5,), rhythm=7))
    assert found.until == TODAY + timedelta(days=2)
    assert rest(Somebody(1, ago=(7,), rhythm=7)) == []


def test_every_code_has_a_sentence():
    holds = {i: Hold(c) for i, c in enumerate(("do_not_contact", "confidential"))}
    people = [Somebody(i, eligible=False) for i in holds]
    assert set(codes(*people, holds=holds).values()) <= set(SENTENCES)
