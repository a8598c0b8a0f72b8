"""``kontor undo`` and ``deeds``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kontor.records.models import Person

Kontor = Callable[..., Any]


def test_the_latest_deed_is_taken_back_and_done_again(
    kontor: Kontor, ben: Person
) -> None:
    kontor("edit", "Ben", "--note", "hello")
    ran = kontor("undo")
    assert ran.out.startswith("Undone: Changed Ben Brandt\nDo it again: kontor undo ")
    ben.refresh_from_db()
    assert ben.note == ""
    number = ran.out.split()[-1]
    kontor("undo", number)
    ben.refresh_from_db()
    assert ben.note == "hello"


def test_what_was_changed_since_is_kept_and_listed(kontor: Kontor, ben: Person) -> None:
    deed = kontor("edit", "Ben", "--note", "old", "--json").json["deed"]
    kontor("edit", "Ben", "--note", "new")
    ran = kontor("undo", str(deed))
    assert "  Kept, as it was changed since: Ben Brandt\n" in ran.out


def test_deeds_are_listed_with_their_day_and_state(kontor: Kontor, ben: Person) -> None:
    kontor("edit", "Ben", "--note", "hello")
    kontor("undo")
    undone, edited, added, opened = kontor("deeds").out.splitlines()
    # Nine o'clock in Greenwich is ten in Berlin.
    assert "2 Mar 2026 10:00  Undone: Changed Ben Brandt" in undone
    assert edited.endswith("undone")
    assert "Added Ben Brandt" in added
    assert "Opened the book “Anna Ahlers”" in opened
    assert [line["state"] for line in kontor("deeds", "--json").json] == [
        "undo", "undone", "done", "done",
    ]  # fmt: skip


def test_nothing_to_undo_is_said(kontor: Kontor) -> None:
    assert kontor("undo", "--json").json["error"] == "nothing_to_undo"
    assert kontor("undo", "99", "--json").json["error"] == "no_such_deed"


def test_a_deed_that_is_none_tells_where_the_numbers_are(kontor: Kontor) -> None:
    ran = kontor("undo", "999")
    assert ran.status == 1
    assert ran.err == "There is no deed 999 in “Anna Ahlers”. Look: kontor deeds\n"
