from __future__ import annotations

import pytest

from kontor.core.connections.duplicates.near import (
    DIFFERENT,
    EQUAL,
    NEAR,
    UNKNOWN,
    text_levels,
)
from kontor.core.connections.duplicates.words import Words


def level(one, other, *, parted=True):
    words = Words(parted=parted)
    return text_levels(words, words.column([one]), words.column([other]))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("van der Heide", "VANDERHEIDE"),
        ("Hans-Peter", "Hans Peter"),
    ],
)
def test_spellings_of_one_name_are_equal(one, other):
    assert level(one, other) == EQUAL


def test_near_begins_at_a_likeness_of_88():
    # Dixon and Dicksonx: Jaro (4/5 + 4/8 + 1) / 3 = .767, two letters in front make
    # .767 + 2 · .1 · .233 = .813. Martha and Marhta: (1 + 1 + 5/6) / 3 = .944, three
    # letters in front make .961.
    assert level("Dixon", "Dicksonx", parted=False) == DIFFERENT
    assert level("Martha", "Marhta", parted=False) == NEAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller-Lüdenscheidt", "Müller"),
        ("Müller-Lüdenscheidt", "Lüdenscheidt"),
        ("Max", "Maximilian"),
        ("K", "Karla"),
        ("Hans", "Johannes"),
        ("Bob", "Robert"),
        ("Bob", "Rob"),
        # Jaro-Winkler gives .85: (3/4 + 3/4 + 1) / 3 = .833, one letter in front.
        ("Keta", "Kata"),
    ],
)
def test_names_are_near_by_their_parts_too(one, other):
    assert level(one, other) == NEAR


@pytest.mark.parametrize(("one", "other"), [("Anna", "Bernd"), ("Kim", "Tim")])
def test_other_names_are_different(one, other):
    assert level(one, other) == DIFFERENT


def test_streets_are_not_near_by_one_word():
    assert level("Gartenweg 5", "Lindenallee 5", parted=False) == DIFFERENT


@pytest.mark.parametrize(("one", "other"), [("", "Anna"), ("", ""), ("?!", "Anna")])
def test_what_is_missing_says_nothing(one, other):
    assert level(one, other) == UNKNOWN
