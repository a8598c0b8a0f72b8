"""A series becomes its occurrences, each with an id of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.ical.files import BEN, calendar, codes, event, read, starts

BERLIN = ZoneInfo("Europe/Berlin")
WEEKLY = (
    "DTSTART;TZID=Europe/Berlin:20260202T090000",
    "DTEND;TZID=Europe/Berlin:20260202T100000",
    "RRULE:FREQ=WEEKLY",
)


def test_a_series_without_end_comes_up_to_today() -> None:
    meetings, problems = read(calendar(event(*WEEKLY)))
    assert problems == []
    # Mondays from 2 February; 9 March is after today, the 5th.
    assert starts(meetings) == [
        f"2026-{day} 08:00" for day in ("02-02", "02-09", "02-16", "02-23", "03-02")
    ]
    assert {(m.record, m.recurring, m.minutes) for m in meetings} == {(1, True, 60)}


def test_nine_o_clock_stays_nine_o_clock_in_summer() -> None:
    meetings, _ = read(
        calendar(
            event("DTSTART;TZID=Europe/Berlin:20260323T090000", "RRULE:FREQ=WEEKLY")
        ),
        today=date(2026, 3, 31),
    )
    # Summer time begins on 29 March.
    assert starts(meetings) == ["2026-03-23 08:00", "2026-03-30 07:00"]


def test_times_in_utc_repeat_by_the_clock_of_the_calendar() -> None:
    series = event("DTSTART:20260323T080000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    head = "X-WR-TIMEZONE:Europe/Berlin"
    meetings, _ = read(calendar(series, head=head), today=date(2026, 3, 31))
    assert starts(meetings) == ["2026-03-23 08:00", "2026-03-30 07:00"]
    meetings, _ = read(calendar(series), today=date(2026, 3, 31))
    assert starts(meetings) == ["2026-03-23 08:00", "2026-03-30 08:00"]


def test_an_occurrence_has_the_same_id_in_every_export() -> None:
    exports = [
        calendar(event(*WEEKLY)),
        # The same one moved by an hour, with the series and without it.
        calendar(
            event(*WEEKLY),
            event(
                "RECURRENCE-ID;TZID=Europe/Berlin:20260302T090000",
                "DTSTART;TZID=Europe/Berlin:20260302T100000",
            ),
        ),
        calendar(event("RECURRENCE-ID:20260302T080000Z", "DTSTART:20260302T090000Z")),
        # One by one, as some programs write a series.
        calendar(
            event("RECURRENCE-ID;VALUE=DATE:20260302", "DTSTART:20260302T090000Z"),
            event(*WEEKLY),
        ),
    ]
    for export in exports:
        ids = [m.source_id for m in read(export)[0]]
        assert len(ids) == len(set(ids))
        assert "1@example.org#20260302T080000Z" in ids


def test_single_occurrences_with_one_uid_are_all_meetings() -> None:
    meetings, problems = read(
        calendar(event("DTSTART:20260302T090000Z"), event("DTSTART:20260303T090000Z"))
    )
    assert problems == []
    assert [m.source_id for m in meetings] == [
        "1@example.org#20260302T090000Z",
        "1@example.org#20260303T090000Z",
    ]


def test_of_two_versions_the_later_one_counts() -> None:
    old = event("DTSTART:20260302T090000Z", "SEQUENCE:1")
    new = event("DTSTART:20260303T090000Z", "SEQUENCE:2")
    for order in ((old, new), (new, old)):
        meetings, problems = read(calendar(*order))
        assert starts(meetings) == ["2026-03-03 09:00"]
        assert [m.source_id for m in meetings] == ["1@example.org"]
        assert [(p.code, p.outcome) for p in problems] == [
            ("ical-replaced", "left_out")
        ]


def test_the_same_event_twice_is_one_meeting() -> None:
    meetings, problems = read(calendar(event(*WEEKLY[:2])) * 2)
    assert len(meetings) == 1
    assert [(p.code, p.record) for p in problems] == [("ical-replaced", 2)]


def test_a_changed_occurrence_takes_the_place_of_the_old_one() -> None:
    change = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260223T090000",
        "DTSTART;TZID=Europe/Berlin:20260224T140000",
        "SUMMARY:moved",
    )
    meetings, problems = read(calendar(change, event(*WEEKLY)))
    assert problems == []
    assert starts(meetings) == [
        "2026-02-02 08:00",
        "2026-02-09 08:00",
        "2026-02-16 08:00",
        "2026-02-24 13:00",
        "2026-03-02 08:00",
    ]
    assert [m.record for m in meetings if m.title == "moved"] == [1]


def test_a_cancelled_occurrence_is_gone_and_said() -> None:
    gone = event(
        "RECURRENCE-ID:20260223T080000Z", "DTSTART:20260223T080000Z", "STATUS:CANCELLED"
    )
    meetings, problems = read(calendar(event(*WEEKLY), gone))
    assert len(meetings) == 4
    assert [(p.code, p.record) for p in problems] == [("ical-cancelled", 2)]


def test_an_occurrence_moved_into_the_future_is_not_past() -> None:
    moved = event("RECURRENCE-ID:20260302T080000Z", "DTSTART:20260402T080000Z")
    meetings, problems = read(calendar(event(*WEEKLY), moved))
    assert len(meetings) == 4
    assert [(p.code, p.record) for p in problems] == [("ical-future", 2)]


def test_a_change_holds_for_all_that_follow_if_it_says_so() -> None:
    change = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260216T090000",
        "DTSTART;TZID=Europe/Berlin:20260217T103000",
        "DURATION:PT30M",
    )
    meetings, problems = read(calendar(event(*WEEKLY), change))
    assert problems == []
    # From the third on a day and an hour and a half later; 2 March becomes the 3rd.
    assert [
        (str(m.day), m.minutes, m.record) for m in sorted(meetings, key=lambda m: m.day)
    ] == [
        ("2026-02-02", 60, 1),
        ("2026-02-09", 60, 1),
        ("2026-02-17", 30, 2),
        ("2026-02-24", 30, 2),
        ("2026-03-03", 30, 2),
    ]


def test_a_change_whose_own_day_is_out_is_still_counted_once() -> None:
    change = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260216T080000Z", "DTSTART:20260216T100000Z"
    )
    meetings, problems = read(calendar(event(*WEEKLY), change), since=date(2026, 2, 20))
    assert {m.record for m in meetings} == {2}
    assert [(p.code, p.record) for p in problems] == [("ical-no-occurrence", 1)]


def test_dropped_dates_are_dropped_however_they_are_written() -> None:
    for dropped in (
        "EXDATE;TZID=Europe/Berlin:20260209T090000,20260216T090000",
        "EXDATE:20260209T080000Z\r\nEXDATE:20260216T080000Z",
        "EXDATE;VALUE=DATE:20260209,20260216",
        "EXDATE:20260209T090000,20260216T090000",  # the zone of the start is meant
        "EXDATE;TZID=Europe/Berlin:20260209T090000, 20260216T090000,,x",
    ):
        meetings, _ = read(calendar(event(*WEEKLY, dropped)))
        assert [m.day.day for m in meetings] == [2, 23, 2]


def test_a_series_all_dropped_is_said_once() -> None:
    _, problems = read(
        calendar(
            event(
                "DTSTART:20260302T090000Z",
                "RRULE:FREQ=DAILY;COUNT=1",
                "EXDATE:20260302T090000Z",
            )
        )
    )
    assert codes(problems) == ["ical-no-occurrence"]


def test_a_change_that_a_later_version_drops_is_dropped() -> None:
    change = event(
        "RECURRENCE-ID:20260302T080000Z", "DTSTART:20260302T100000Z", "SEQUENCE:1"
    )
    series = event(*WEEKLY, "EXDATE:20260302T080000Z", "SEQUENCE:2")
    meetings, problems = read(calendar(series, change))
    assert len(meetings) == 4
    assert [(p.code, p.record) for p in problems] == [("ical-no-occurrence", 2)]


def test_further_dates_and_periods_are_added() -> None:
    meetings, _ = read(
        calendar(
            event(
                "DTSTART:20260202T090000Z",
                "DURATION:PT1H",
                "RDATE:20260204T090000Z,20260402T090000Z",
                "RDATE;VALUE=PERIOD:20260205T090000Z/PT15M,20260206T090000Z/20260206T110000Z",
            )
        )
    )
    # The one in April has not been yet.
    assert [(m.day.day, m.minutes) for m in meetings] == [
        (2, 60),
        (4, 60),
        (5, 15),
        (6, 120),
    ]


def test_whole_days_repeat_as_days() -> None:
    meetings, _ = read(
        calendar(
            event(
                "DTSTART;VALUE=DATE:20260302",
                "RRULE:FREQ=DAILY;UNTIL=20260304T235959Z",
                "EXDATE:20260303T000000Z",
            )
        )
    )
    assert [(m.day, m.start, m.source_id) for m in meetings] == [
        (date(2026, 3, 2), None, "1@example.org#20260302"),
        (date(2026, 3, 4), None, "1@example.org#20260304"),
    ]


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("20260216T080000Z", [2, 9, 16]),
        ("20260216T075959Z", [2, 9]),
        ("20260216T090000", [2, 9, 16]),  # by the clock of the event
        ("20260216", [2, 9, 16]),  # all of that day
        ("20260101", []),  # before it began: all of it was cut off
    ],
)
def test_a_series_ends_when_it_says(until: str, days: list[int]) -> None:
    meetings, _ = read(calendar(event(*WEEKLY[:2], f"RRULE:FREQ=WEEKLY;UNTIL={until}")))
    assert [m.day.day for m in meetings] == days


def test_only_the_last_of_very_many_are_read_and_that_is_said() -> None:
    daily = event("DTSTART:20200101T090000Z", "RRULE:FREQ=DAILY")
    meetings, problems = read(calendar(daily), most_per_event=3)
    assert starts(meetings) == [f"2026-03-0{n} 09:00" for n in (3, 4, 5)]
    assert [(p.code, p.outcome, p.facts) for p in problems] == [
        ("ical-too-many", "noted", {"count": "3"})
    ]
    meetings, problems = read(calendar(daily), since=date(2026, 3, 4))
    assert starts(meetings) == [f"2026-03-0{n} 09:00" for n in (4, 5)]
    assert problems == []


def test_a_series_still_to_come_is_said_once() -> None:
    _, problems = read(calendar(event("DTSTART:20270101T090000Z", "RRULE:FREQ=DAILY")))
    assert codes(problems) == ["ical-future"]


def test_a_series_alone_is_said_once() -> None:
    series = event(*WEEKLY).replace(BEN + "\r\n", "")
    assert codes(read(calendar(series))[1]) == ["ical-alone"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=NEVER",
        "NONSENSE",
        "FREQ=DAILY;BYHOUR=99",
        "FREQ=YEARLY;RSCALE=CHINESE",
        "W1 MO #5",
    ],
)
def test_a_rule_without_sense_leaves_the_first_day(rule: str) -> None:
    meetings, problems = read(
        calendar(event("DTSTART:20260202T090000Z", f"RRULE:{rule}"))
    )
    assert starts(meetings) == ["2026-02-02 09:00"]
    assert [(p.code, p.outcome) for p in problems] == [("ical-bad-rule", "noted")]


@given(
    first=st.dates(date(2025, 1, 1), date(2026, 3, 1)),
    hour=st.integers(0, 23),
    interval=st.integers(1, 3),
    days=st.sets(
        st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1
    ),
    dropped=st.sets(st.integers(0, 20), max_size=4),
    moved=st.dictionaries(st.integers(0, 20), st.integers(-50, 50), max_size=3),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
)
def test_occurrences_are_those_the_common_library_gives(
    first: date,
    hour: int,
    interval: int,
    days: set[str],
    dropped: set[int],
    moved: dict[int, int],
    zone: str,
) -> None:
    rule = f"RRULE:FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(sorted(days))}"
    at = f"T{hour:02}0000"
    begin = f"DTSTART;TZID={zone}:{first:%Y%m%d}{at}"
    plain = calendar(event(begin, rule))
    known = _by_library(plain)
    named = [f"{day:%Y%m%d}{at}" for day in known]
    gone = [f"EXDATE;TZID={zone}:{named[n]}" for n in dropped if n < len(named)]
    changes = [
        event(
            f"RECURRENCE-ID;TZID={zone}:{named[n]}",
            f"DTSTART;TZID={zone}:{known[n]:%Y%m%d}T{(hour + by) % 24:02}0000",
        )
        for n, by in moved.items()
        if n < len(named) and n not in dropped
    ]
    data = calendar(event(begin, rule, *gone), *changes)
    meetings, _ = read(data)
    expected = [f"{m.astimezone(UTC):%Y-%m-%d %H:%M}" for m in _by_library(data)]
    assert starts(meetings) == sorted(expected)


def _by_library(data: bytes) -> list[datetime]:
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(
        datetime(2024, 12, 1, tzinfo=BERLIN), datetime(2026, 3, 6, tzinfo=BERLIN)
    )
    begun = [item["DTSTART"].dt for item in found]
    return sorted(at for at in begun if at < datetime(2026, 3, 6, tzinfo=BERLIN))


def test_a_period_without_a_length_lasts_as_long_as_usual() -> None:
    meetings, _ = read(
        calendar(
            event(
                "DTSTART:20260202T090000Z",
                "DURATION:PT1H",
                "RDATE;VALUE=PERIOD:20260203T090000Z/PTLISH,20260204T090000Z/P9e9W",
            )
        )
    )
    assert [(m.day.day, m.minutes) for m in meetings] == [(2, 60), (3, 60), (4, 60)]


def test_of_more_rules_than_anybody_writes_the_first_ones_count() -> None:
    never = ["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"] * 9
    later = ["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=3"]
    start = "DTSTART:20260202T090000Z"
    tenth, _ = read(calendar(event(start, *never, *later)))
    eleventh, _ = read(calendar(event(start, *never, *never[:1], *later)))
    assert [m.day.day for m in tenth] == [2, 3]
    assert [m.day.day for m in eleventh] == [2]
