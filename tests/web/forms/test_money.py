from __future__ import annotations

import pytest
from django.utils import translation

from kontor.web.forms.money import figures, sum_text


@pytest.mark.parametrize(
    ("language", "typed", "read"),
    [
        ("de", "1.234,50", "1234,50"),
        ("de", "1.234.567", "1234567"),
        ("de", "12.50", "12.50"),
        ("de", "1 234,50", "1234,50"),
        ("en", "1,234.50", "1234.50"),
        ("en", "12,50", "12,50"),
        # Not grouped in threes: whoever reads it on has to refuse it.
        ("en", "1,23,4", "1,23,4"),
    ],
)
def test_what_groups_thousands_is_left_out(
    language: str, typed: str, read: str
) -> None:
    with translation.override(language):
        assert figures(typed) == read


def test_a_sum_is_written_as_the_language_does() -> None:
    with translation.override("de"):
        assert sum_text(123_450, "EUR") == "1.234,50"
    # The yen has no decimals, the dinar three.
    assert sum_text(1234, "JPY") == "1,234"
    assert sum_text(1500, "KWD") == "1.500"
    assert sum_text(None, "EUR") == ""
