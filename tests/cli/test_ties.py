"""``kontor tie`` and ``organisation``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Work
from kontor.lib.hand import Hand
from kontor.records.models import Book, Organisation, Person, Tie

Kontor = Callable[..., Any]


@pytest.fixture
def cem(book: Book, hand: Hand, ben: Person) -> str:
    work = [Work("Elbe & [Co]", "Wirt")]
    return add_person(book.pk, hand=hand, name="Cem Can", work=work).uid


def test_two_who_know_each_other_are_tied(kontor: Kontor, cem: str) -> None:
    ran = kontor("tie", "Ben Brandt", "Cem", "--strength", "close", "--how", "choir")
    assert ran.out.startswith("Noted that Ben Brandt and Cem Can know each other")
    tie = Tie.objects.get()
    assert (tie.strength, tie.how) == (3, "choir")


def test_the_same_words_again_change_what_is_given(kontor: Kontor, cem: str) -> None:
    kontor("tie", "Ben", "Cem", "--how", "choir")
    # From the other side it is the same tie.
    kontor("tie", "Cem", "Ben", "--strength", "1")
    tie = Tie.objects.get()
    assert (tie.strength, tie.how) == (1, "choir")
    assert kontor("tie", "Ben", "Cem").out == "Nothing to change.\n"


def test_a_tie_is_removed(kontor: Kontor, cem: str) -> None:
    kontor("tie", "Ben", "Cem")
    kontor("tie", "Cem", "Ben", "--remove")
    assert not Tie.objects.exists()
    assert kontor("tie", "Ben", "Cem", "--remove", "--json").json == {
        "error": "not_tied",
        "text": "That Ben and Cem know each other is not noted.",
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["Ben", "Ben"], "with_yourself"),
        (["Ben", "Cem", "--strength", "huge"], "no_strength"),
        (["Ben", "Zoe"], "nobody"),
    ],
)
def test_what_is_no_tie_is_refused(
    kontor: Kontor, cem: str, words: list[str], code: str
) -> None:
    assert kontor("tie", *words, "--json").json["error"] == code


def test_an_organisation_is_shown_with_who_is_there(kontor: Kontor, cem: str) -> None:
    out = kontor("organisation", "elbe").out
    assert out.startswith("Elbe & [Co]\n")
    assert "Cem Can  Wirt" in out
    view = kontor("organisation", "Elbe & [Co]", "--json").json
    assert [place["person"]["name"] for place in view["people"]] == ["Cem Can"]


def test_an_organisation_is_changed(kontor: Kontor, cem: str) -> None:
    kontor("organisation", "elbe", "--note", "quiet", "--confidential")
    kontor("organisation", "elbe", "--name", "Weser AG", "--open")
    row = Organisation.objects.get()
    assert (row.name, row.note, row.confidential) == ("Weser AG", "quiet", False)
    assert kontor("organisation", "Elbe", "--json").json["error"] == "no_organisation"
