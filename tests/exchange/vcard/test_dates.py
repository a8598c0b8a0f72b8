from __future__ import annotations

import pytest

from kontor.exchange.card import PartialDate
from kontor.exchange.vcard.dates import parse_birthday


@pytest.mark.parametrize(
    "text",
    [
        "1980-05-01", "1980-5-1", "19800501", "1980-05-01T00:00:00Z",
        "19800501T120000", "1980/05/01", "1.5.1980", "01. 05. 1980",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_writing(text):
    assert parse_birthday(text) == PartialDate(5, 1, 1980)


@pytest.mark.parametrize("text", ["--0501", "--05-01", "1604-05-01", "0000-05-01"])
def test_a_day_without_a_year_has_none(text):
    assert parse_birthday(text) == PartialDate(5, 1)


def test_the_year_that_apple_omits_is_none():
    assert parse_birthday("1896-05-01", "1896") == PartialDate(5, 1)
    assert parse_birthday("1980-05-01", "1896") == PartialDate(5, 1, 1980)


def test_the_29th_of_february_is_a_day_without_a_year():
    assert parse_birthday("--0229") == PartialDate(2, 29)
    assert parse_birthday("1604-02-29") == PartialDate(2, 29)
    assert parse_birthday("1981-02-29") is None


@pytest.mark.parametrize(
    "text",
    ["", "circa 1800", "1980", "1980-12", "198012", "--05", "---01", "13/13/1980",
     "5/1/1980", "1980-13-01", "1980-00-00", "١٩٨٠-٠٥-٠١"],
)  # fmt: skip
def test_what_is_no_single_day_is_none(text):
    assert parse_birthday(text) is None
