"""Monica's export as an import: people, ties, promises and touches."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from kontor.actions.connections.people import edit_person, remove_person
from kontor.actions.connections.promises import remove_promise
from kontor.actions.overview.imports.stages import undo_batch
from kontor.lib.hand import Hand
from kontor.records.models import (
    Batch,
    BatchFile,
    Book,
    Item,
    Person,
    Promise,
    SourceCard,
    Tie,
    Touch,
)
from tests.actions.overview.bringing import (
    apply,
    bring,
    clock,
    codes,
    look,
    snapshot,
    verdicts,
)
from tests.exchange.monica.export import ANNA, account, contact, entries, written


def text(whole: dict[str, Any] | None = None) -> str:
    return written(whole).decode()


def person(book: Book, given: str) -> Person:
    return Person.objects.get(book=book, given=given, is_owner=False)


def test_people_come_with_their_ties_and_who_introduced_them(
    book: Book, hand: Hand
) -> None:
    batch = bring(book, hand, text())
    counts = BatchFile.objects.get(batch=batch).counts
    # 4 contacts, of whom one is the keeper; 2 calls, a conversation, an activity.
    assert counts["records"] == {"read": 8, "used": 7, "left_out": 1, "failed": 0}
    assert counts["people"] == {"new": 3, "changed": 0, "same": 0}
    assert counts["touches"] == 4
    anna, ben, cem = (person(book, name) for name in ("Anna", "Ben", "Cem"))
    assert anna.met_through == ben
    assert anna.met_day == date(2015, 9, 1)
    assert cem.private
    ties = {(t.first_id, t.second_id, t.how) for t in Tie.objects.all()}
    assert ties == {
        (min(a.pk, b.pk), max(a.pk, b.pk), how)
        for a, b, how in ((anna, ben, "referred-by"), (ben, cem, "spouse"))
    }


def test_reminders_become_promises_for_the_next_time_they_are_due(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, text())
    found = {
        p.text: (p.due, p.done_on) for p in Promise.objects.filter(person__given="Anna")
    }
    # It is 2 March 2026: what was due once, in 2024, is not brought back.
    assert found == {
        "Wish a happy spring": (date(2026, 3, 31), None),
        "Lend the book: Buddenbrooks": (None, None),
        "Send a card": (None, date(2024, 1, 2)),
    }


def test_calls_conversations_and_activities_become_touches(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, text())
    found = [
        (t.day, t.channel, t.direction, t.note, t.participants.count())
        for t in Touch.objects.filter(book=book).order_by("day")
    ]
    assert found == [
        (date(2024, 1, 20), "email", "both", "", 1),
        (date(2024, 2, 3), "call", "in", "Fair", 1),
        (date(2024, 2, 11), "call", "out", "", 1),
        (date(2024, 2, 14), "meeting", "both", "Dinner\n\nAt the harbour", 2),
    ]
    assert person(book, "Anna").touch_days == 4


def test_the_same_file_twice_changes_nothing_also_after_edits_by_hand(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, text())
    edit_person(book.pk, person(book, "Anna").uid, hand=hand, note="Mine")
    spring = Promise.objects.get(text="Wish a happy spring")
    remove_promise(book.pk, spring.uid, hand=hand)
    before = snapshot(book)
    again = look(book, hand, text())
    assert set(verdicts(again)) == {"same", "left_out"}
    apply(again)
    assert snapshot(book) == before


def test_what_is_new_in_a_later_export_is_added(book: Book, hand: Hand) -> None:
    bring(book, hand, text())
    whole = account()
    anna = whole["data"][1]["values"][0]
    task = {"uuid": "t", "properties": {"title": "Call back", "completed": False}}
    anna["data"].append(entries("task", task))
    anna["data"][0]["values"].append(
        {"properties": {"called_at": "2025-01-01T00:00:00Z"}, "created_at": "x"}
    )
    batch = look(book, hand, text(whole))
    assert sorted(verdicts(batch)).count("changed") == 1
    assert sorted(verdicts(batch)).count("new") == 1
    apply(batch)
    assert Promise.objects.filter(person__given="Anna", text="Call back").exists()
    assert Touch.objects.filter(book=book).count() == 5


def test_it_can_be_taken_back_whole(book: Book, hand: Hand) -> None:
    before = snapshot(book)
    batch = bring(book, hand, text())
    undo_batch(book.pk, batch.uid, hand=hand, clock=clock)
    after = snapshot(book)
    # The change journal keeps what was done and taken back.
    for table in before.keys() - {"Change"}:
        assert after[table] == before[table], table


def test_whoever_was_removed_does_not_come_back_nor_do_touches_with_them(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, text())
    remove_person(book.pk, person(book, "Anna").uid, hand=hand)
    again = bring(book, hand, text())
    assert not Person.objects.filter(book=book, family="Abt").exists()
    assert "removed-before" in codes(again)
    assert Touch.objects.filter(book=book, channel="call").count() == 0


def test_a_touch_with_nobody_who_comes_in_is_left_out(book: Book, hand: Hand) -> None:
    batch = look(book, hand, text())
    anna = Item.objects.get(batch=batch, kind="person", title__startswith="Anna")
    anna.wanted = False
    anna.save()
    apply(batch)
    (dinner,) = Touch.objects.filter(book=book)
    assert [p.person.given for p in dinner.participants.all()] == ["Ben"]


def test_a_touch_that_lies_ahead_is_left_out(book: Book, hand: Hand) -> None:
    ahead = {"properties": {"called_at": "2026-03-09T00:00:00Z"}}
    someone = contact(ANNA, entries("call", ahead), first_name="Anna")
    batch = look(book, hand, text({"data": [entries("contact", someone)]}))
    assert verdicts(batch) == ["new", "left_out"]
    assert codes(batch) == ["monica-future"]


def test_touches_of_a_later_file_find_the_people_of_an_earlier_one(
    book: Book, hand: Hand
) -> None:
    someone = contact(ANNA, first_name="Anna", last_name="Abt")
    bring(book, hand, text({"data": [entries("contact", someone)]}))
    bring(book, hand, text())
    assert Person.objects.filter(book=book, is_owner=False, given="Anna").count() == 1
    assert person(book, "Anna").touch_days == 4


def test_what_has_no_place_stays_with_the_source(book: Book, hand: Hand) -> None:
    bring(book, hand, text())
    card = SourceCard.objects.get(book=book, source="monica", source_id=ANNA)
    assert ["pet", '{"name": "Rex"}'] in card.unknown
    assert "SECRET" not in json.dumps(card.data) + card.raw


def test_a_broken_export_brings_in_what_came_before(book: Book, hand: Hand) -> None:
    whole = text()
    batch = bring(book, hand, whole[: whole.index('"first_name": "Ben"')])
    assert Batch.objects.get(pk=batch.pk).state == Batch.State.DONE
    assert person(book, "Anna").touch_days == 3
    assert codes(batch)[-1] == "json-broken"
