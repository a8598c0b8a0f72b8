from __future__ import annotations

from kontor.core.connections.channel import LIGHT, MINUTES, suggest_channel
from kontor.core.connections.strength import CHANNEL_WEIGHTS


def test_every_channel_has_minutes_and_a_weight():
    assert set(MINUTES) == set(CHANNEL_WEIGHTS) >= LIGHT


def test_the_habit_of_late_is_kept():
    assert suggest_channel(["email", "call", "email"]) == "email"


def test_the_latest_of_equal_habits_wins():
    assert suggest_channel(["call", "message", "email"]) == "call"


def test_what_was_long_ago_is_no_habit():
    assert (
        suggest_channel(["email", "call", "call", "email", "email", "call", "call"])
        == "email"
    )


def test_meetings_are_not_proposed_for_upkeep():
    assert suggest_channel(["meeting", "meeting", "event"]) == "call"


def test_without_a_habit_it_is_what_the_book_has():
    assert suggest_channel([]) == "call"
    assert suggest_channel([], has_phone=False) == "email"
    assert suggest_channel([], has_phone=False, has_email=False) == "message"
