from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.core.connections.naming import Naming, initials

BEN = Naming(
    ["Dr. Ben Müller"],
    [("Ben", "Müller")],
    ["ben@x.example", "+49451123456", "0451 / 12 34 56"],
    ["Ben", "Müller", "Benni"],
)


@pytest.mark.parametrize(
    "text",
    [
        "Lunch with Ben Müller.",
        "lunch with ben müller",
        "Müller, Ben",
        "ben-mueller.vcf",
        "Ben Muller",
        "Dr. Ben Müller",
        "write to BEN@x.example!",
        "ring 0451 123456",
        "ring +49 451 12 34 56",
        "ring (0451) 12-34-56",
    ],
)
def test_somebody_is_found_however_they_are_written(text: str) -> None:
    assert BEN.stands_in(text)
    assert not BEN.stands_in(BEN.taken_out(text))


@pytest.mark.parametrize(
    "text",
    ["", "Ben", "Müller", "Eva Müller", "Ben Müllerstein", "Ruben Müller",
     "reuben@x.example", "ben@x.example.org1", "0451 1234567"],
)  # fmt: skip
def test_who_only_looks_alike_is_somebody_else(text: str) -> None:
    assert not BEN.stands_in(text)


@pytest.mark.parametrize(
    ("text", "near"),
    [("With Benni at the fair", True), ("Müllers Garten, ben", True),
     ("The benefit of it", False), ("Mit Eva", False)],
)  # fmt: skip
def test_of_a_time_with_them_one_word_is_enough(text: str, near: bool) -> None:
    assert BEN.stands_near(text) is near


def test_only_their_name_is_taken_out() -> None:
    assert BEN.taken_out("Dr. Ben Müller, Eva Nord") == "…, Eva Nord"
    assert BEN.taken_out("Changed Ben Müller") == "Changed …"
    assert BEN.taken_out("Eva Nord") == "Eva Nord"


def test_a_single_name_goes_only_where_it_is_all_there_is() -> None:
    ida = Naming(["Ida"], [], [], ["Ida"])
    assert ida.taken_out("Ida, Ida Krause") == "…, Ida Krause"
    assert ida.stands_in("Ida")
    assert not ida.stands_in("Ida Krause")


def test_it_is_taken_out_of_lists_and_dictionaries_too() -> None:
    before = {"name": "Ben Müller", "n": 3, "more": [{"x": "Ben Müller, Eva"}, None]}
    assert BEN.is_anywhere_in(before)
    after = BEN.taken_out_of(before)
    assert after == {"name": "…", "n": 3, "more": [{"x": "…, Eva"}, None]}
    assert not BEN.is_anywhere_in(after)


def test_nobody_is_named_nowhere() -> None:
    nobody = Naming([], [], [], [])
    assert not nobody.stands_in("anything at all")
    assert not nobody.stands_near("anything at all")
    assert nobody.words == set()


def test_one_of_the_words_stands_wherever_they_are_named() -> None:
    assert BEN.words >= {"Müller", "ben@x.example"}


def test_a_firm_may_bear_the_family_name() -> None:
    assert BEN.is_borne_by("Müller Feinkost")
    assert BEN.is_borne_by("Ben Müller & Co")
    assert not BEN.is_borne_by("Mühle am See")
    assert not BEN.is_borne_by("Ben's Diner")


@given(st.text())
def test_any_text_is_left_without_the_name(text: str) -> None:
    assert not BEN.stands_in(BEN.taken_out(text))
    assert not BEN.stands_in(BEN.taken_out(f"{text} Ben Müller {text}"))


@pytest.mark.parametrize(
    ("name", "short"),
    [("Eva Nord", "E. N."), ("Anna von der Heide", "A. V. D. H."), ("", "…"),
     ("Jean-Luc", "J."), ("info@x.example", "I. X. E.")],
)  # fmt: skip
def test_initials_tell_nobody(name: str, short: str) -> None:
    assert initials(name) == short
