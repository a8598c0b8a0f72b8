"""Which address in a calendar or mailbox is the owner's."""

from __future__ import annotations

from kontor.core.connections.owner import own_address, stands_out


def test_who_is_on_nine_of_ten_events_is_the_owner() -> None:
    events = [{"anna", f"guest {n}"} for n in range(9)]
    assert own_address([*events, {"ben", "cem"}]) == "anna"
    # Nine of eleven are less than nine tenths.
    assert own_address([*events, {"ben", "cem"}, {"dora", "emil"}]) == ""


def test_two_events_are_too_few_to_tell() -> None:
    assert own_address([{"anna", "ben"}, {"anna", "cem"}]) == ""
    assert own_address([{"anna", "ben"}, {"anna", "cem"}, {"anna", "dora"}]) == "anna"


def test_of_two_who_are_always_there_nobody_is_the_owner() -> None:
    assert own_address([{"anna", "ben"}] * 5) == ""


def test_counts_tell_as_much_as_the_events_themselves() -> None:
    assert stands_out({"ben": 1, "anna": 9}, 10) == "anna"
    assert stands_out({"ben": 9, "anna": 9}, 10) == ""
    assert stands_out({"anna": 8}, 10) == ""
    assert stands_out({}, 0) == ""
