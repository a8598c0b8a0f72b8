"""``kontor promise``, ``promises``, ``kept`` and ``moved``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kontor.records.models import Person, Promise

Kontor = Callable[..., Any]


@pytest.fixture
def two(kontor: Kontor, ben: Person) -> None:
    kontor("promise", "Ben", "send the brochure", "--until", "friday")
    kontor("promise", "Ben", "send an offer", "--theirs")


def test_a_promise_has_a_day_and_a_side(kontor: Kontor, two: None) -> None:
    mine, theirs = Promise.objects.order_by("pk")
    assert (mine.due, mine.by) == (date(2026, 3, 6), "me")
    assert (theirs.due, theirs.by) == (None, "them")


def test_promises_are_listed_the_most_pressing_first(kontor: Kontor, two: None) -> None:
    first, second = kontor("promises").out.splitlines()
    assert first.split("  ")[:2] == ["Fri 6 Mar", "send the brochure"]
    assert first.endswith("for Ben Brandt")
    assert second.startswith("no day")
    assert second.endswith("promised by Ben Brandt")
    assert len(kontor("promises", "--json").json) == 2


def test_a_promise_is_kept_by_its_words_and_opened_again(
    kontor: Kontor, two: None
) -> None:
    kontor("kept", "BROCHURE")
    kept = Promise.objects.get(text="send the brochure")
    assert kept.done_on == date(2026, 3, 2)
    kontor("promise", "Ben", "brochure", "--reopen")
    kept.refresh_from_db()
    assert kept.done_on is None


def test_a_promise_is_moved_to_a_day_or_to_none(kontor: Kontor, two: None) -> None:
    kontor("moved", "the", "brochure", "in 2 weeks")
    moved = Promise.objects.get(text="send the brochure")
    assert moved.due == date(2026, 3, 16)
    kontor("moved", str(moved.uid), "none")
    moved.refresh_from_db()
    assert moved.due is None


def test_a_promise_is_reworded_and_removed(kontor: Kontor, two: None) -> None:
    kontor("promise", "Ben", "brochure", "--reword", "bring it")
    assert Promise.objects.filter(text="bring it").exists()
    kontor("promise", "Ben", "bring it", "--remove")
    assert Promise.objects.count() == 1


def test_words_that_fit_none_or_several_are_refused(kontor: Kontor, two: None) -> None:
    assert kontor("kept", "send", "--json").json["error"] == "several_promises"
    assert kontor("kept", "paint", "--json").json["error"] == "no_such_promise"


def test_nothing_promised_is_said(kontor: Kontor) -> None:
    assert kontor("promises").out == "Nothing is promised.\n"
