from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kontor.core.connections.line.phrases import candidates, leftover


def test_the_longest_candidate_comes_first() -> None:
    assert candidates("Anna Berger Laden") == [
        "Anna Berger Laden",
        "Anna Berger",
        "Anna",
    ]


def test_a_title_is_left_out_after_the_whole_phrase() -> None:
    assert candidates("Dr. Anna Berger") == ["Dr. Anna Berger", "Anna Berger", "Anna"]


def test_no_candidate_ends_in_a_particle() -> None:
    assert candidates("Anna von der Heide") == ["Anna von der Heide", "Anna"]


def test_a_family_name_is_tried_without_its_particles() -> None:
    assert candidates("Dr. von der Heide") == [
        "Dr. von der Heide",
        "von der Heide",
        "Heide",
    ]


def test_what_the_book_does_not_know_of_a_phrase_is_left_for_the_note() -> None:
    assert leftover("Dr. Anna Berger Laden", "Anna Berger") == "Laden"
    assert leftover("Anna Berger", "Anna Berger") == ""


@given(st.text())
def test_any_phrase_has_candidates_without_repeats(phrase: str) -> None:
    found = candidates(phrase)

    assert len(found) == len(set(found))
    assert bool(found) == bool(phrase.split())
