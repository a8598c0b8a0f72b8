from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.csv.choices import choice_of, form_of
from kontor.exchange.csv.survey import Survey, survey

BARE = "Anna Abt,Anna,Abt,a@abt.example\nBen Bock,Ben,Bock,b@bock.example\n"
CUSTOMERS = (
    "Kdnr;Bezeichnung;Strasse Kunde;PLZ Kunde;Ort Kunde;Mailadresse Kunde;Rufnr;Geb\n"
    "100;Anna Abt;Am Markt 3;50667;Köln;a@abt.example;0221 123456;12.3.1970\n"
    "101;Ben Bock;Weg 4a;50668;Bonn;b@bock.example;+49 228 123456;1.4.1981\n"
)


def look(text: str) -> Survey:
    return survey(text.encode())


def guesses(text: str) -> list[str]:
    return [choice_of(column.guess) for column in look(text).columns]


def test_each_column_shows_its_first_row_and_three_values_below_it() -> None:
    found = look("Was;Wer\n1;A\n2;A\n3;B\n4;C\n5;D\n")
    assert [column.name for column in found.columns] == ["Was", "Wer"]
    assert found.columns[0].samples == ("1", "2", "3")
    assert found.columns[1].samples == ("A", "B", "C")
    assert found.has_heading
    assert found.unclear


def test_meanings_are_guessed_by_words_in_the_heading_and_by_what_columns_hold() -> (
    None
):
    assert guesses(CUSTOMERS) == [
        "keep", "name", "street", "postcode", "city", "mail", "phone", "birthday",
    ]  # fmt: skip


def test_a_first_row_with_an_address_in_it_is_no_heading() -> None:
    found = look(BARE)
    assert not found.has_heading
    assert [column.name for column in found.columns] == ["#1", "#2", "#3", "#4"]
    assert guesses(BARE) == ["name", "given", "family", "mail"]


def test_of_a_table_that_is_clear_nothing_is_guessed_beyond_what_it_says() -> None:
    found = look("Vorname,Nachname,Mutter E-Mail\nAnna,Abt,m@abt.example\n")
    assert not found.unclear
    assert [column.guess for column in found.columns][2] == ""


def test_days_of_this_century_are_no_birthdays() -> None:
    assert guesses("Wer;Am\nAnna Abt;3.4.2021\nBen Bock;4.5.2022\n") == ["name", "keep"]


def test_what_was_said_of_a_heading_before_is_the_guess() -> None:
    found = survey(b"Dings;Bums\nx;y\nz;u\n", {"dings": "nickname", "bums": "-"})
    assert [column.guess for column in found.columns] == ["nickname", "-"]


class TestShape:
    def test_it_is_that_of_the_headings_and_not_of_the_rows(self) -> None:
        more = CUSTOMERS + "102;Cem Can;Weg 5;50669;Köln;c@can.example;;\n"
        assert look(CUSTOMERS).shape == look(more).shape
        assert look(CUSTOMERS.replace("Kdnr", "Nr")).shape != look(more).shape

    def test_it_does_not_mind_how_a_heading_is_written(self) -> None:
        shouted = CUSTOMERS.replace("Strasse Kunde", "STRASSE  KUNDE")
        assert look(shouted).shape == look(CUSTOMERS).shape

    def test_without_heading_it_is_that_of_what_the_columns_hold(self) -> None:
        other = "Cem Can,Cem,Can,c@can.example\nDora Dahl,Dora,Dahl,d@d.example\n"
        assert look(BARE).bare_shape == look(other).bare_shape != ""

    def test_where_a_heading_could_be_taken_for_somebody_there_is_none(self) -> None:
        # Nothing in the first row tells that it is not a heading.
        assert look("Anna,Abt\nBen,Bock\n").bare_shape == ""
        assert look("Wer,Mail\nAnna,a@abt.example\n").bare_shape == ""


@pytest.mark.parametrize(
    ("choice", "form"),
    [
        ("family", "name.family"),
        ("phone:work", "phone:work"),
        ("mobile", "phone:mobile"),
        ("role#2", "job.role#2"),
        ("city:home#2", "address.city:home#2"),
        ("keep", ""),
        ("out", "-"),
        ("through", "related:referred-by"),
        ("birthday.year", "birthday.year"),
    ],
)
def test_a_word_stands_for_a_meaning_and_back(choice: str, form: str) -> None:
    assert form_of(choice) == form
    assert choice_of(form) == choice


def test_a_word_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="quatsch"):
        form_of("quatsch")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise(head: bytes) -> None:
    for column in survey(head).columns:
        assert form_of(choice_of(column.guess)) == column.guess.rstrip("!")


@pytest.mark.parametrize(
    ("heading", "guess"),
    [("Projekt Title", "role"), ("Kunde Anrede", "title"), ("Kunde Namen", "name")],
)
def test_a_word_that_means_something_else_beside_others_is_guessed_by_itself(
    heading: str, guess: str
) -> None:
    assert guesses(f"Kdnr;{heading}\n1;abc\n2;def\n") == ["keep", guess]


def test_a_heading_as_long_as_a_letter_is_looked_at_quickly() -> None:
    begun = time.process_time()
    found = look(f"Kdnr;{'dear reader, ' * 2_000}\n1;abc\n2;def\n")
    assert found.columns[1].guess == ""
    # All words beside each other, taken together in every way, would take minutes.
    assert time.process_time() - begun < 5


def test_what_is_guessed_of_columns_of_google_can_be_said_again() -> None:
    (column, *_) = look("Address 1 - Formatted;Wert\nMarkt 3;1\nWeg 4;2\n").columns
    assert column.guess == "address.formatted#1"
    assert form_of(choice_of(column.guess)) == column.guess
