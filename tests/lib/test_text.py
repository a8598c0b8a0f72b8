from __future__ import annotations

import pytest

from kontor.lib.text import alike, fold_german, search_forms


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jörg Müller", "joerg muller", True),
        ("Joerg Müller", "Jörg Mueller", True),
        ("Jorg", "Joerg", False),  # of neither it is known that it has an ö
        ("Anna", "Anna Berger", False),
        ("Berger Anna", "Anna Berger", False),
    ],
)
def test_texts_are_alike_with_umlauts_either_way(
    one: str, other: str, same: bool
) -> None:
    assert alike(one, other) is alike(other, one) is same


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Anna  Abt Anna", "anna abt"),  # every word once
        ("Jörg Abt", "jorg abt joerg"),
        ("Łódź", "lodz"),  # folds in one way only
        ("Abt ´ Jörg ´", "abt jorg joerg"),  # nothing is left of a mark by itself
        ("ǿ", "ø"),
        ("", ""),
    ],
)
def test_a_text_is_found_in_every_way_it_may_be_typed(text: str, forms: str) -> None:
    assert search_forms(text) == forms


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Jörg  Straße", "joerg strasse"),
        ("JO\u0308RG", "joerg"),  # the umlaut in two characters
        ("Ångström", "aangstroem"),
        ("Élodie Müller", "elodie mueller"),
    ],
)
def test_umlauts_are_written_out(text: str, folded: str) -> None:
    assert fold_german(text) == folded
