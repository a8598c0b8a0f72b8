"""``kontor retention``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kontor.records.models import Book, Person

Kontor = Callable[..., Any]


@pytest.fixture
def silent(kontor: Kontor, ben: Person) -> Person:
    """Ben, in the book for four years without a word."""
    kontor("settings", "retention_years=3")
    Person.objects.filter(pk=ben.pk).update(known_since=date(2022, 1, 1))
    return ben


def test_without_a_rule_nobody_is_listed_and_one_is_offered(
    kontor: Kontor, ben: Person
) -> None:
    assert "kontor settings retention_years=3" in kontor("retention").out
    assert kontor("retention", "--json").json["years"] is None


def test_whoever_is_silent_is_listed_and_kept(kontor: Kontor, silent: Person) -> None:
    out = kontor("retention").out
    assert "Silent for 3 years or more." in out
    assert "Ben Brandt" in out and "no contact noted" in out
    told = kontor("retention", "--json").json
    assert (told["count"], told["people"][0]["known_since"]) == (1, "2022-01-01")
    assert "1 person has been silent for very long" in kontor("week").out
    assert "Decided to keep Ben Brandt" in kontor("retention", "keep", "Ben").out
    assert "Nobody has been silent" in kontor("retention").out
    assert kontor("week", "--json").json["silent"] == 0


@pytest.mark.parametrize("words", [("Ben",), ("keep",), ("drop", "Ben")])
def test_only_keeping_can_be_said(
    kontor: Kontor, silent: Person, words: tuple[str, ...]
) -> None:
    assert kontor("retention", *words, "--json").json["error"] == "not_keep"
    assert Person.objects.get(pk=silent.pk).kept_on is None


def test_the_rule_is_a_setting_that_can_be_taken_off(
    kontor: Kontor, book: Book
) -> None:
    assert "retention_years=\n" in kontor("settings").out
    kontor("settings", "retention_years=5")
    assert "retention_years=5\n" in kontor("settings").out
    assert kontor("settings", "--json").json["retention_years"] == 5
    kontor("settings", "retention_years=")
    assert Book.objects.get(pk=book.pk).retention_years is None
    for wrong in ("0", "31", "x"):
        assert kontor("settings", f"retention_years={wrong}").status == 1
