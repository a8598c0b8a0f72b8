"""``kontor week``, ``done`` and ``later``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.overview import learn
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person, PlanLine, Touch

Kontor = Callable[..., Any]


@pytest.fixture
def due(book: Book, hand: Hand, ben: Person) -> Person:
    """Ben, to be in touch with every two months and never yet."""
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="B")
    return ben


def test_an_empty_book_says_what_to_do(kontor: Kontor) -> None:
    ran = kontor("week")
    assert "The book is empty. Bring your contacts: kontor import FILE" in ran.out


def test_the_plan_says_whom_and_why(
    kontor: Kontor, book: Book, hand: Hand, due: Person, today: date
) -> None:
    add_promise(book.pk, due.uid, hand=hand, text="send [the] offer", due=today)
    add_person(book.pk, hand=hand, name="Ina", birthday=(1990, 3, 5))
    ran = kontor("week")
    assert "1. Ben Brandt" in ran.out
    assert "You want to be in touch every 2 months" in ran.out
    assert "send [the] offer" in ran.out
    assert "Ina  turns 36" in ran.out
    # Ina has neither rhythm nor touch.
    assert "1 person is not sorted yet: kontor sort" in ran.out
    assert "assumed here, not proved" in ran.out
    assert "Weight in this week's order" not in ran.out


def test_why_shows_the_sum_in_words_as_long_as_there_is_no_history(
    kontor: Kontor, due: Person
) -> None:
    lines = kontor("week", "--why").out.splitlines()
    assert any("Weight in this week's order" in line for line in lines)
    assert any("for comparing only" in line for line in lines)
    (chance,) = [line for line in lines if "if you do nothing" in line]
    # Never in touch: 1 - (150 / 240) ** 0.35 is 0.15, below the edge of 0.2.
    assert chance.endswith("very unlikely")


def test_promises_without_a_day_are_counted_not_listed(
    kontor: Kontor, book: Book, hand: Hand, ben: Person
) -> None:
    for number in range(4):
        add_promise(book.pk, ben.uid, hand=hand, text=f"Thing {number}")
    ran = kontor("week")
    assert "4 without a day: kontor promises" in ran.out
    assert "Thing" not in ran.out
    week = kontor("week", "--json").json
    assert (week["promises"], week["undated"]) == ([], 4)


def test_nothing_of_confidential_people_is_printed(
    kontor: Kontor, book: Book, hand: Hand, today: date
) -> None:
    values = {"birthday": (1990, 3, 5), "confidential": True}
    ina = add_person(book.pk, hand=hand, name="Ina", **values).uid
    add_promise(book.pk, ina, hand=hand, text="the papers", due=today)
    add_promise(book.pk, ina, hand=hand, text="the keys")
    for options in ((), ("--json",)):
        ran = kontor("week", *options)
        assert [word for word in ("Ina", "papers", "keys") if word in ran.out] == []


def test_the_first_look_of_a_day_learns_from_the_past(
    kontor: Kontor, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned: list[int] = []
    monkeypatch.setattr(learn, "learn", lambda book, hand: learned.append(book))
    kontor("week")
    kontor("week")
    assert learned == [book.pk]


def test_the_plan_in_json(kontor: Kontor, due: Person) -> None:
    week = kontor("week", "--json").json
    assert (week["week"], week["first"], week["last"]) == (
        10,
        "2026-03-02",
        "2026-03-08",
    )
    (line,) = week["lines"]
    assert line["person"]["name"] == "Ben Brandt"
    assert line["code"]
    assert set(week) == {
        "week", "first", "last", "lines", "promises", "birthdays", "resting",
        "undated", "unsorted", "silent", "history",
    }  # fmt: skip


def test_done_is_a_touch_and_can_be_taken_back(kontor: Kontor, due: Person) -> None:
    ran = kontor("done", "Ben", "Brandt", "--channel", "call", "--note", "hello")
    assert "Was in touch with Ben Brandt, as planned" in ran.out
    touch = Touch.objects.get()
    assert (touch.channel, touch.note) == ("call", "hello")
    kontor("undo")
    assert not Touch.objects.exists()


def test_later_until_a_day(kontor: Kontor, due: Person, today: date) -> None:
    done = kontor("later", "Ben", "--until", "friday", "--json").json
    assert done["verb"] == "plan_later"
    line = PlanLine.objects.get(person=due)
    assert (line.state, line.later_until) == ("later", today + timedelta(days=4))


def test_who_is_not_planned_cannot_be_done(kontor: Kontor, ben: Person) -> None:
    ran = kontor("done", "Ben", "--json")
    assert (ran.status, ran.json["error"]) == (1, "not_planned")


def test_a_day_that_is_none_is_refused(kontor: Kontor, due: Person) -> None:
    ran = kontor("later", "Ben", "--until", "soon", "--json")
    assert ran.json["error"] == "no_day"
