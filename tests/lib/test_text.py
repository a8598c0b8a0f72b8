from __future__ import annotations

import pytest

from kontor.lib.text import alike


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
