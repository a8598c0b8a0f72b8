from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.card import Problem
from kontor.exchange.linkedin import known as known_module
from kontor.exchange.linkedin.known import Known
from kontor.exchange.linkedin.read import read_messages
from kontor.exchange.meeting import Attendee, Meeting
from kontor.exchange.problems import SENTENCES
from kontor.exchange.read import Source, open_sources
from kontor.exchange.recognise import recognise, why_not
from tests.exchange.linkedin.archive import (
    ANNA,
    BEN,
    HEADING,
    IN,
    ME,
    message,
    packed,
    table,
)

TODAY = date(2026, 3, 2)
OTTO = Known(own_names={"otto owner"})


def read(*rows: list[str], known: Known = OTTO) -> list[Meeting | Problem]:
    source = io.BytesIO(table(*rows))
    return list(read_messages(source, known, zone="Europe/Berlin"))


def touches(*rows: list[str], known: Known = OTTO) -> list[Meeting]:
    return [found for found in read(*rows, known=known) if isinstance(found, Meeting)]


def codes(*rows: list[str]) -> list[str]:
    return [found.code for found in read(*rows) if isinstance(found, Problem)]


def sources(folder: Path, data: bytes) -> list[Source]:
    file = folder / "archive.zip"
    file.write_bytes(data)
    return list(open_sources(file, "archive.zip"))


def test_the_table_is_told_by_its_heading_whatever_the_order() -> None:
    head = table(message(ME, ANNA))
    assert (recognise(head), why_not(head)) == ("linkedin-messages", "")
    assert recognise(b"DATE;TO;FROM;CONVERSATION ID\n") == "linkedin-messages"


def test_a_message_is_a_touch_on_its_day_with_a_direction() -> None:
    late = message(ANNA, ME, at="2024-02-03 23:30:00 UTC")
    sent, got = touches(message(ME, ANNA), late)
    assert (sent.channel, sent.direction, sent.source) == ("message", "out", "linkedin")
    assert sent.start == datetime(2024, 2, 3, 10, 0, tzinfo=UTC)
    assert sent.attendees == [Attendee("", "Anna Abt", source_id=ANNA[1])]
    # Half past eleven at night in Greenwich is the next day in Berlin.
    assert (got.day, got.direction) == (date(2024, 2, 4), "in")
    assert [who.name for who in got.attendees] == ["Anna Abt"]


def test_neither_words_nor_subject_are_kept() -> None:
    assert "SECRET" not in repr(read(message(ME, ANNA)))


def test_the_same_message_has_the_same_id_in_every_archive() -> None:
    first, other = message(ME, ANNA), message(ME, ANNA, at="2024-02-03 10:00:01 UTC")
    ids = [touch.source_id for touch in touches(first, other)]
    assert len(set(ids)) == 2
    assert ids == [touch.source_id for touch in touches(first, other)]


def test_in_a_group_who_writes_turns_to_all_and_who_is_written_to_hears_one() -> None:
    sent, got = touches(message(ME, ANNA, BEN), message(BEN, ME, ANNA))
    assert [who.name for who in sent.attendees] == ["Anna Abt", "Ben Bock"]
    assert [who.name for who in got.attendees] == ["Ben Bock"]


def test_a_conversation_of_more_than_ten_people_is_none_between_them() -> None:
    crowd = [(f"P {n}", f"{IN}p-{n}") for n in range(10)]
    # The owner makes eleven. Nor does one of them count who then writes to one other.
    few = message(ME, ANNA, talk="c2")
    found = read(message(ME, *crowd), message(crowd[0], ME), few)
    assert [getattr(f, "code", "") for f in found] == [
        "linkedin-many", "linkedin-many", "",
    ]  # fmt: skip
    assert len(touches(message(ME, *crowd[1:]))) == 1


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (message(ANNA, ME, folder="SPAM"), "linkedin-spam"),
        (message(("LinkedIn", ""), ME), "linkedin-sponsored"),
        (
            message(("Acme", "https://www.linkedin.com/company/acme/"), ME),
            "linkedin-sponsored",
        ),
        (message(ANNA, ME, title="Sponsored Conversation"), "linkedin-sponsored"),
        (message(ANNA, ME, at="someday"), "linkedin-no-date"),
    ],
)
def test_what_is_no_message_between_people_is_left_out_with_a_reason(
    row: list[str], code: str
) -> None:
    assert codes(row) == [code]
    assert SENTENCES[code]


def test_a_draft_was_never_sent() -> None:
    heading = (*HEADING, "IS MESSAGE DRAFT")
    rows = [*message(ME, ANNA), "Yes"], [*message(ME, BEN), "No"]
    data = table(*rows, heading=heading)
    found = list(read_messages(io.BytesIO(data), OTTO, zone="Europe/Berlin"))
    assert [getattr(f, "code", "") for f in found] == ["linkedin-draft", ""]


def test_a_name_with_a_comma_is_one_name() -> None:
    (touch,) = touches(message(ME, ("Anna Abt, MBA", ANNA[1])))
    assert touch.attendees == [Attendee("", "Anna Abt, MBA", source_id=ANNA[1])]


@pytest.mark.parametrize(
    "at", ["2024-02-03 10:00:00", "2024-02-03T10:00:00Z", "2/3/24, 10:00 AM"]
)
def test_every_form_of_a_day_that_was_seen_is_read(at: str) -> None:
    assert [touch.day for touch in touches(message(ME, ANNA, at=at))] == [
        date(2024, 2, 3)
    ]


class TestOwner:
    def test_it_is_who_takes_part_in_most_conversations(self) -> None:
        rows = [message(ANNA, ME, talk="a"), message(ME, BEN, talk="b")]
        got, sent = touches(*rows, known=Known())
        assert (got.direction, sent.direction) == ("in", "out")

    def test_where_nobody_stands_out_both_are_named_and_the_book_decides(self) -> None:
        (touch,) = touches(message(ANNA, ME), known=Known())
        assert touch.direction == ""
        assert [(a.name, a.organizer) for a in touch.attendees] == [
            ("Anna Abt", True), ("Otto Owner", False),
        ]  # fmt: skip

    def test_older_archives_call_them_you(self) -> None:
        heading = tuple(h for h in HEADING if h != "RECIPIENT PROFILE URLS")
        row = [c for i, c in enumerate(message(ANNA, ("You", ""))) if i != 5]
        data = table(row, heading=heading)
        (touch,) = read_messages(io.BytesIO(data), Known(), zone="Europe/Berlin")
        assert isinstance(touch, Meeting)
        assert touch.direction == "in"


class TestArchive:
    def test_messages_come_after_the_connections_and_the_rest_is_listed(
        self, tmp_path: Path
    ) -> None:
        found = sources(tmp_path, packed(table(message(ME, ANNA))))
        assert [source.format for source in found] == [
            "linkedin", "linkedin-messages", "zip",
        ]  # fmt: skip
        names = found[-1].problems[0].facts["names"]
        assert set(names.split(", ")) == {
            "Profile.csv", "Email Addresses.csv", "Skills.csv",
        }  # fmt: skip

    def test_the_profile_tells_who_the_owner_is(self, tmp_path: Path) -> None:
        # One message, so that nothing else tells.
        found = sources(tmp_path, packed(table(message(ANNA, ME))))
        (touch,) = found[1].records("Europe/Berlin", TODAY)
        assert isinstance(touch, Meeting)
        assert (touch.direction, len(touch.attendees)) == ("in", 1)

    def test_whoever_has_no_profile_there_is_told_by_the_name_if_that_is_one(
        self, tmp_path: Path
    ) -> None:
        rows = [
            message(ME, ("anna  ABT", "")),
            message(ME, ("Sam Same", "")),
            message(ME, ("Ben Bock", f"{IN}ben-the-old")),
            message(ME, ("Nobody", f"{IN}nobody")),
        ]
        found = sources(tmp_path, packed(table(*rows)))
        touches = list(found[1].records("Europe/Berlin", TODAY))
        assert all(isinstance(touch, Meeting) for touch in touches)
        ids = [t.attendees[0].source_id for t in touches if isinstance(t, Meeting)]
        # Two are called Sam Same; of another profile, Ben Bock is somebody else.
        assert ids == [ANNA[1], "", f"{IN}ben-the-old", f"{IN}nobody"]

    def test_talks_with_a_teaching_programme_are_not_messages(
        self, tmp_path: Path
    ) -> None:
        data = packed(
            table(message(ME, ANNA)),
            **{"guide_messages.csv": table(message(("Guide", ""), ME)).decode()},
        )
        found = sources(tmp_path, data)
        assert [s.name for s in found if s.format == "linkedin-messages"] == [
            "archive.zip/messages.csv"
        ]
        assert "guide_messages.csv" in found[-1].problems[0].facts["names"]


def test_who_is_who_is_read_once_for_all_tables_of_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = table(message(ME, ANNA)).decode()
    more = {f"{number}/messages.csv": rows for number in range(20)}
    times = []
    monkeypatch.setattr(known_module, "known_from", lambda *_: times.append(1) or OTTO)
    found = sources(tmp_path, packed(table(message(ME, BEN)), **more))
    touches = [len(list(source.records("Europe/Berlin", TODAY))) for source in found]
    # The connections, twenty-one tables of messages, what was left out.
    assert touches == [4, *[1] * 21, 1]
    assert len(times) == 1


@given(st.data())
def test_nothing_raises_wherever_it_is_cut_or_changed(data: st.DataObject) -> None:
    whole = bytearray(table(message(ME, ANNA), message(BEN, ME)))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(at, len(whole)))])
    for found in read_messages(io.BytesIO(cut), OTTO, zone="Europe/Berlin"):
        if isinstance(found, Problem):
            assert found.code in SENTENCES
