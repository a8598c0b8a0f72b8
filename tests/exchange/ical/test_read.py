"""A calendar file becomes the meetings there were, and a reason for each other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO, RawIOBase

import pytest

from kontor.exchange.ical.read import read_calendar
from kontor.exchange.meeting import Attendee, Meeting
from tests.exchange.ical.files import BEN, calendar, codes, event, read, starts

MEETING = event(
    "DTSTART;TZID=Europe/Berlin:20260302T090000",
    "DTEND;TZID=Europe/Berlin:20260302T094000",
    "SUMMARY:Kaffee\\, lang",
    "LOCATION:Hafen\\nTor 3",
)


def test_a_past_meeting_comes_with_all_it_says() -> None:
    meetings, problems = read(calendar(MEETING, head="X-WR-CALNAME:Arbeit"))
    assert problems == []
    assert meetings == [
        Meeting(
            source_id="1@example.org",
            record=1,
            line=4,  # after BEGIN, VERSION and the name
            day=date(2026, 3, 2),
            start=datetime(2026, 3, 2, 8, tzinfo=UTC),  # winter: one hour behind
            minutes=40,
            title="Kaffee, lang",
            place="Hafen Tor 3",
            attendees=[Attendee("ben@example.org", "Ben Berg", "accepted")],
            calendar="Arbeit",
        )
    ]


def test_a_meeting_later_today_is_past_and_one_at_midnight_is_not() -> None:
    late = event("DTSTART:20260305T225900Z", uid="late")  # 23:59 in Berlin
    next_day = event("DTSTART:20260305T230000Z", uid="next")  # 0:00 on the 6th
    meetings, problems = read(calendar(late, next_day))
    assert [m.day for m in meetings] == [date(2026, 3, 5)]
    assert [(p.code, p.record, p.outcome) for p in problems] == [
        ("ical-future", 2, "left_out")
    ]


def test_the_day_is_the_one_in_the_zone_of_the_book() -> None:
    meetings, _ = read(calendar(event("DTSTART;TZID=America/New_York:20260301T200000")))
    assert meetings[0].day == date(2026, 3, 2)  # 20:00 there is 2:00 in Berlin
    assert starts(meetings) == ["2026-03-02 01:00"]


def test_a_whole_day_is_the_day_written_and_has_no_moment() -> None:
    meetings, _ = read(
        calendar(event("DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260304"))
    )
    assert (meetings[0].day, meetings[0].start, meetings[0].minutes) == (
        date(2026, 3, 2),
        None,
        None,
    )


def test_a_whole_day_by_outlook_is_no_midnight() -> None:
    meetings, _ = read(
        calendar(
            event(
                "DTSTART;TZID=America/New_York:20260302T000000",
                "DTEND;TZID=America/New_York:20260303T000000",
                "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            )
        )
    )
    assert (meetings[0].day, meetings[0].start) == (date(2026, 3, 2), None)


def test_a_duration_counts_as_well_as_an_end() -> None:
    meetings, _ = read(calendar(event("DTSTART:20260302T090000Z", "DURATION:PT1H30M")))
    assert meetings[0].minutes == 90


def test_the_minutes_are_real_ones_across_the_change_to_summer_time() -> None:
    # 29 March 2026: from 1:30 to 3:30 by the clock only an hour passes.
    meetings, _ = read(
        calendar(
            event(
                "DTSTART;TZID=Europe/Berlin:20260329T013000",
                "DTEND;TZID=Europe/Berlin:20260329T033000",
            )
        ),
        today=date(2026, 4, 1),
    )
    assert meetings[0].minutes == 60


def test_an_end_before_the_start_costs_only_the_minutes() -> None:
    meetings, _ = read(
        calendar(event("DTSTART:20260302T090000Z", "DTEND:20260302T080000Z"))
    )
    assert meetings[0].minutes == 0


def test_cancelled_and_lonely_events_are_left_out_with_their_reason() -> None:
    cancelled = event("DTSTART:20260302T090000Z", "STATUS:CANCELLED", uid="a")
    alone = event("DTSTART:20260302T090000Z", uid="b").replace(BEN + "\r\n", "")
    room = event(
        "DTSTART:20260302T090000Z", "ATTENDEE;CUTYPE=ROOM:mailto:r@x.org", uid="c"
    )
    only_room = room.replace(BEN + "\r\n", "")
    meetings, problems = read(calendar(cancelled, alone, only_room))
    assert meetings == []
    assert [(p.code, p.record, p.outcome) for p in problems] == [
        ("ical-cancelled", 1, "left_out"),
        ("ical-alone", 2, "left_out"),
        ("ical-alone", 3, "left_out"),
    ]


def test_a_calendar_that_is_a_cancellation_has_no_meetings() -> None:
    _, problems = read(calendar(MEETING, head="METHOD:CANCEL"))
    assert codes(problems) == ["ical-cancelled"]


def test_tasks_and_notes_are_counted_and_left_out() -> None:
    others = "".join(
        f"BEGIN:{name}\r\nUID:{name}\r\nEND:{name}\r\n"
        for name in ("VTODO", "VJOURNAL", "VFREEBUSY")
    )
    meetings, problems = read(calendar(others, MEETING))
    assert [m.record for m in meetings] == [4]
    assert [(p.code, p.record, p.line, p.outcome) for p in problems] == [
        ("ical-not-a-meeting", 1, 3, "left_out"),
        ("ical-not-a-meeting", 2, 6, "left_out"),
        ("ical-not-a-meeting", 3, 9, "left_out"),
    ]


def test_events_before_the_time_asked_for_are_left_out() -> None:
    meetings, problems = read(calendar(MEETING), since=date(2026, 3, 3))
    assert (meetings, codes(problems)) == ([], ["ical-too-old"])
    meetings, _ = read(calendar(MEETING), since=date(2026, 3, 2))
    assert len(meetings) == 1


def test_several_calendars_in_one_file_are_all_read() -> None:
    first = calendar(MEETING, head="X-WR-CALNAME:Arbeit")
    second = calendar(event("DTSTART:20260303T090000Z", uid="2"), head="NAME:Verein")
    meetings, problems = read(first + second)
    assert problems == []
    assert [(m.calendar, m.record) for m in meetings] == [("Arbeit", 1), ("Verein", 2)]


def test_an_event_without_a_calendar_around_it_is_read() -> None:
    meetings, problems = read(MEETING.encode())
    assert (len(meetings), problems) == (1, [])


def test_a_file_without_any_calendar_is_one_failure() -> None:
    _, problems = read(b"BEGIN:VCARD\r\nFN:Ben\r\nEND:VCARD\r\n")
    assert [(p.code, p.outcome, p.record) for p in problems] == [
        ("ical-no-calendar", "failed", 0)
    ]


def test_a_file_of_something_else_is_no_calendar() -> None:
    for data in (b"hello", b"BEGIN:\0", b"\0\0\0\1", b"x" * 3_000_000):
        assert codes(read(data)[1]) == ["ical-no-calendar"]


def test_an_empty_file_says_so() -> None:
    assert codes(read(b"")[1]) == ["empty-file"]
    assert codes(read(b"\r\n \r\n")[1]) == ["empty-file"]


def test_the_same_uid_keeps_the_id_and_none_gets_one_from_its_content() -> None:
    nameless = event("DTSTART:20260302T090000Z", "SUMMARY:Kaffee", uid="")
    stamped = nameless.replace("SUMMARY", "DTSTAMP:20260303T080000Z\r\nSUMMARY")
    other = nameless.replace("Kaffee", "Tee")
    ids = [read(calendar(one))[0][0].source_id for one in (nameless, stamped, other)]
    assert ids[0].startswith("digest:")
    # The stamp of the export is no part of what the event says, its title is.
    assert ids[0] == ids[1] != ids[2]


def test_a_very_long_uid_is_cut_but_stays_its_own() -> None:
    one, two = (
        read(calendar(event("DTSTART:20260302T090000Z", uid="u" * 300 + end)))[0][0]
        for end in "ab"
    )
    assert len(one.source_id) == 150
    assert one.source_id != two.source_id


def test_a_source_that_cannot_be_read_twice_is_read_all_the_same() -> None:
    class Pipe(RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.data = BytesIO(data)

        def readable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return False

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return self.data.readinto(buffer)

    pipe = Pipe(calendar(MEETING))
    items = list(read_calendar(pipe, zone="Europe/Berlin", today=date(2026, 3, 5)))
    assert [type(item) for item in items] == [Meeting]


def test_reading_begins_where_the_file_stands() -> None:
    source = BytesIO(b"skip me\r\n" + calendar(MEETING))
    source.seek(9)
    items = list(read_calendar(source, zone="Europe/Berlin", today=date(2026, 3, 5)))
    assert [item.line for item in items] == [3]


@pytest.mark.parametrize("end", ["DTEND:99991231T090000Z", "DURATION:P99999999W"])
def test_a_meeting_is_at_most_a_month_long(end: str) -> None:
    (meeting,), _ = read(calendar(event("DTSTART:20260302T090000Z", end)))
    assert meeting.minutes == 31 * 24 * 60
