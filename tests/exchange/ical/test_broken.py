"""Whatever is broken in a file, only that is lost, and it is said."""

from __future__ import annotations

import pytest

from kontor.exchange.problems import SENTENCES
from tests.exchange.ical.files import BEN, calendar, codes, event, read, starts

GOOD = event("DTSTART:20260302T090000Z", uid="good")


@pytest.mark.parametrize(
    ("bad", "code", "facts"),
    [
        ("SUMMARY:Never", "ical-no-start", {}),
        ("DTSTART:", "ical-no-start", {}),
        ("DTSTART:soon", "ical-bad-start", {"value": "soon"}),
        ("DTSTART:20260230T090000Z", "ical-bad-start", {"value": "20260230T090000Z"}),
        # Year 1 is how some write "no date".
        ("DTSTART:00010101T000000Z", "ical-bad-start", {"value": "00010101T000000Z"}),
    ],
)
def test_a_bad_event_costs_no_other(bad: str, code: str, facts: dict[str, str]) -> None:
    meetings, problems = read(calendar(event(bad, uid="bad"), GOOD))
    assert [m.source_id for m in meetings] == ["good"]
    assert [(p.code, p.record, p.outcome, p.facts) for p in problems] == [
        (code, 1, "failed", facts)
    ]
    assert SENTENCES[code].format(**facts)


def test_twenty_empty_events_are_twenty_failures() -> None:
    data = b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 20
    _, problems = read(data)
    assert codes(problems) == ["ical-truncated"] + ["ical-no-start"] * 20
    assert [p.record for p in problems] == list(range(21))
    assert [p.outcome for p in problems] == ["noted"] + ["failed"] * 20


def test_a_calendar_without_an_event_says_so() -> None:
    zone = "BEGIN:VTIMEZONE\r\nTZID:Here\r\nEND:VTIMEZONE\r\n"
    for data in (calendar(), calendar(zone)):
        meetings, problems = read(data)
        assert meetings == []
        assert [(p.code, p.record, p.outcome) for p in problems] == [
            ("ical-no-event", 0, "noted")
        ]
    assert SENTENCES["ical-no-event"]


def test_a_calendar_that_breaks_off_before_any_event_is_told_that_only() -> None:
    _, problems = read(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert codes(problems) == ["ical-truncated"]


def test_a_file_that_breaks_off_gives_what_came_before() -> None:
    whole = calendar(GOOD, event("DTSTART:20260303T090000Z", "SUMMARY:Tee", uid="2"))
    meetings, problems = read(whole[: whole.index(b"SUMMARY")])
    assert [m.source_id for m in meetings] == ["good"]
    # The last event may have lost anything, half an address too.
    assert [(p.code, p.record, p.outcome) for p in problems] == [
        ("ical-truncated", 2, "failed")
    ]


def test_a_file_that_breaks_off_between_two_events_says_so() -> None:
    meetings, problems = read(calendar(GOOD).removesuffix(b"END:VCALENDAR\r\n"))
    assert len(meetings) == 1
    # BEGIN, VERSION and the five lines of the event.
    assert [(p.code, p.record, p.line, p.outcome) for p in problems] == [
        ("ical-truncated", 0, 7, "noted")
    ]


def test_a_file_that_breaks_off_within_a_zone_says_so() -> None:
    data = calendar(GOOD).replace(b"END:VCALENDAR", b"BEGIN:VTIMEZONE")
    assert codes(read(data)[1]) == ["ical-truncated"]


def test_an_event_without_end_is_read_and_the_next_one_too() -> None:
    unclosed = event("DTSTART:20260303T090000Z").replace("END:VEVENT\r\n", "")
    meetings, problems = read(calendar(unclosed, GOOD, unclosed))
    assert starts(meetings) == ["2026-03-02 09:00", "2026-03-03 09:00"]
    # The third is the first once more.
    assert [(p.code, p.record, p.outcome) for p in problems] == [
        ("ical-unclosed", 1, "noted"),
        ("ical-unclosed", 3, "noted"),
        ("ical-replaced", 3, "left_out"),
    ]


def test_an_alarm_lends_the_event_nothing_even_without_its_end() -> None:
    alarm = "BEGIN:VALARM\r\nDTSTART:19990101T000000Z\r\nSUMMARY:Piep\r\n"
    for end in ("END:VALARM\r\n", ""):
        first = event(alarm + end + "DTSTART:20260303T090000Z", uid="1")
        meetings, problems = read(calendar(first, GOOD))
        kept = ["1", "good"] if end else ["good"]
        assert [m.source_id for m in meetings] == kept
        # Without its end the alarm swallows the rest of its own event only.
        assert codes(problems) == ([] if end else ["ical-no-start"])


def test_an_event_of_very_many_lines_is_cut_and_that_is_said() -> None:
    guests = "\r\n".join(f"ATTENDEE:mailto:g{n}@x.org" for n in range(6_000))
    meetings, problems = read(calendar(event("DTSTART:20260302T090000Z", guests)))
    # Of the 5,000 lines two are its UID and its start.
    assert len(meetings[0].attendees) == 4_998
    assert [(p.code, p.outcome) for p in problems] == [("ical-too-long", "noted")]


def test_stray_lines_cost_nothing() -> None:
    data = calendar(GOOD).replace(b"VERSION:2.0", b"X\r\n;;;\r\n\0\r\n:\r\nEND:VEVENT")
    meetings, problems = read(data)
    assert (len(meetings), problems) == (1, [])


def test_a_line_with_too_many_semicolons_still_has_its_time() -> None:
    meetings, _ = read(calendar(event("DTSTART;;VALUE=DATE-TIME:20260302T093000Z")))
    assert starts(meetings) == ["2026-03-02 09:30"]


def test_a_quote_within_a_name_costs_no_address() -> None:
    data = calendar(GOOD).replace(
        BEN.encode(), b'ATTENDEE;CN=Ben "B" Berg:mailto:b@x.org'
    )
    assert read(data)[0][0].attendees[0].email == "b@x.org"


def test_other_encodings_are_understood() -> None:
    text = calendar(
        event("DTSTART:20260302T090000Z", "SUMMARY:Müller in Łódź")
    ).decode()
    for data in (
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.encode("utf-16"),
        text.encode("utf-16-be"),
        text.encode().replace(b"\r\n", b"\n"),
        text.encode().replace(b"\r\n", b"\r"),
    ):
        meetings, problems = read(data)
        assert ([m.title for m in meetings], problems) == (["Müller in Łódź"], [])
    western = text.replace("Ł", "L").replace("ź", "z").encode("cp1252")
    assert read(western)[0][0].title == "Müller in Lódz"


def test_a_fold_within_a_letter_is_mended() -> None:
    data = calendar(event("DTSTART:20260302T090000Z", "SUMMARY:Müller"))
    folded = data.replace("ü".encode(), "ü".encode()[:1] + b"\r\n " + "ü".encode()[1:])
    assert read(folded)[0][0].title == "Müller"


def test_nul_bytes_do_not_reach_the_book() -> None:
    data = calendar(event("DTSTART:20260302T090000Z", "SUMMARY:K\0affee"))
    assert read(data)[0][0].title == "Kaffee"


def test_a_component_within_another_makers_component_is_found() -> None:
    data = f"BEGIN:MYCOMP\r\n{GOOD}END:MYCOMP\r\n".encode()
    assert len(read(data)[0]) == 1


def test_every_code_has_a_sentence_whose_facts_are_given() -> None:
    hard = event("DTSTART;TZID=Mars/Base:20260302T090000", "RRULE:FREQ=NEVER", uid="3")
    often = event("DTSTART:20260101T090000Z", "RRULE:FREQ=DAILY", uid="4")
    _, problems = read(calendar(hard, often), most_per_event=2)
    said = [SENTENCES[p.code].format(**p.facts) for p in problems]
    assert "“Mars/Base”" in said[0]
    assert codes(problems) == ["ical-unknown-zone", "ical-bad-rule", "ical-too-many"]
