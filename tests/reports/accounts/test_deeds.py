"""The journal as a keeper reads it."""

from __future__ import annotations

import pytest
from django.utils import translation

from kontor.actions.connections.people import edit_person
from kontor.actions.groups.segments import add_segment, say_reach
from kontor.actions.overview.undo import undo
from kontor.actions.overview.week import plan_week
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Person
from kontor.records.verbs import SENTENCES
from kontor.reports.accounts.deeds import PAGE, deed_text, deeds


def test_the_newest_deed_comes_first_and_says_what_can_be_done(
    book: Book, hand: Hand, ben: Person
) -> None:
    edit_person(book.pk, ben.uid, hand=hand, note="x")
    undo(book.pk, hand=hand)
    lines = deeds(book.pk).object_list
    assert [(line.text, line.state, line.can_undo) for line in lines] == [
        ("Undone: Changed Ben Brandt", "undo", True),
        ("Changed Ben Brandt", "undone", False),
        ("Added Ben Brandt", "done", True),
        ("Opened the book “Anna Ahlers”", "done", False),
    ]
    assert {line.account for line in lines} == {"Anna"}


def test_what_kontor_does_by_itself_is_not_listed(
    book: Book, hand: Hand, ben: Person
) -> None:
    plan_week(book.pk, hand=hand)
    assert "plan_week" not in {line.verb for line in deeds(book.pk).object_list}


def test_what_goes_on_can_not_be_taken_back(
    book: Book, hand: Hand, ben: Person
) -> None:
    Deed.objects.filter(verb="add_person").update(state="open")
    line = deeds(book.pk).object_list[0]
    assert (line.state, line.can_undo) == ("open", False)


def test_what_an_undo_kept_is_named(book: Book, hand: Hand, ben: Person) -> None:
    old = edit_person(book.pk, ben.uid, hand=hand, note="old").deed
    edit_person(book.pk, ben.uid, hand=hand, note="new")
    undo(book.pk, old, hand=hand)
    assert deeds(book.pk).object_list[0].kept == ["Ben Brandt"]


def test_a_long_journal_comes_in_pages(book: Book, hand: Hand, ben: Person) -> None:
    for number in range(PAGE):
        edit_person(book.pk, ben.uid, hand=hand, note=str(number))
    first, second = deeds(book.pk), deeds(book.pk, page=2)
    assert (len(first.object_list), first.has_next) == (PAGE, True)
    # Adding Ben and opening the book are left.
    assert (len(second.object_list), second.has_next) == (2, False)


def test_deeds_of_another_book_are_not_listed(
    book: Book, clara_book: Book, ben: Person
) -> None:
    (line,) = deeds(clara_book.pk).object_list
    assert line.text == "Opened the book “Clara Coors”"


@pytest.mark.parametrize("verb", SENTENCES)
def test_every_verb_is_a_sentence_even_where_a_fact_is_missing(verb: str) -> None:
    text = deed_text(verb, {})
    assert text
    assert "{" not in text


@pytest.mark.parametrize(("count", "people"), [(1, "1 person"), (3, "3 people")])
def test_of_a_tag_it_is_said_how_many_people_have_it(count: int, people: str) -> None:
    facts = {"count": count, "tag": "Choir"}
    assert deed_text("tag_people", facts) == f"Tagged {people} with “Choir”"
    assert deed_text("untag_people", facts) == f"Took “Choir” from {people}"


def test_a_day_is_written_as_days_are() -> None:
    facts = {"group": "Kaitreff", "day": "2026-02-24"}
    text = deed_text("add_gathering", facts)
    assert text == "Noted a gathering of “Kaitreff” on 24 Feb 2026"
    with translation.override("de"):
        assert "24. Feb. 2026" in deed_text("add_gathering", facts)
    assert "whenever" in deed_text("add_gathering", {"day": "whenever"})


def test_that_a_number_was_forgotten_can_be_said(
    book: Book, hand: Hand, ben: Person
) -> None:
    segment = add_segment(book.pk, hand=hand, name="Werften", tags=["x"]).uid
    for count in (3, None):
        say_reach(book.pk, segment, ben.uid, hand=hand, count=count)
    assert [line.text for line in deeds(book.pk).object_list[:2]] == [
        "Noted how many in “Werften” Ben Brandt knows",
    ] * 2
