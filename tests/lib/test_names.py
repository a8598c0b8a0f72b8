from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.lib.names import (
    NameParts,
    display_name,
    family_core,
    looks_like_company,
    sort_name,
    split_name,
    with_capitals,
)

NAMES = [
    ("Anna Berger", NameParts("Anna", family="Berger")),
    ("anna berger", NameParts("anna", family="berger")),
    ("Berger, Anna", NameParts("Anna", family="Berger")),
    ("Madonna", NameParts("Madonna")),
    ("Anna M. Berger", NameParts("Anna", "M.", "Berger")),
    ("J. R. R. Tolkien", NameParts("J.", "R. R.", "Tolkien")),
    ("Hans Peter Müller", NameParts("Hans", "Peter", "Müller")),
    ("Anna-Lena Müller-Abt", NameParts("Anna-Lena", family="Müller-Abt")),
    (
        "Prof. Dr. med. Jörg von der Heide",
        NameParts("Jörg", family="von der Heide", prefix="Prof. Dr. med."),
    ),
    ("Dr. von der Heide", NameParts(family="von der Heide", prefix="Dr.")),
    ("von der Heide", NameParts(family="von der Heide")),
    ("Van Morrison", NameParts("Van", family="Morrison")),
    ("Jan van den Berg", NameParts("Jan", family="van den Berg")),
    ("Dipl.-Ing. Anna Berger", NameParts("Anna", family="Berger", prefix="Dipl.-Ing.")),
    ("Frau Müller", NameParts(family="Müller", prefix="Frau")),
    ("Herr Dr. Schmidt", NameParts(family="Schmidt", prefix="Herr Dr.")),
    ("Müller, Dr. Anna", NameParts("Anna", family="Müller", prefix="Dr.")),
    ("Berger, Anna, Dr.", NameParts("Anna", family="Berger", prefix="Dr.")),
    (
        "Graf Stauffenberg, Ferdinand",
        NameParts("Ferdinand", family="Graf Stauffenberg"),
    ),
    (
        "Ferdinand Graf von Zeppelin",
        NameParts("Ferdinand", family="Graf von Zeppelin"),
    ),
    ("Steffi Graf", NameParts("Steffi", family="Graf")),
    (
        "Karl von und zu Guttenberg",
        NameParts("Karl", family="von und zu Guttenberg"),
    ),
    ("José García Márquez", NameParts("José", family="García Márquez")),
    ("Ana Pérez Soto", NameParts("Ana", family="Pérez Soto")),
    ("Carlos Ruiz", NameParts("Carlos", family="Ruiz")),
    ("John Smith Jr.", NameParts("John", family="Smith", suffix="Jr.")),
    ("Smith, John, Jr.", NameParts("John", family="Smith", suffix="Jr.")),
    ("Mary Ann Smith, PhD", NameParts("Mary", "Ann", "Smith", suffix="PhD")),
    (
        'Thomas "Tom" Berger',
        NameParts("Thomas", family="Berger", nickname="Tom"),
    ),
    ("Robert (Bob) Smith", NameParts("Robert", family="Smith", nickname="Bob")),
    ("ACME GmbH", NameParts(family="ACME GmbH")),
    ("Weber & Söhne KG", NameParts(family="Weber & Söhne KG")),
    # Chinese and Japanese names begin with the family.
    ("山口 ももえ", NameParts("ももえ", family="山口")),
    ("", NameParts()),
    (" , ", NameParts()),
]


@pytest.mark.parametrize(("text", "parts"), NAMES)
def test_a_name_is_taken_apart(text: str, parts: NameParts) -> None:
    assert split_name(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Prof. Dr. med. Jörg von der Heide", "Anna M. Berger", "Frau Müller",
        "Ferdinand Graf von Zeppelin", "John Smith Jr.", "Mary Ann Smith, PhD",
        "ACME GmbH", "Madonna", "山口 ももえ", "",
    ],
)  # fmt: skip
def test_a_name_put_together_is_as_it_was(text: str) -> None:
    assert display_name(split_name(text)) == text


def test_a_name_of_a_nickname_alone_shows_it() -> None:
    assert display_name(NameParts(nickname="Tom")) == "Tom"


@given(st.text())
def test_of_any_text_no_word_is_lost(text: str) -> None:
    parts = split_name(text)
    kept = " ".join(
        (parts.prefix, parts.given, parts.additional, parts.family, parts.suffix)
    )

    assert sorted(c for c in kept + parts.nickname if c.isalnum()) == sorted(
        c for c in text if c.isalnum()
    )


@pytest.mark.parametrize(
    ("given_name", "family", "order"),
    [
        ("Anna", "Berger", "berger anna"),
        # DIN 5007-2: ü as ue, so that Müller stands beside Mueller.
        ("Jörg", "Müller", "mueller joerg"),
        ("Anna", "Groß", "gross anna"),
        ("Jörg", "von der Heide", "heide joerg von der"),
        ("Ferdinand", "Graf von Zeppelin", "zeppelin ferdinand graf von"),
        ("Steffi", "Graf", "graf steffi"),
        ("Jean-Claude", "Van Damme", "van damme jean-claude"),
        ("Madonna", "", "madonna"),
        ("", "", ""),
    ],
)
def test_names_stand_in_german_order(given_name: str, family: str, order: str) -> None:
    assert sort_name(given_name, family) == order


def test_namesakes_are_told_apart_by_what_else_there_is() -> None:
    assert sort_name("John", "Smith", "M.", "Jr.", "Dr.") == "smith john m. jr. dr."


def test_a_family_name_of_particles_alone_keeps_one() -> None:
    assert family_core("von der") == ("der", "von")
    assert family_core("") == ("", "")


def test_an_organisation_is_known_by_its_legal_form() -> None:
    assert looks_like_company("ACME GmbH")
    assert looks_like_company("Kanzlei Weber PartG")
    assert not looks_like_company("Anna Berger")
    assert not looks_like_company("AG")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("anna berger", "Anna Berger"),
        ("jörg von der heide", "Jörg von der Heide"),
        ("mary-ann o'neill", "Mary-Ann O'Neill"),
        ("ACME", "ACME"),
        ("Anna berger", "Anna berger"),
    ],
)
def test_only_a_name_typed_in_lower_case_gets_capitals(typed: str, shown: str) -> None:
    assert with_capitals(typed) == shown


def test_a_text_made_of_nothing_but_nicknames_is_taken_apart() -> None:
    # A thousand characters are looked at: 333 times three, and one bracket more.
    parts = split_name("(a)" * 5_000)
    assert parts.nickname == " ".join("a" * 333)
    assert parts.given == "("
