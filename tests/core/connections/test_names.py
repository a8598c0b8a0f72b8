from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.core.connections.names import names_fit
from kontor.lib.names import NameParts, split_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Berger", "anna BERGER"),
        ("Dr. Anna Berger", "Anna Berger"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Jörg Müller", "Jorg Muller"),
        ("Anna Berger", "Berger Anna"),
        ("Anna Berger", "A. Berger"),
        ("J. R. R. Tolkien", "John Ronald Tolkien"),
        ("Anna Berger", "Anna"),
        ("Anna Berger", "Berger"),
        ("Anna Berger", "Frau Berger"),
        ("Anna Berger", ""),
        ('Thomas "Tom" Berger', "Tom Berger"),
        ("Hans-Peter Abt", "Hanspeter Abt"),
        ("Karl Theodor Abt", "Theodor Abt"),
        ("Anna Müller-Lüdenscheidt", "Anna Müller"),
        ("José García Márquez", "José García"),
        ("Jörg von der Heide", "Jörg Heide"),
        ("Graf von Zeppelin, Ferdinand", "Ferdinand Zeppelin"),
        ("John Smith Jr.", "John Smith"),
        ("John Smith Jr.", "John Smith Junior"),
        ("Familie Berger", "Fam. Berger"),
    ],
)
def test_two_names_of_one_person_fit(one: str, other: str) -> None:
    assert names_fit(split_name(one), split_name(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # One household, one telephone.
        ("Anna Berger", "Thomas Berger"),
        ("Frau Berger", "Herr Berger"),
        ("Anna Berger", "Familie Berger"),
        ("Anna Berger", "Anna & Thomas Berger"),
        ("A. Berger", "T. Berger"),
        # A new family name is left to the keeper.
        ("Anna Berger", "Anna Schulz"),
        ("Anna", "Thomas"),
        ("Ana Schmidt", "Anna Schmidt"),
        ("Thomas Berger", "Tom Berger"),
        ("Anna Maria Berger", "Anna Lena Berger"),
        ("John Smith Jr.", "John Smith Sr."),
        ("ACME GmbH", "Anna Berger"),
    ],
)
def test_names_of_two_people_do_not_fit(one: str, other: str) -> None:
    assert not names_fit(split_name(one), split_name(other))


def test_a_name_in_a_single_field_fits_the_same_name_in_two() -> None:
    assert names_fit(
        NameParts(given="Anna Berger"), NameParts(given="Anna", family="Berger")
    )


NAMES = st.builds(
    NameParts,
    *(st.text(alphabet="aAnü¨ .-&Berg", max_size=8) for _ in range(3)),
    prefix=st.sampled_from(["", "Dr.", "Frau", "Herr", "Familie"]),
    suffix=st.sampled_from(["", "Jr.", "Sr.", "PhD"]),
)


@given(NAMES, NAMES)
def test_fitting_goes_both_ways(one: NameParts, other: NameParts) -> None:
    assert names_fit(one, other) == names_fit(other, one)


@given(NAMES)
def test_every_name_fits_itself(name: NameParts) -> None:
    assert names_fit(name, name)
