from __future__ import annotations

import json
import string
from datetime import timedelta

from kontor.core.connections.reasons import (
    MORE,
    RELATIONS,
    SENTENCES,
    Known,
    reason,
    sentences,
    shortened,
)
from kontor.core.connections.whom import PlanSettings, choose
from tests.core.connections.people import TODAY, Somebody, book


def why(person, **known):
    choice = choose(book(person), TODAY, PlanSettings())[0]
    days = [TODAY - timedelta(days=ago) for ago in person.ago]
    return reason(choice, Known(contact_days=days, **known))


def weeks(count):
    return {"count": count, "unit": "week"}


def test_usually_every_three_weeks_now_nine():
    found = why(Somebody(1, ago=(63, 84, 105, 126)))
    assert found == {"code": "usual", "facts": {"usual": weeks(3), "now": weeks(9)}}
    assert sentences(found) == ["Usually every {usual}, now {now}."]


def test_almost_daily_contact_is_not_told_as_every_one_day():
    found = why(Somebody(1, ago=tuple(range(20, 40))))
    assert found["code"] == "usual_daily"


def test_two_contacts_make_nothing_usual():
    assert why(Somebody(1, ago=(28, 49))) == {
        "code": "silent",
        "facts": {"now": weeks(4)},
    }


def test_a_usual_gap_not_yet_over_is_no_reason():
    # Gaps of 1, 60 and 60 days: 60 is usual, 40.3 the mean, 50 the silence.
    assert why(Somebody(1, ago=(50, 51, 111, 171)))["code"] == "silent"


def test_a_rhythm_is_the_owners_own_reason():
    found = why(Somebody(1, ago=(35, 300), rhythm=21))
    assert found == {"code": "rhythm", "facts": {"rhythm": weeks(3), "now": weeks(5)}}


def test_a_rhythm_without_any_contact_says_so():
    found = why(Somebody(1, rhythm=60))
    assert found["code"] == "rhythm_first"
    assert found["facts"] == {"rhythm": {"count": 2, "unit": "month"}}


def test_a_dormant_tie_tells_its_history():
    # 400 / 30.44 is 13.1
    found = why(Somebody(1, ago=(400, 410, 420, 430, 440)))
    assert found["code"] == "dormant"
    assert found["facts"] == {"times": 5, "now": {"count": 13, "unit": "month"}}


def test_a_pinned_tie_is_not_called_weak():
    assert why(Somebody(1, ago=(800,), pinned=True))["code"] == "pinned"


def test_a_new_acquaintance_is_told_as_one():
    found = why(Somebody(1, ago=(28,), weight=3.0))
    assert found == {"code": "new", "facts": {"now": weeks(4)}}


def test_what_else_is_known_is_said_after_it():
    found = why(
        Somebody(1, ago=(28, 49)),
        last_note="Her new shop.",
        relation="client",
        promise="send the brochure",
    )
    assert sentences(found) == [
        "Last in touch {now} ago.", "A client.",
        "You promised: {promise}.", "Last: {note}.",
    ]  # fmt: skip
    assert found["facts"]["note"] == "Her new shop"


def test_other_relations_go_without_saying():
    assert "relation" not in why(Somebody(1, ago=(28, 49)), relation="friend")["facts"]


def test_a_reason_survives_being_kept_as_json():
    found = why(Somebody(1, ago=(63, 84, 105, 126)), last_note="Café ☕")
    assert json.loads(json.dumps(found)) == found


def test_every_place_in_a_sentence_has_a_fact():
    facts = {"rhythm", "now", "usual", "times", "promise", "note"}
    for text in [*SENTENCES.values(), *MORE.values(), *RELATIONS.values()]:
        assert {
            name for _, name, _, _ in string.Formatter().parse(text) if name
        } <= facts


def test_a_long_note_is_cut_at_a_word():
    assert shortened("\n  The first line. \nThe second") == "The first line"
    assert shortened("one two three", most=8) == "one two …"
    assert shortened("one two three", most=7) == "one two …"
    assert shortened("unbreakable", most=4) == "unbr …"
    assert shortened(" \n ") == ""
