"""What the Tab key offers."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.cli import complete
from kontor.lib.hand import Hand
from kontor.records.models import Book

Kontor = Callable[..., Any]


@pytest.fixture
def tab(kontor: Kontor, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Press the Tab key at the end of a line in bash."""

    def press(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("_KONTOR_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        offered: list[str] = kontor().out.splitlines()
        return [word for word in offered if word]

    return press


@pytest.fixture
def three(book: Book, hand: Hand) -> None:
    for name in ("Ben Brandt", "Berta Boll", "Cem Can"):
        add_person(book.pk, hand=hand, name=name, tags=["Hafen"])


def test_commands_are_offered(tab: Callable[[str], list[str]]) -> None:
    assert tab("kontor pe") == ["people"]
    assert tab("kontor import") == ["import", "imports"]


def test_names_are_offered_in_whatever_case(
    tab: Callable[[str], list[str]], three: None
) -> None:
    assert sorted(tab("kontor show Be")) == ["Ben Brandt", "Berta Boll"]
    assert tab("kontor show ce") == ["cem Can"]


def test_the_second_word_of_a_name_goes_on_with_the_first(
    tab: Callable[[str], list[str]], three: None
) -> None:
    assert tab("kontor show Ben B") == ["Brandt"]


def test_books_tags_and_words_are_offered(
    tab: Callable[[str], list[str]], three: None
) -> None:
    assert tab("kontor people --book An") == ["Anna Ahlers"]
    assert tab("kontor tag ha") == ["hafen"]
    assert tab("kontor done Ben --channel me") == ["message", "meeting"]
    assert tab("kontor tie A B --strength c") == ["close"]
    assert tab("kontor merge A B --take no") == ["note=this", "note=other", "note=both"]


def test_only_people_of_the_book_are_offered(
    tab: Callable[[str], list[str]], clara_book: Book, hand: Hand
) -> None:
    add_person(clara_book.pk, hand=hand, name="Secret Sid")
    assert tab("kontor show Se") == []
    assert tab("kontor people --book Cl") == []


def test_whatever_goes_wrong_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[str]:
        raise OSError

    monkeypatch.setattr(complete, "_books", broken)
    assert complete.book_names("x") == []
    assert "_KONTOR_COMPLETE" not in os.environ


def test_networks_segments_and_their_words_are_offered(
    tab: Callable[[str], list[str]], kontor: Kontor
) -> None:
    kontor("group", "Tuesday Table", "--new", "--kind", "leads")
    kontor("segment", "Lawyers", "--new", "--trade", "lawyer")
    assert tab("kontor group Tu") == ["Tuesday Table"]
    assert tab("kontor attendance tu") == ["tuesday Table"]
    assert tab("kontor segment L") == ["Lawyers"]
    assert tab("kontor groups --kind l") == ["leads"]
    assert tab("kontor groups --sort ad") == ["added"]
