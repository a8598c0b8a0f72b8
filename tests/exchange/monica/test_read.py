from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.card import Card, Entry, Job, PartialDate, PostalAddress, Problem
from kontor.exchange.meeting import Meeting
from kontor.exchange.monica import pull as pull_module
from kontor.exchange.monica.read import read_monica
from kontor.exchange.problems import SENTENCES
from kontor.exchange.promised import Promised
from kontor.exchange.recognise import recognise
from tests.exchange.monica import export
from tests.exchange.monica.export import ANNA, BEN, CEM, EMAIL, written

Record = Card | Meeting | Problem


def read(data: bytes) -> list[Record]:
    return list(read_monica(io.BytesIO(data), zone="Europe/Berlin"))


@pytest.fixture(scope="module")
def found() -> list[Record]:
    return read(written())


@pytest.fixture(scope="module")
def people(found: list[Record]) -> dict[str, Card]:
    return {card.source_id: card for card in found if isinstance(card, Card)}


@pytest.fixture(scope="module")
def touches(found: list[Record]) -> list[Meeting]:
    return [touch for touch in found if isinstance(touch, Meeting)]


def test_the_file_is_told_by_its_content() -> None:
    assert recognise(written()) == "monica"
    assert recognise(b'{"version": "1.0", "contacts": []}') == "unknown"


def test_every_contact_but_the_keeper_is_a_card(
    found: list[Record], people: dict[str, Card]
) -> None:
    assert list(people) == [ANNA, BEN, CEM]
    own = [p for p in found if isinstance(p, Problem) and p.code == "monica-own"]
    assert [problem.outcome for problem in own] == ["left_out"]


def test_records_are_numbered_as_they_stand_and_lines_are_told(
    found: list[Record],
) -> None:
    counted = [record.record for record in found if record.record]
    assert counted == list(range(1, len(counted) + 1))
    lines = written().decode().splitlines()
    anna = next(card for card in found if isinstance(card, Card))
    assert ANNA in lines[anna.line]


def test_what_a_card_has_a_place_for_is_in_it(people: dict[str, Card]) -> None:
    anna = people[ANNA]
    assert (anna.name.given, anna.name.family, anna.nickname) == ("Anna", "Abt", "Anni")
    assert anna.jobs == [Job("Abt GmbH", role="Owner")]
    assert anna.emails == [Entry("anna@abt.example")]
    assert anna.phones == [Entry("+49 221 123456")]
    assert anna.links == [Entry("https://facebook.example/anna", "facebook")]
    assert anna.addresses == [
        PostalAddress("Markt 3", "", "50667", "Köln", "NRW", "DE", "home")
    ]
    assert anna.birthday == PartialDate(5, 15)
    assert anna.met_day == date(2015, 9, 1)
    assert anna.tags == ["choir", "Köln"]
    assert anna.note == "From the choir\n\n2023-06-01: Likes tea."


def test_what_it_has_no_place_for_is_kept(people: dict[str, Card]) -> None:
    assert dict(people[ANNA].unknown) == {
        "facebook": "anna.abt",
        "food_preferences": "no fish",
        "gender": "woman",
        "is_starred": "true",
        "pet": '{"name": "Rex"}',
    }


def test_reminders_and_tasks_are_promises_but_birthdays_are_not(
    people: dict[str, Card],
) -> None:
    assert [
        Promised("", p.text, p.day, p.every, p.done_on) for p in people[ANNA].promises
    ] == [
        Promised("", "Ask for the brochure", date(2024, 5, 6)),
        Promised("", "Wish a happy spring", date(2020, 3, 31), (1, "year")),
        Promised("", "Lend the book: Buddenbrooks"),
        Promised("", "Send a card", done_on=date(2024, 1, 2)),
    ]


def test_who_is_whose_and_through_whom_they_met_is_told_by_id(
    people: dict[str, Card],
) -> None:
    assert people[ANNA].related == [Entry(f"urn:uuid:{BEN}", "referred-by")]
    # The keeper is nobody's tie.
    assert people[BEN].related == [Entry(f"urn:uuid:{CEM}", "spouse")]


def test_nobody_who_has_died_is_suggested(people: dict[str, Card]) -> None:
    assert people[CEM].secrecy == "private"
    assert people[BEN].secrecy == ""


def test_calls_are_touches_with_a_direction(touches: list[Meeting]) -> None:
    first, second = (touch for touch in touches if touch.channel == "call")
    assert (first.day, first.start, first.direction) == (date(2024, 2, 3), None, "in")
    assert first.note == "Fair"
    assert [who.source_id for who in first.attendees] == [ANNA]
    # Half past eleven at night in Greenwich is the next day in Berlin.
    assert second.start == datetime(2024, 2, 10, 23, 30, tzinfo=UTC)
    assert (second.day, second.direction) == (date(2024, 2, 11), "out")


def test_of_a_conversation_there_is_the_day_but_not_what_was_written(
    found: list[Record], touches: list[Meeting]
) -> None:
    (talk,) = (touch for touch in touches if touch.channel == "email")
    assert (talk.day, talk.direction) == (date(2024, 1, 20), "both")
    assert "SECRET" not in repr(found)


def test_an_activity_is_a_touch_with_all_who_took_part(touches: list[Meeting]) -> None:
    (dinner,) = (touch for touch in touches if touch.source_id == export.DINNER)
    assert [who.source_id for who in dinner.attendees] == [ANNA, BEN]
    assert dinner.day == date(2024, 2, 14)
    assert dinner.note == "Dinner\n\nAt the harbour"


def test_each_touch_is_told_from_all_others(touches: list[Meeting]) -> None:
    ids = [touch.source_id for touch in touches]
    assert len(set(ids)) == len(ids) == 4
    again = [touch for touch in read(written()) if isinstance(touch, Meeting)]
    assert [touch.source_id for touch in again] == ids


def test_what_is_passed_over_is_said(found: list[Record]) -> None:
    assert found[-1] == Problem(
        "monica-left-out", 0, 0, "noted", {"names": "photo (1)"}
    )


def test_lists_may_be_named_in_the_plural_as_other_programs_do() -> None:
    text = written().replace(b'"type": "contact"', b'"type": "contacts"')
    text = text.replace(b'"type": "activity"', b'"type": "activities"')
    again = read(text.replace(b'"type": "address"', b'"type": "addresses"'))
    assert again == read(written())


def test_a_day_that_was_only_guessed_by_age_is_no_birthday() -> None:
    born = export.day("1980-01-01T00:00:00Z", is_age_based=True)
    someone = export.contact(ANNA, first_name="Anna", birthdate=born)
    whole = {"data": [export.entries("contact", someone)]}
    (card,) = read(written(whole))
    assert isinstance(card, Card)
    assert card.birthday is None
    assert card.unknown[0][0] == "birthdate"


class TestBroken:
    def test_what_came_before_a_break_is_read_and_the_break_is_told(self) -> None:
        whole = written()
        cut = whole[: whole.index(b'"first_name": "Cem"')]
        found = read(cut)
        assert [c.source_id for c in found if isinstance(c, Card)] == [ANNA, BEN]
        last = found[-1]
        assert isinstance(last, Problem)
        assert (last.code, last.outcome) == ("json-broken", "failed")

    def test_an_entry_without_a_name_fails_alone(self) -> None:
        nobody, anna = export.contact(BEN), export.contact(ANNA, first_name="Anna")
        found = read(written({"data": [export.entries("contact", nobody, 7, anna)]}))
        assert [getattr(record, "code", "") for record in found] == [
            "no-name", "no-name", "",
        ]  # fmt: skip

    def test_activities_without_an_id_are_told_from_each_other(self) -> None:
        at = "2024-02-14T00:00:00Z"
        two = [export.entry(summary=what, happened_at=at) for what in ("Tea", "Walk")]
        found = read(written({"data": [export.entries("activity", *two)]}))
        ids = {touch.source_id for touch in found if isinstance(touch, Meeting)}
        assert len(ids - {""}) == 2

    def test_what_no_text_may_hold_is_taken_out_of_it(self) -> None:
        odd = export.contact(ANNA, first_name="A\0n\ud800na", last_name="\U0001f600")
        odd["properties"]["pets\0"] = [["\udc00"]]
        (card,) = read(written({"data": [export.entries("contact", odd)]}))
        assert isinstance(card, Card)
        assert (card.name.given, card.name.family) == ("An?na", "\U0001f600")
        assert card.unknown == [("pets", '[["?"]]')]
        card.raw.encode()

    def test_the_first_and_the_last_day_there_are_have_no_hour(self) -> None:
        calls = [
            export.entry(called_at="0001-01-01T00:30:00+05:00"),
            export.entry(called_at="9999-12-31T23:30:00Z"),
        ]
        anna = export.contact(ANNA, export.entries("call", *calls), first_name="Anna")
        _, first, last = read(written({"data": [export.entries("contact", anna)]}))
        assert isinstance(first, Meeting)
        assert (first.day, first.start) == (date.min, None)
        assert isinstance(last, Meeting)
        assert last.day == date.max

    def test_a_name_of_a_field_as_long_as_a_book_does_not_stand_with_each(self) -> None:
        field = export.entry(data="anna", type=EMAIL)
        anna = export.contact(
            ANNA, export.entries("contact_field", field, field), first_name="Anna"
        )
        whole = export.account()
        kind = {"uuid": EMAIL, "properties": {"name": "w" * 10_000}}
        whole["instance"]["contact_field_types"] = [kind]
        (card, *_) = read(
            written(
                {
                    "instance": whole["instance"],
                    "data": [export.entries("contact", anna)],
                }
            )
        )
        assert isinstance(card, Card)
        assert card.unknown == [("w" * 100, "anna")] * 2

    def test_no_entry_is_longer_than_memory_has_room(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pull_module, "LIMIT", 100_000)
        huge = export.contact(ANNA, first_name="x" * 300_000)
        found = read(written({"data": [export.entries("contact", huge)]}))
        assert [getattr(record, "code", "") for record in found] == ["json-broken"]

    @given(st.data())
    def test_nothing_raises_wherever_it_is_cut_or_changed(
        self, data: st.DataObject
    ) -> None:
        whole = bytearray(written())
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
        for record in read(bytes(whole[: data.draw(st.integers(at, len(whole)))])):
            if isinstance(record, Problem):
                assert record.code in SENTENCES
