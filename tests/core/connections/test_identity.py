"""Who a record is."""

from __future__ import annotations

from kontor.core.connections.identity import MOST_SHOWN, Finding, find_out, fits
from kontor.core.connections.meetings import channel_of
from kontor.core.connections.owner import own_address
from kontor.lib.names import NameParts

ANNA = NameParts(given="Anna", family="Ahlers")
BEN = NameParts(given="Ben", family="Brandt")


def test_the_source_s_own_id_decides() -> None:
    assert find_out(1, {2: True}, [3]) == Finding(1)


def test_the_only_one_who_fits_is_it() -> None:
    # A couple shares the telephone; only one of them has the name.
    assert find_out(None, {1: False, 2: True}, [3]) == Finding(2)


def test_several_who_fit_are_in_doubt() -> None:
    assert find_out(None, {1: True, 2: False, 3: True}) == Finding(None, (1, 3))


def test_an_address_of_another_name_is_in_doubt() -> None:
    assert find_out(None, {1: False}, [2, 1]) == Finding(None, (1, 2))


def test_an_equal_name_alone_is_in_doubt() -> None:
    assert find_out(None, {}, [4]) == Finding(None, (4,))


def test_whoever_shares_nothing_is_new() -> None:
    assert find_out(None, {}) == Finding()


def test_only_so_many_are_shown() -> None:
    assert len(find_out(None, {}, range(1, 100)).doubtful) == MOST_SHOWN


def test_me_is_the_owner_where_the_address_is() -> None:
    me = NameParts(given="Ich")
    assert fits(me, ANNA, owner=True)
    assert not fits(me, ANNA)
    assert not fits(BEN, ANNA, owner=True)


def test_an_event_is_told_by_its_size_or_its_title() -> None:
    assert channel_of("Treffen", 10) == "meeting"
    assert channel_of("Treffen", 11) == "event"
    assert channel_of("Frühjahrsmesse", 1) == "event"
    assert channel_of("Call mit Ben", 1) == "call"
    # A town is no call, and to recall no callback.
    assert channel_of("Recall in Callenberg", 1) == "meeting"


def test_the_owner_is_on_every_event_and_alone_in_that() -> None:
    assert own_address([{"a", "b"}, {"a", "b"}, {"a", "c"}]) == "a"


def test_two_who_are_on_every_event_tell_nothing() -> None:
    assert own_address([{"a", "b"}] * 5) == ""


def test_two_events_tell_nothing() -> None:
    assert own_address([{"a", "b"}, {"a", "c"}]) == ""


def test_whoever_misses_more_than_one_in_ten_is_not_the_owner() -> None:
    events = [{"a", str(n)} for n in range(9)]
    assert own_address([*events, {"b", "c"}]) == "a"
    assert own_address([*events[:8], {"b", "c"}, {"b", "d"}]) == ""
