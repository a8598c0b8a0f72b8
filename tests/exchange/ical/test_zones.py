"""A time is put into the zone that was meant, by whatever name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.ical.observed import observed_zone
from kontor.exchange.ical.zones import Zones
from tests.exchange.ical.files import calendar, codes, event, read, starts

# Central European time as Outlook writes it: one rule since 1601.
OUTLOOK = """\
BEGIN:VTIMEZONE
TZID:Somewhere Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""
LINES = tuple(OUTLOOK.encode().splitlines()[1:-1])
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("name", "utc"),
    [
        ("Europe/Berlin", "08:00"),
        ("/Europe/Berlin", "08:00"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "08:00"),
        ("/mozilla.org/20070129_1/America/Argentina/Buenos_Aires", "12:00"),
        ('"W. Europe Standard Time"', "08:00"),
        ("Eastern Standard Time", "14:00"),
        ("Etc/GMT-3", "06:00"),  # the sign of these is turned round
        ("UTC", "09:00"),
        ('"UTC+05:30"', "03:30"),
        ('"(UTC-03:00) Brasília"', "12:00"),
        ("(UTC-03:00) Brasília", "12:00"),  # cut at its colon, but it will do
    ],
)
def test_names_of_zones_are_understood(name: str, utc: str) -> None:
    meetings, _ = read(calendar(event(f"DTSTART;TZID={name}:20260302T090000")))
    assert starts(meetings) == [f"2026-03-02 {utc}"]


@pytest.mark.parametrize(
    "name",
    [
        "Mars/Base",
        "../../etc/passwd",
        "Europe",
        "UTC+99",
        "x" * 500,
        "1/" * 2_000,
        ".",
        "%",
    ],
)
def test_an_unknown_zone_is_that_of_the_book_and_is_said_once(name: str) -> None:
    twice = [event(f"DTSTART;TZID={name}:20260302T090000", uid=uid) for uid in "ab"]
    meetings, problems = read(calendar(*twice))
    assert starts(meetings) == ["2026-03-02 08:00"] * 2
    assert [(p.code, p.record, p.outcome, p.facts) for p in problems] == [
        ("ical-unknown-zone", 1, "noted", {"zone": name[:80]})
    ]


def test_times_without_a_zone_are_those_of_the_calendar_else_of_the_book() -> None:
    floating = event("DTSTART:20260302T090000")
    assert starts(read(calendar(floating))[0]) == ["2026-03-02 08:00"]
    head = "X-WR-TIMEZONE:America/New_York"
    assert starts(read(calendar(floating, head=head))[0]) == ["2026-03-02 14:00"]
    head = "X-WR-TIMEZONE:Nowhere"
    assert starts(read(calendar(floating, head=head))[0]) == ["2026-03-02 08:00"]


def test_an_offset_of_its_own_counts() -> None:
    meetings, _ = read(calendar(event("DTSTART:2026-03-02T09:00:00-05:00")))
    assert starts(meetings) == ["2026-03-02 14:00"]


def test_a_zone_the_file_describes_is_used_wherever_it_stands() -> None:
    name = "Somewhere Standard Time"
    winter = event(f"DTSTART;TZID={name}:20260302T090000", uid="w")
    summer = event(f"DTSTART;TZID={name}:20250702T090000", uid="s")
    for parts in ((OUTLOOK, winter, summer), (winter, summer, OUTLOOK)):
        meetings, problems = read(calendar(*parts))
        assert problems == []
        assert starts(meetings) == ["2025-07-02 07:00", "2026-03-02 08:00"]


def test_a_zone_is_that_of_its_own_calendar() -> None:
    fixed = (
        "BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:{0}\nTZOFFSETTO:{0}\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    meeting = event("DTSTART;TZID=Here:20260302T090000", uid="{0}")
    data = b"".join(
        calendar((fixed + meeting).format(offset)) for offset in ("+0300", "-0300")
    )
    assert starts(read(data)[0]) == ["2026-03-02 06:00", "2026-03-02 12:00"]


def test_a_zone_says_where_it_lies() -> None:
    zones = Zones(datetime(2027, 1, 1))
    zones.described["Home"] = (b"TZID:Home", b"X-LIC-LOCATION:Europe/Berlin")
    assert zones.find("Home") == BERLIN


@pytest.mark.parametrize(
    "broken",
    [
        OUTLOOK.replace("TZOFFSETFROM:+0", "TZOFFSETFROM:+9"),
        OUTLOOK.replace("DTSTART", "NOSTART"),
        OUTLOOK.replace("16", "xx"),
        OUTLOOK.replace("FREQ=YEARLY", "FREQ=NEVER"),
    ],
)
def test_a_zone_that_cannot_be_read_is_an_unknown_one(broken: str) -> None:
    name = "Somewhere Standard Time"
    _, problems = read(calendar(broken, event(f"DTSTART;TZID={name}:20260302T090000")))
    assert codes(problems) == ["ical-unknown-zone"]


@given(st.datetimes(datetime(1997, 1, 1), datetime(2026, 12, 31)), st.booleans())
def test_a_described_zone_is_right_at_every_moment(at: datetime, fold: bool) -> None:
    # Since 1996 Berlin has kept the rule that Outlook describes.
    zone = observed_zone("x", LINES, datetime(2027, 1, 1))
    local = at.replace(tzinfo=zone, fold=fold)
    assert local.utcoffset() == at.replace(tzinfo=BERLIN, fold=fold).utcoffset()
    moment = at.replace(tzinfo=UTC)
    there, here = moment.astimezone(zone), moment.astimezone(BERLIN)
    assert there.replace(tzinfo=None) == here.replace(tzinfo=None)
    assert there.fold == here.fold


@pytest.mark.parametrize("minutes", range(-150, 151, 30))
@pytest.mark.parametrize(
    "change", [datetime(2025, 3, 30, 2), datetime(2025, 10, 26, 3)]
)
@pytest.mark.parametrize("fold", [0, 1])
def test_a_described_zone_is_right_around_its_changes(
    change: datetime, minutes: int, fold: int
) -> None:
    zone = observed_zone("x", LINES, datetime(2027, 1, 1))
    at = (change + timedelta(minutes=minutes)).replace(fold=fold)
    assert at.replace(tzinfo=zone).utcoffset() == at.replace(tzinfo=BERLIN).utcoffset()


@pytest.mark.parametrize("begins", ["00010101T000000", "99991231T235959"])
@pytest.mark.parametrize("offset", ["+0200", "-0900"])
def test_a_zone_that_begins_at_the_edge_of_time_is_read(
    begins: str, offset: str
) -> None:
    zone = (
        f"BEGIN:VTIMEZONE\r\nTZID:Somewhere\r\nBEGIN:STANDARD\r\nDTSTART:{begins}\r\n"
        f"TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )
    meetings, problems = read(
        calendar(zone, event("DTSTART;TZID=Somewhere:20260302T120000"))
    )
    # Noon there is 10 o'clock or 21 o'clock in UTC.
    hour = {"+0200": "10", "-0900": "21"}[offset]
    assert (starts(meetings), problems) == ([f"2026-03-02 {hour}:00"], [])
