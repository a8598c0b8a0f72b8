from __future__ import annotations

import pytest

from kontor.core.connections.duplicates.phonetic import cologne, soundex


@pytest.mark.parametrize(
    ("name", "code"),
    [
        # The published examples of Postel's method.
        ("Müller-Lüdenscheidt", "65752682"),
        ("Breschnew", "17863"),
        ("Wikipedia", "3412"),
        ("Heinz Classen", "068586"),
    ],
)
def test_the_cologne_code_is_the_published_one(name, code):
    assert cologne(name) == code


@pytest.mark.parametrize(
    "names",
    [
        ("Meier", "Mayer", "Meyer", "Maier"),
        ("Müller", "Mueller", "Miller", "Möller"),
        ("Philipp", "Filip"),
        ("Schmidt", "Schmitt", "Schmid"),
    ],
)
def test_german_names_that_sound_alike_share_a_code(names):
    assert len({cologne(name) for name in names}) == 1


def test_a_vowel_at_the_beginning_counts_and_only_there():
    # 0 for A, then B 1 and L 5; the vowels between are left out.
    assert cologne("Abel") == "015"


def test_x_is_two_sounds_but_after_a_k():
    assert cologne("Max") == "648"
    assert cologne("Marckx") == "6748"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        # The examples of the National Archives of the United States.
        ("Washington", "W252"),
        ("Lee", "L000"),
        ("Gutierrez", "G362"),
        ("Pfister", "P236"),
        ("Jackson", "J250"),
        ("Tymczak", "T522"),
        ("Ashcraft", "A261"),
        ("Robert", "R163"),
        ("Rupert", "R163"),
    ],
)
def test_the_soundex_code_is_the_published_one(name, code):
    assert soundex(name) == code


def test_whatever_has_no_letters_has_no_code():
    assert (cologne("123 -"), soundex("123 -")) == ("", "")
