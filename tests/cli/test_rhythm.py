"""``kontor rhythm``, ``pin``, ``rest``, ``wake``, ``resting`` and ``sort``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person

Kontor = Callable[..., Any]


@pytest.mark.parametrize(
    ("how", "kept"),
    [("b", ("B", None)), ("45", ("own", 45)), ("none", ("", None))],
)
def test_a_rhythm_is_a_class_days_or_none(
    kontor: Kontor, ben: Person, how: str, kept: tuple[str, int | None]
) -> None:
    kontor("rhythm", "Ben", "Brandt", "D")
    ran = kontor("rhythm", "Ben", "Brandt", how)
    ben.refresh_from_db()
    assert (ran.status, (ben.rhythm, ben.rhythm_days)) == (0, kept)


def test_what_is_no_rhythm_is_refused(kontor: Kontor, ben: Person) -> None:
    assert kontor("rhythm", "Ben", "E", "--json").json["error"] == "no_rhythm"


def test_a_tie_is_vouched_for_and_no_longer(kontor: Kontor, ben: Person) -> None:
    kontor("pin", "Ben")
    ben.refresh_from_db()
    assert ben.pinned
    kontor("pin", "Ben", "--off")
    ben.refresh_from_db()
    assert not ben.pinned
    assert kontor("pin", "Ben", "--off").out == "Nothing to change.\n"


def test_rest_until_a_day_and_wake(kontor: Kontor, ben: Person, today: date) -> None:
    kontor("rest", "Ben", "--until", "2026-06-01")
    ben.refresh_from_db()
    assert (ben.resting_since, ben.resting_until) == (today, date(2026, 6, 1))
    assert "Ben Brandt" in kontor("resting").out
    (line,) = kontor("resting", "--json").json
    assert (line["person"]["name"], line["can_wake"]) == ("Ben Brandt", True)
    kontor("wake", "Ben")
    assert kontor("resting").out == "Nobody is left alone.\n"


@pytest.fixture
def four(book: Book, hand: Hand) -> None:
    for name in ("Ada", "Bo", "Cem", "Dora"):
        add_person(book.pk, hand=hand, name=f"{name} [Alt]")


def test_one_is_sorted_by_name(kontor: Kontor, four: None) -> None:
    assert kontor("sort", "Ada", "often", "--json").json["verb"] == "sort_person"
    assert Person.objects.get(given="Ada").rhythm == "A"
    assert kontor("sort", "Bo", "always", "--json").json["error"] == "no_rhythm"


def test_ten_are_asked_about_and_the_rest_waits(kontor: Kontor, four: None) -> None:
    # Often; something that is none of the answers and is asked again; skipped; stop.
    ran = kontor("sort", typed="o\nwhat\n\nrar\nq\n")
    assert "0 of 4 sorted." in ran.out
    assert sorted(Person.objects.values_list("rhythm", flat=True)) == [
        "", "", "", "A", "D",
    ]  # fmt: skip
    assert kontor("sort", "--json").json["left"] == 2


def test_who_has_no_terminal_gets_a_list(kontor: Kontor, four: None) -> None:
    assert kontor("sort").out.count("[Alt]") == 4
    for name in ("Ada", "Bo", "Cem", "Dora"):
        kontor("sort", name, "private")
    assert kontor("sort").out == "Everybody is sorted.\n"


def test_a_rhythm_of_one_day_is_every_day(kontor: Kontor, ben: Person) -> None:
    kontor("rhythm", "Ben", "1")
    assert "Own rhythm: every day" in kontor("show", "Ben").out
    assert "You want to be in touch every day, no contact" in kontor("week").out


def test_who_stands_in_the_plan_is_not_left_alone(
    kontor: Kontor, book: Book, hand: Hand, ben: Person
) -> None:
    add_person(book.pk, hand=hand, name="Ada Alt")
    for name in ("Ben", "Ada"):
        kontor("rhythm", name, "30")
    planned = [
        line["person"]["name"] for line in kontor("week", "--json").json["lines"]
    ]
    assert sorted(planned) == ["Ada Alt", "Ben Brandt"]
    assert kontor("resting").out == "Nobody is left alone.\n"
    # The owner's own word counts at once.
    kontor("rest", "Ben")
    assert "Ben Brandt" in kontor("resting").out
    # Put off is out of the plan, and left alone until then.
    kontor("later", "Ada")
    assert "Ada Alt" in kontor("resting").out
