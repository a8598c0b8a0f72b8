from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.lib.days import Parts, is_month_first, read_day, writes_month_first


@pytest.mark.parametrize(
    "text",
    [
        "12 Nov 2023",
        "12. Nov. 2023",
        "12. November 2023",
        "12-Nov-2023",
        "12-Nov-23",
        "Nov 12, 2023",
        "November 12th, 2023",
        "Sunday, 12 November 2023",
        "12.11.2023",
        "12.11.23",
        "12. 11. 2023",
        "2023-11-12",
        "2023/11/12",
        "20231112",
        "2023-11-12T10:30:00Z",
        "2023-11-12 10:30:00 UTC",
        "12.11.2023 10:30",
        "  12  Nov\u00a02023 ",
    ],
)
def test_every_form_that_files_use_is_the_same_day(text: str) -> None:
    assert read_day(text) == Parts(2023, 11, 12)


@pytest.mark.parametrize(
    ("text", "month"),
    [("3 Mär 2021", 3), ("3. März 2021", 3), ("3 Mrz 2021", 3), ("3 Dez 2021", 12),
     ("3. Mai 2021", 5), ("3 Okt. 2021", 10), ("3. Jänner 2021", 1),
     ("3 Sept 2021", 9)],
)  # fmt: skip
def test_german_months_are_read(text: str, month: int) -> None:
    assert read_day(text) == Parts(2021, month, 3)


def test_slashes_mean_what_the_column_says() -> None:
    assert read_day("11/12/23", month_first=True) == Parts(2023, 11, 12)
    assert read_day("11/12/23", month_first=False) == Parts(2023, 12, 11)


def test_an_impossible_month_turns_the_order_round() -> None:
    assert read_day("12/28/1969", month_first=False) == Parts(1969, 12, 28)
    assert read_day("28/12/1969", month_first=True) == Parts(1969, 12, 28)


def test_one_day_above_twelve_decides_for_the_whole_column() -> None:
    assert is_month_first(["1/2/2020", "12/28/1969"]) is True
    assert is_month_first(["1/2/2020", "28/12/1969"]) is False
    assert is_month_first(["1/2/2020", "12.11.2023"]) is None


def test_two_figures_are_a_year_of_the_century_the_reader_names() -> None:
    assert read_day("5.6.45", pivot=30) == Parts(1945, 6, 5)
    assert read_day("5.6.12", pivot=30) == Parts(2012, 6, 5)


@pytest.mark.parametrize("text", ["--02-29", "--0229", "29.2.", "29 Feb"])
def test_a_day_without_a_year_keeps_the_year_open(text: str) -> None:
    found = read_day(text)
    assert found == Parts(None, 2, 29)
    assert found.as_date() is None


def test_a_day_with_a_year_is_a_date() -> None:
    found = read_day("2023-11-12")
    assert found is not None
    assert found.as_date() == date(2023, 11, 12)


@pytest.mark.parametrize(
    "text",
    ["", "circa 1800", "0.0.00", "30.2.2023", "13/13/2023", "2023", "soon",
     "2023-00-10", "0000-01-01", "12 Foo 2023", "1/2/345", "٣٤"],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


@given(st.text(alphabet="0123456789./- TZ:,abcNov.", max_size=20) | st.text())
def test_no_text_raises(text: str) -> None:
    found = read_day(text)
    assert found is None or (1 <= found.month <= 12 and 1 <= found.day <= 31)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_what_iso_writes_is_read_back(day: date) -> None:
    assert read_day(day.isoformat()) == Parts(day.year, day.month, day.day)


def test_few_countries_write_the_month_first() -> None:
    found = [r for r in ("US", "PH", "DE", "GB", "CA", "") if writes_month_first(r)]
    assert found == ["US", "PH"]
