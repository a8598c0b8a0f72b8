"""``kontor log``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person, Promise, Touch

Kontor = Callable[..., Any]


def test_a_line_is_shown_for_a_nod_and_saved(kontor: Kontor, ben: Person) -> None:
    ran = kontor(
        "log", "Coffee with Ben Brandt 40 min, sends an offer by Friday", typed="\n"
    )
    assert "  2 Mar 2026, Meeting, 40 min\n" in ran.out
    assert "They promise: sends an offer (Fri 6 Mar)" in ran.out
    assert "Noted a contact with Ben Brandt" in ran.out
    assert Touch.objects.get().minutes == 40
    assert Promise.objects.get().due == date(2026, 3, 6)


def test_without_the_nod_nothing_is_noted(kontor: Kontor, ben: Person) -> None:
    ran = kontor("log", "called", "Ben Brandt", typed="maybe\nn\n")
    assert ran.out.endswith("Nothing was noted.\n")
    assert not Touch.objects.exists()


def test_yes_saves_at_once_and_somebody_new_is_added(kontor: Kontor) -> None:
    ran = kontor("log", "--yes", "called Nora Neu yesterday, 10 min")
    assert ran.out.startswith("Noted a contact with Nora Neu\n")
    assert ran.out.endswith("Added: Nora Neu\n")
    touch = Touch.objects.get()
    assert (touch.day, touch.channel) == (date(2026, 3, 1), "call")
    assert Person.objects.filter(family="Neu").exists()


def _two_bens(book: Book, hand: Hand) -> None:
    add_person(book.pk, hand=hand, name="Ben Albers")


def test_of_two_the_one_who_was_chosen_is_shown_and_noted(
    kontor: Kontor, book: Book, hand: Hand, ben: Person
) -> None:
    _two_bens(book, hand)
    ran = kontor("log", "called Ben", typed="7\n2\ny\n")
    chosen = Touch.objects.get().participants.get().person.display
    assert ran.err.splitlines()[0] == "Which Ben?"
    assert ran.err.splitlines()[2].split() == ["2", *chosen.split()]
    assert ran.out.startswith(f"  {chosen}\n")


def test_of_two_nobody_is_chosen_where_nobody_can_be_asked(
    kontor: Kontor, book: Book, hand: Hand, ben: Person
) -> None:
    _two_bens(book, hand)
    ran = kontor("log", "called Ben", "--json")
    assert (ran.status, ran.json["error"]) == (1, "several")
    # An id is no word of a line; a mail address is.
    assert ran.json["text"].endswith("or give a mail address in its place.")
    assert not Touch.objects.exists()


@pytest.mark.parametrize("words", [[""], ["  "], ["", " "]])
@pytest.mark.parametrize("typed", [None, "y\n"])
def test_an_empty_line_is_wrong_use(
    kontor: Kontor, ben: Person, words: list[str], typed: str | None
) -> None:
    ran = kontor("log", *words, typed=typed)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "The line is empty. Say whom, how and when: kontor log "
        '"called NAME yesterday, 10 min"\n'
    )
    assert kontor("log", "", "--json").json["error"] == "usage"


def test_many_lines_and_one_bad_one_costs_no_other(
    kontor: Kontor, book: Book, hand: Hand, ben: Person
) -> None:
    add_person(book.pk, hand=hand, name="Ben Albers")
    lines = "called Ben Brandt 5 min\ncalled Ben\n\nlunch with Ben Albers\n"
    ran = kontor("log", piped=lines)
    assert ran.status == 1
    assert ran.out == (
        "Noted a contact with Ben Brandt\nNoted a contact with Ben Albers\n"
    )
    assert ran.err.startswith("called Ben: Ben may be any of:")
    assert Touch.objects.count() == 2


def test_many_lines_in_json(kontor: Kontor, ben: Person) -> None:
    ran = kontor("log", "-", "--json", piped="called Ben Brandt\n,\n")
    first, second = ran.json
    assert (ran.status, ran.err) == (1, "")
    assert first["line"] == "called Ben Brandt"
    assert isinstance(first["deed"], int)
    assert second["error"] == "nobody_there"


def test_without_a_terminal_nobody_new_is_added_unless_told_to(
    kontor: Kontor, ben: Person
) -> None:
    ran = kontor("log", piped="called nora neu\ncalled Ben Brandt\n")
    assert (ran.status, ran.out) == (1, "Noted a contact with Ben Brandt\n")
    assert ran.err == (
        "called nora neu: Nobody in “Anna Ahlers” is called Nora Neu. To add them, "
        "say --yes.\n"
    )
    ran = kontor("log", "--yes", piped="called nora neu\n")
    assert ran.out == "Noted a contact with Nora Neu\nAdded: Nora Neu\n"


def test_json_says_who_was_added_and_adds_nobody_unless_told_to(
    kontor: Kontor, ben: Person
) -> None:
    line = "called Ben Brandt and Nora Neu"
    ran = kontor("log", line, "--json")
    assert (ran.status, ran.json["error"]) == (1, "not_in_book")
    assert not Touch.objects.exists()
    assert kontor("log", line, "--json", "--yes").json["new"] == ["Nora Neu"]
    assert kontor("log", line, "--json").json["new"] == []


def test_lines_typed_one_by_one_are_nodded_to(kontor: Kontor, ben: Person) -> None:
    ran = kontor("log", typed="called Ben Brandt\ny\nwrote to Ben Brandt\nn\n")
    assert ran.status == 0
    assert Touch.objects.count() == 1


def test_a_day_that_is_none_is_refused_and_costs_no_other_line(
    kontor: Kontor, ben: Person
) -> None:
    lines = (
        "called Ben Brandt on 31.2.\nwrote to Ben Brandt\nBen hat am 30.2. Geburtstag\n"
    )
    ran = kontor("log", "--yes", piped=lines)
    assert ran.status == 1
    assert ran.out == "Noted a contact with Ben Brandt\n"
    assert ran.err.splitlines() == [
        "called Ben Brandt on 31.2.: There is no day “31.2.” in the calendar. Write "
        "the line again with the right one.",
        "Ben hat am 30.2. Geburtstag: There is no day “30.2.” in the calendar. Write "
        "the line again with the right one.",
    ]


def test_a_promise_until_a_day_that_is_none_is_refused_too(
    kontor: Kontor, ben: Person
) -> None:
    ran = kontor("log", "--json", "called Ben Brandt, sends an offer by Feb 30")
    assert (ran.status, ran.json["error"]) == (1, "not_a_day")
    assert not Promise.objects.exists()


def test_at_the_terminal_the_right_day_is_asked_for(
    kontor: Kontor, ben: Person
) -> None:
    ran = kontor(
        "log",
        "called Ben Brandt on 31.2., sends an offer by 31.4.",
        typed="soon\n28.2.\n30.4.\ny\n",
    )
    assert "There is no day “31.2.” in the calendar." in ran.err
    assert "“soon” is not a day." in ran.err
    assert Touch.objects.get().day == date(2026, 2, 28)
    assert Promise.objects.get().due == date(2026, 4, 30)


def test_a_birthday_is_shown_for_a_nod_and_is_no_touch(
    kontor: Kontor, ben: Person
) -> None:
    ran = kontor("log", "Ben's birthday is March 12 1980", typed="y\n")
    assert "  Ben Brandt\n  Birthday: 12 Mar 1980\n" in ran.out
    assert "Changed Ben Brandt" in ran.out
    ben.refresh_from_db()
    assert (ben.birth_year, ben.birth_month, ben.birth_day) == (1980, 3, 12)
    assert not Touch.objects.exists()


def test_the_day_of_a_birthday_that_is_none_is_asked_for(
    kontor: Kontor, ben: Person
) -> None:
    kontor("log", "Ben hat am 30.2. Geburtstag", typed="29.2.\ny\n")
    ben.refresh_from_db()
    assert (ben.birth_month, ben.birth_day) == (2, 29)


def test_of_many_the_rest_are_counted(kontor: Kontor, book: Book, hand: Hand) -> None:
    for number in range(9):
        add_person(book.pk, hand=hand, name=f"Ben Albers{number}")
    ran = kontor("log", "called Ben", "--json")
    # Nine, and six of them are named.
    assert "Ben Albers5 and 3 more. Say more of the name" in ran.json["text"]
    ran = kontor("log", "called Ben", typed="1\ny\n")
    assert "and 3 more: stop with Ctrl+C and write more of the name." in ran.err
