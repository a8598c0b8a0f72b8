"""Rows in whose texts some words stand."""

from __future__ import annotations

import pytest
from django.db import connection

from kontor.actions.connections.people import add_person
from kontor.actions.connections.touches import log_touch
from kontor.lib.hand import Hand
from kontor.records.erasing.texts import holding, of_book
from kontor.records.models import Book, Deed, Person, Touch


def _notes(book: Book, words: set[str]) -> list[str]:
    rows = of_book(Touch.objects.all(), book.pk)
    return [touch.note for touch in holding(rows, words, "note", "place")]


@pytest.fixture
def noted(book: Book, hand: Hand, ben: Person) -> list[str]:
    notes = [
        "Anruf bei MUELLER",
        "muller war da",
        "Müller sagt nein",
        "0171 5551234 angerufen",
        "+49 171 555 12 34",
        "mueller@web.example",
        "nothing of it",
        "",
    ]
    for note in notes:
        log_touch(book.pk, [ben.uid], hand=hand, note=note)
    return notes


def test_a_name_is_found_however_its_umlaut_is_written(
    book: Book, noted: list[str]
) -> None:
    assert _notes(book, {"Müller"}) == [*noted[:3], noted[5]]
    # A place is looked into as well.
    Touch.objects.filter(note="").update(place="bei Müllers")
    assert _notes(book, {"Müller"}) == [*noted[:3], noted[5], ""]


def test_a_word_in_which_another_one_stands_costs_nothing_and_loses_nothing(
    book: Book, noted: list[str]
) -> None:
    with_mail = {"Müller", "mueller@web.example"}
    assert _notes(book, with_mail) == _notes(book, {"Müller"})
    assert _notes(book, {"mueller@web.example"}) == [noted[5]]


def test_a_number_is_found_with_and_without_its_country(
    book: Book, noted: list[str]
) -> None:
    assert _notes(book, {"+491715551234"}) == [noted[3]]
    # And as the book has it written.
    assert _notes(book, {"+491715551234", "+49 171 555 12 34"}) == noted[3:5]


def test_a_word_in_json_is_found_whether_or_not_it_is_escaped(
    book: Book, hand: Hand
) -> None:
    add_person(book.pk, hand=hand, name="Eva Müller")
    Deed.objects.filter(book=book, verb="add_person").update(kept=["Müller"])
    rows = of_book(Deed.objects.all(), book.pk)
    assert [d.verb for d in holding(rows, {"Müller"}, "kept")] == ["add_person"]


def test_without_words_nothing_is_found(book: Book, noted: list[str]) -> None:
    assert _notes(book, set()) == []


def test_only_the_book_is_read_and_straight_through(
    book: Book, clara_book: Book, hand: Hand, noted: list[str]
) -> None:
    zoe = add_person(clara_book.pk, hand=hand, name="Zoe").uid
    log_touch(clara_book.pk, [zoe], hand=hand, note="Müller war da")
    assert len(_notes(book, {"Müller"})) == 4
    assert _notes(clara_book, {"Müller"}) == ["Müller war da"]
    plan = of_book(Touch.objects.all(), book.pk).explain()
    assert "SEARCH" not in plan
    assert connection.vendor != "sqlite" or "SCAN records_touch" in plan
