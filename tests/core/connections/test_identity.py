"""Who a record is."""

from __future__ import annotations

from kontor.core.connections.identity import (
    MOST_SHOWN,
    Finding,
    find_out,
    fits,
    id_decides,
    is_personal,
    joined,
)
from kontor.core.connections.meetings import channel_of
from kontor.core.connections.owner import own_address
from kontor.lib.names import NameParts

ANNA = NameParts(given="Anna", family="Ahlers")
BEN = NameParts(given="Ben", family="Brandt")
NOBODY = NameParts()
MAIL = ["anna@ahlers.example"]


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
    assert fits(me, ANNA, MAIL, owner=True)
    assert not fits(me, ANNA, MAIL)
    assert not fits(BEN, ANNA, MAIL, owner=True)


def test_a_record_without_a_name_is_told_by_a_mail_address_of_ones_own() -> None:
    for one, other in ((NOBODY, ANNA), (ANNA, NOBODY), (NOBODY, NOBODY)):
        assert fits(one, other, MAIL)
        assert not fits(one, other, ["info@ahlers.example"])
        # A switchboard is that of a whole firm.
        assert not fits(one, other, ["+494515550001"])
        assert fits(one, other, ["+494515550001", *MAIL])
    assert fits(ANNA, ANNA, ["+494515550001"])


def test_a_mail_address_of_a_house_is_nobody_s_own() -> None:
    for local in ("info", "Office", "no-reply", "noreply", "büro", "service.nord"):
        assert not is_personal(f"{local}@ahlers.example")
    for local in ("anna", "a.info", "mailin.berg"):
        assert is_personal(f"{local}@ahlers.example")
    assert not is_personal("+494515550001")


def test_nothing_a_record_says_of_the_name_is_lost() -> None:
    karla = NameParts(given="Karla", family="Müller")
    assert fits(karla, NameParts(family="Müller"), MAIL)
    # Written into the wrong field it would stand for the given name: Karla is lost.
    assert not fits(karla, NameParts(given="Müller"), MAIL)
    assert fits(karla, NameParts(given="Müller", family="Karla"), MAIL)


def test_two_records_tell_the_fullest_name_together() -> None:
    karla = NameParts(given="Karla", family="Müller")
    assert joined(NameParts(family="Müller"), karla) == karla
    assert joined(NameParts(given="K.", family="Müller"), karla) == karla
    assert joined(karla, NameParts(given="K.", family="Müller")) == karla
    turned = NameParts(given="Müller", family="Karla")
    assert joined(karla, turned) == karla
    # A name that does not fit is a new one, as after a wedding.
    wed = NameParts(given="Karla", family="Abt")
    assert joined(karla, wed) == wed


def test_an_id_decides_where_something_else_speaks_for_it() -> None:
    wed = NameParts(given="Anna", family="Brandt")
    assert id_decides(ANNA, ANNA, shared=False)
    assert id_decides(wed, ANNA, shared=False)
    assert id_decides(BEN, ANNA, shared=True)
    assert not id_decides(BEN, ANNA, shared=False)
    assert not id_decides(NOBODY, ANNA, shared=False)
    assert id_decides(NOBODY, ANNA, shared=True)


def test_an_id_given_twice_in_a_file_leaves_it_to_the_name() -> None:
    wed = NameParts(given="Anna", family="Brandt")
    assert id_decides(ANNA, ANNA, shared=False, again=True)
    assert not id_decides(wed, ANNA, shared=False, again=True)
    assert not id_decides(BEN, ANNA, shared=True, again=True)


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
