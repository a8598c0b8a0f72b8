"""``kontor log``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

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
    assert not Touch.objects.exists()


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
