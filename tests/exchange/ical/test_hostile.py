"""No file raises, hangs or fills the memory, and every record is accounted for."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.exchange.card import Problem
from kontor.exchange.ical.read import read_calendar
from kontor.exchange.problems import SENTENCES
from tests.exchange.ical.files import BEN, calendar, event
from tests.exchange.ical.test_zones import OUTLOOK

# What calendars are made of, so that chance finds the corners sooner.
CRUMBS = [
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTODO",
    "BEGIN:VALARM", "END:VALARM", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD",
    "END:STANDARD", "TZID:Z", "TZOFFSETFROM:+0100", "TZOFFSETTO:-2359",
    "UID:1", "UID:2",
    "DTSTART:20260302T090000Z", "DTSTART;TZID=Z:20260201T090000", "DTSTART:20260101",
    "DTSTART:99991231T235959Z", "DTSTART;TZID=Asia/Tokyo:19000101T000000",
    "DTSTART:00010101T000000", "DTEND:99991231", "DTEND:00010101T000000Z", BEN,
    "DURATION:P999999999W", "DURATION:-PT1H", "RRULE:FREQ=SECONDLY",
    "RRULE:FREQ=WEEKLY",
    "RRULE:FREQ=DAILY;COUNT=1000000000", "RRULE:FREQ=DAILY;UNTIL=99991231T235959Z",
    "RRULE:FREQ=YEARLY;BYWEEKNO=1,-53;WKST=SU", "RRULE:FREQ=MONTHLY;BYSETPOS=-1,366",
    "RDATE:20260303T090000Z", "RDATE;VALUE=PERIOD:20260303T090000Z/P9999W", "RDATE:,,/",
    "RDATE:99991231,00010101T000000Z", "EXDATE:20260302T090000Z", "EXDATE:99991231",
    "RECURRENCE-ID:20260302T090000Z", "RECURRENCE-ID:20260302", "SEQUENCE:9",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:20260202T090000Z", "METHOD:CANCEL",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:99991231T235959Z", "STATUS:CANCELLED",
    "X-WR-TIMEZONE:America/New_York", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", " folded",
    "ORGANIZER:mailto:a@x.org", "SUMMARY:\\", "ATTENDEE;CN=\"x:mailto:b@x.org",
    "\0", ":",
]  # fmt: skip
WHOLE = calendar(
    OUTLOOK.replace("\n", "\r\n"),
    event("DTSTART;TZID=Somewhere Standard Time:20260202T090000", "RRULE:FREQ=WEEKLY"),
    event("RECURRENCE-ID:20260216T080000Z", "DTSTART:20260217T080000Z"),
    event("DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260303", uid="2"),
)
lines = st.lists(st.sampled_from(CRUMBS), max_size=40).map(
    lambda found: "\r\n".join(found).encode()
)
mutated = st.lists(
    st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 6), st.binary(max_size=4)),
    max_size=8,
)


def account_for(data: bytes) -> None:
    """Read a file and check that each record is told of once."""
    used: set[int] = set()
    refused: list[int] = []
    ids: list[str] = []
    reading = read_calendar(
        BytesIO(data), zone="Europe/Berlin", today=date(2026, 3, 5), most_per_event=20
    )
    for item in reading:
        if not isinstance(item, Problem):
            assert item.day <= date(2026, 3, 5)
            used.add(item.record)
            ids.append(item.source_id)
        elif item.outcome != "noted" and item.record:
            refused.append(item.record)
        if isinstance(item, Problem):
            assert SENTENCES[item.code].format(**item.facts)
    assert len(ids) == len(set(ids))
    told = sorted([*used, *refused])
    assert told == list(range(1, len(told) + 1))


@given(lines)
@settings(max_examples=300)
def test_any_lines_of_a_calendar_are_accounted_for(data: bytes) -> None:
    account_for(data)


@given(lines)
@settings(max_examples=150)
def test_any_series_is_accounted_for(inner: bytes) -> None:
    begin = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260202T090000Z\r\n" + BEN.encode()
    account_for(begin + b"\r\n" + inner + b"\r\nEND:VEVENT\r\n" + WHOLE)


@given(mutated)
@settings(max_examples=300)
def test_a_damaged_file_is_accounted_for(damages: list[tuple[int, int, bytes]]) -> None:
    data = WHOLE
    for at, length, new in damages:
        data = data[:at] + new + data[at + length :]
    account_for(data)


@given(st.integers(0, len(WHOLE)))
@settings(max_examples=150)
def test_a_file_cut_anywhere_is_accounted_for_and_says_so(at: int) -> None:
    account_for(WHOLE[:at])
    reading = read_calendar(
        BytesIO(WHOLE[:at]), zone="Europe/Berlin", today=date(2026, 3, 5)
    )
    said = {item.code for item in reading if isinstance(item, Problem)}
    # The last line break may be missing.
    complete = at >= len(WHOLE.rstrip())
    assert complete or said & {"ical-truncated", "ical-no-calendar", "empty-file"}


@given(st.binary(max_size=300))
def test_any_bytes_are_accounted_for(data: bytes) -> None:
    account_for(data)


def _series(rule: str, number: int) -> bytes:
    return calendar(
        *(
            event("DTSTART:19000101T000000Z", f"RRULE:{rule}", uid=str(uid))
            for uid in range(number)
        )
    )


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=1000000000",
    ],
)
def test_many_endless_series_take_bounded_time(rule: str) -> None:
    begun = time.perf_counter()
    account_for(_series(rule, 20))
    assert time.perf_counter() - begun < 20


@pytest.mark.parametrize(
    ("begin", "block"),
    [
        (b"", b"x" * 1_000),  # one line without end
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:", b"x" * 998 + b"\n "),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260302\n",
            b"ATTENDEE:mailto:a@b.c\n",
        ),
        (b"BEGIN:VCALENDAR\n", b"BEGIN:VEVENT\nEND:VEVENT\n"),
        (b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\n", b"BEGIN:STANDARD\n"),
        (b"BEGIN:VCALENDAR\n", event("DTSTART:20260302T090000Z", uid="1").encode()),
    ],
)
def test_the_memory_is_bounded_whatever_the_file_repeats(
    begin: bytes, block: bytes
) -> None:
    size = 12_000_000 if len(block) > 900 else 1_000_000
    source = BytesIO(begin + block * (size // len(block)))
    tracemalloc.start()
    try:
        for _ in read_calendar(source, zone="Europe/Berlin", today=date(2026, 3, 5)):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # A line of at most 1 MiB and what it is put together from, or 5,000 events
    # held back until the last of their series is there.
    assert peak < 16_000_000


@pytest.mark.parametrize("begin", ["BEGIN:STANDARD\r\n", ""])
def test_a_zone_of_a_thousand_rules_takes_bounded_time(begin: str) -> None:
    # Each alone is looked through for 20,000 steps, some hundredths of a second;
    # and parts that only end, each with all rules before it, would take minutes.
    part = (
        f"{begin}DTSTART:19010101T000000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0100\r\nRRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30\r\n"
        "END:STANDARD\r\n"
    )
    zone = f"BEGIN:VTIMEZONE\r\nTZID:Z\r\n{part * 800}END:VTIMEZONE\r\n"
    begun = time.process_time()
    account_for(calendar(zone, event("DTSTART;TZID=Z:20260202T090000", uid="1")))
    assert time.process_time() - begun < 10
