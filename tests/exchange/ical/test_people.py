"""Everybody named on an event is found once, with an answer and a kind."""

from __future__ import annotations

import pytest

from kontor.exchange.ical.lines import parsed
from kontor.exchange.ical.people import attendees
from kontor.exchange.meeting import Attendee


def people(*invited: str, organizer: str = "") -> list[Attendee]:
    return attendees(
        [parsed(line) for line in invited], parsed(organizer) if organizer else None
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ATTENDEE:mailto:Ben@Example.org", Attendee("ben@example.org")),
        ("ATTENDEE:MAILTO:ben@example.org", Attendee("ben@example.org")),
        ("ATTENDEE:ben@example.org", Attendee("ben@example.org")),
        ("ATTENDEE:mailto: <ben@example.org>", Attendee("ben@example.org")),
        ("ATTENDEE:mailto:ben%40example.org", Attendee("ben@example.org")),
        ("ATTENDEE:mailto:ben@example.org?subject=x", Attendee("ben@example.org")),
        ("ATTENDEE;EMAIL=b@x.org:urn:uuid:1", Attendee("b@x.org")),
        ("ATTENDEE;CN=Ben:urn:uuid:1", Attendee("", "Ben")),
        ("ATTENDEE;CN=Ben:invalid:nomail", Attendee("", "Ben")),
        ('ATTENDEE;CN="Berg, Ben":mailto:b@x.org', Attendee("b@x.org", "Berg, Ben")),
        ("ATTENDEE;CN=\"'Ben Berg'\":mailto:b@x.org", Attendee("b@x.org", "Ben Berg")),
        # An address is no name, but better than none.
        ("ATTENDEE;CN=B@x.org:mailto:b@x.org", Attendee("b@x.org")),
        ("ATTENDEE;CN=b@x.org:urn:uuid:1", Attendee("b@x.org")),
        # RFC 6868: quotes within a parameter.
        (
            "ATTENDEE;CN=Ben ^'B^' Berg:mailto:b@x.org",
            Attendee("b@x.org", 'Ben "B" Berg'),
        ),
        ('ATTENDEE;X=a;CN=Ben;Y="c:d":mailto:b@x.org', Attendee("b@x.org", "Ben")),
        (
            'ATTENDEE;MEMBER="mailto:l@x","mailto:m@x";CN=Ben:mailto:b@x.org',
            Attendee("b@x.org", "Ben"),
        ),
        (
            "ATTENDEE;CUTYPE=ROOM;CN=Saal:mailto:s@x.org",
            Attendee("s@x.org", "Saal", kind="room"),
        ),
        ("ATTENDEE;CUTYPE=RESOURCE:mailto:s@x.org", Attendee("s@x.org", kind="room")),
        ("ATTENDEE;CUTYPE=GROUP:mailto:all@x.org", Attendee("all@x.org", kind="group")),
        ("ATTENDEE;CUTYPE=unknown:mailto:b@x.org", Attendee("b@x.org")),
        (
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@x.org",
            Attendee("b@x.org", status="accepted"),
        ),
        (
            "ATTENDEE;PARTSTAT=declined:mailto:b@x.org",
            Attendee("b@x.org", status="declined"),
        ),
        # Whoever sent somebody else did not come.
        (
            "ATTENDEE;PARTSTAT=DELEGATED:mailto:b@x.org",
            Attendee("b@x.org", status="declined"),
        ),
        (
            "ATTENDEE;PARTSTAT=TENTATIVE:mailto:b@x.org",
            Attendee("b@x.org", status="tentative"),
        ),
        (
            "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:b@x.org",
            Attendee("b@x.org", status="open"),
        ),
        ("ATTENDEE;PARTSTAT=X-MAYBE:mailto:b@x.org", Attendee("b@x.org")),
    ],
)
def test_an_attendee_is_read(line: str, expected: Attendee) -> None:
    assert people(line) == [expected]


def test_nobody_at_all_is_left_out() -> None:
    assert (
        people("ATTENDEE:", "ATTENDEE:mailto:", "ATTENDEE:mailto:@", "ATTENDEE;X") == []
    )


def test_the_organizer_is_marked_and_not_named_twice() -> None:
    found = people(
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@x.org",
        "ATTENDEE:mailto:ben@x.org",
        organizer="ORGANIZER;CN=Anna:mailto:Anna@x.org",
    )
    assert found == [
        Attendee("anna@x.org", "Anna", "accepted", organizer=True),
        Attendee("ben@x.org"),
    ]


def test_an_organizer_who_is_not_invited_is_there_all_the_same() -> None:
    found = people("ATTENDEE:mailto:ben@x.org", organizer="ORGANIZER:mailto:a@x.org")
    assert found == [Attendee("ben@x.org"), Attendee("a@x.org", organizer=True)]


def test_an_organizer_without_a_name_or_address_is_nobody() -> None:
    assert people("ATTENDEE:mailto:b@x.org", organizer="ORGANIZER:") == [
        Attendee("b@x.org")
    ]


def test_somebody_invited_twice_is_one_with_all_that_is_known() -> None:
    found = people(
        "ATTENDEE;PARTSTAT=DECLINED:mailto:b@x.org",
        "ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED:mailto:B@x.org",
    )
    assert found == [Attendee("b@x.org", "Ben", "declined")]
