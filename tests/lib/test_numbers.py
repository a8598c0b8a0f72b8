"""Numbers that come as text."""

from __future__ import annotations

import pytest

from kontor.lib.numbers import small_number


def test_plain_digits_are_a_number() -> None:
    assert (small_number("0"), small_number("042")) == (0, 42)


@pytest.mark.parametrize(
    "text", ["", "-1", "1.5", "²", "٣", " 7", "9" * 16, "1" * 5000]
)
def test_all_else_is_none(text: str) -> None:
    assert small_number(text) is None
