from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar

from kontor.exchange.ical.write import Due, Entry, Happening, Yearly, write_calendar

MADE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 2, 27)


def calendar(*entries: Entry) -> tuple[str, icalendar.Calendar]:
    data = b"".join(write_calendar("Annas; Buch", "Europe/Berlin", entries))
    found = icalendar.Calendar.from_ical(data)
    return data.decode(), found


def test_a_touch_whose_hour_is_known_is_an_event_of_its_length() -> None:
    start = datetime(2026, 2, 27, 14, 30, tzinfo=UTC)
    touch = Happening("u-1", MADE, DAY, "Anruf: Ben, Clara", start, 40, "Kiel", "a\nb")
    text, found = calendar(touch)
    (event,) = found.events
    assert event.decoded("dtstart") == start
    assert event.decoded("duration").total_seconds() == 40 * 60
    assert (event["summary"], event["location"]) == ("Anruf: Ben, Clara", "Kiel")
    assert event["description"] == "a\nb"
    assert event["uid"] == "u-1"
    assert "X-WR-CALNAME:Annas\\; Buch\r\n" in text


def test_a_touch_without_an_hour_is_a_whole_day() -> None:
    _, found = calendar(Happening("u-1", MADE, DAY, "Treffen"))
    (event,) = found.events
    assert event.decoded("dtstart") == DAY
    assert "dtend" not in event


def test_nobody_is_invited_and_nobodys_time_is_taken() -> None:
    text, _ = calendar(Happening("u-1", MADE, DAY, "Treffen: Ben"))
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text
    assert "METHOD" not in text
    assert "TRANSP:TRANSPARENT\r\n" in text


def test_a_promise_is_a_task_with_its_day() -> None:
    _, found = calendar(
        Due("p-1", MADE, "Buch (Ben)", DAY), Due("p-2", MADE, "Anruf", done_on=DAY)
    )
    open_one, kept = found.walk("VTODO")
    assert (open_one.decoded("due"), open_one["status"]) == (DAY, "NEEDS-ACTION")
    assert kept["status"] == "COMPLETED"
    assert "due" not in kept


def test_a_birthday_comes_every_year() -> None:
    text, found = calendar(
        Yearly("b-1", MADE, "Geburtstag: Ben (1970)", 3, 4, 1970),
        Yearly("b-2", MADE, "Geburtstag: Eva", 2, 29),
    )
    ben, eva = found.events
    assert ben.decoded("dtstart") == date(1970, 3, 4)
    assert ben["rrule"].to_ical() == b"FREQ=YEARLY"
    # Without a year it begins in a leap year; in others it is the month's last day.
    assert eva.decoded("dtstart") == date(2000, 2, 29)
    assert "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n" in text


def test_lines_are_folded_and_texts_bring_no_lines_along() -> None:
    note = "ü" * 100 + "\r\nEND:VEVENT\r\nBEGIN:VEVENT"
    text, found = calendar(Happening("u-1", MADE, DAY, "x" * 90, note=note))
    assert max(len(line.encode()) for line in text.split("\r\n")) == 75
    (event,) = found.events
    assert event["description"] == note.replace("\r\n", "\n")


def test_the_same_book_gives_the_same_file_but_for_nothing() -> None:
    touch = Happening("u-1", MADE, DAY, "Treffen")
    assert calendar(touch)[0] == calendar(touch)[0]
