"""What one person of two is."""

from __future__ import annotations

from datetime import date
from typing import Any

from kontor.core.connections.merging import GROUPS, joined, merged, usual_side


def facts(number: int, **values: Any) -> dict[str, Any]:
    columns = dict.fromkeys((n for names in GROUPS.values() for n in names), "")
    flags = dict.fromkeys(
        ("pinned", "do_not_contact", "private", "confidential"), False
    )
    days = {"known_since": date(2026, 1, number), "sorted_on": None}
    return {"id": number, **columns, **flags, **days, "relation": "other", **values}


def test_this_ones_word_counts_where_there_is_any() -> None:
    this, other = facts(1, nickname="Ann"), facts(2, nickname="Anni", language="de")
    assert usual_side("nickname", this, other) == "this"
    assert usual_side("language", this, other) == "other"
    # "other" is what somebody is of whom nothing was said.
    assert usual_side("relation", this, facts(2, relation="client")) == "other"


def test_a_choice_comes_before_the_rule_and_takes_what_goes_together() -> None:
    this = facts(1, birth_year=1980, birth_month=3, birth_day=12)
    other = facts(2, birth_year=None, birth_month=4, birth_day=1)
    found = merged(this, other, {"birthday": "other"})
    assert [found[name] for name in GROUPS["birthday"]] == [None, 4, 1]


def test_whoever_is_left_alone_in_one_is_left_alone() -> None:
    found = merged(facts(1, private=True), facts(2, do_not_contact=True), {})
    assert (found["private"], found["do_not_contact"], found["pinned"]) == (
        True,
        True,
        False,
    )


def test_they_are_known_since_the_earlier_day() -> None:
    this, other = facts(5), facts(2, sorted_on=date(2026, 2, 3))
    found = merged(this, other, {})
    assert (found["known_since"], found["sorted_on"]) == (
        date(2026, 1, 2),
        date(2026, 2, 3),
    )


def test_nobody_was_met_through_themselves() -> None:
    found = merged(facts(1), facts(2, met_place="Kiel", met_through_id=1), {})
    assert (found["met_place"], found["met_through_id"]) == ("Kiel", None)


def test_notes_are_joined_and_nothing_is_said_twice() -> None:
    assert joined("Tee.", "Segelt.") == "Tee.\n\nSegelt."
    assert joined("Tee. Segelt.", "Segelt.") == "Tee. Segelt."
    assert joined("", "Segelt.") == "Segelt."
