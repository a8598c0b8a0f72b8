"""Sums of money, as people write them."""

from __future__ import annotations

import pytest

from kontor.lib.money import decimals, major_units, minor_units


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("12.50", "EUR", 1250),
        ("12,5", "EUR", 1250),
        (" 60 ", "EUR", 6000),
        ("0", "EUR", 0),
        # A yen has no smaller coin, a dinar a thousand.
        ("500", "JPY", 500),
        ("1.234", "KWD", 1234),
        ("7", "", 700),
    ],
)
def test_a_sum_is_read_in_minor_units(text: str, currency: str, amount: int) -> None:
    assert minor_units(text, currency) == amount


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("", "EUR"),
        ("-5", "EUR"),
        ("1.234", "EUR"),  # a thousand and more, or a euro? nobody can tell
        ("1.234,50", "EUR"),
        ("12.5", "JPY"),
        ("12 EUR", "EUR"),
        ("twelve", "EUR"),
        ("1" * 14, "EUR"),
    ],
)
def test_what_is_no_sum_is_none(text: str, currency: str) -> None:
    assert minor_units(text, currency) is None


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(1250, "EUR", "12.50"), (5, "EUR", "0.05"), (500, "JPY", "500"),
     (1234, "KWD", "1.234")],
)  # fmt: skip
def test_a_sum_is_written_with_a_point(amount: int, currency: str, text: str) -> None:
    assert major_units(amount, currency) == text
    assert minor_units(text, currency) == amount
    assert decimals(currency) == len(text.partition(".")[2])
