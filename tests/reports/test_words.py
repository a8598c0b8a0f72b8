from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from kontor.reports.words import (
    birthday_text,
    day_short,
    day_text,
    day_week,
    figure_text,
    minutes_text,
    word,
)


def test_a_code_has_its_word() -> None:
    assert word("call", "channel") == "Call"
    # Templates hand over numbers too.
    assert word(2, "tie") == "good"


def test_a_label_of_the_keepers_own_stays_as_it_is() -> None:
    assert word("pigeon", "channel") == "pigeon"


def test_a_day_is_written_without_doubt_which_number_is_the_month() -> None:
    assert day_text(date(2026, 5, 4)) == "4 May 2026"
    assert day_short(date(2026, 5, 4)) == "4 May"
    assert day_week(date(2026, 5, 4)) == "Mon 4 May"
    assert day_text(None) == ""


def test_a_moment_is_the_day_it_was_in_the_zone_in_force() -> None:
    late = datetime(2026, 5, 4, 23, 0, tzinfo=UTC)

    with timezone.override("Europe/Berlin"):
        assert day_text(late) == "5 May 2026"


def test_a_birthday_is_written_with_or_without_its_year() -> None:
    assert birthday_text((1976, 5, 7)) == "7 May 1976"
    assert birthday_text((None, 5, 7)) == "7 May"
    # 1999 had no such day, but a birthday without a year may be one.
    assert birthday_text((None, 2, 29)) == "29 Feb"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (None, ""),
        (0, "0 min"),
        (40, "40 min"),
        (60, "1 h"),
        (80, "1 h 20 min"),
    ],
)
def test_a_length_is_written_in_hours_and_minutes(
    minutes: int | None, text: str
) -> None:
    assert minutes_text(minutes) == text


def test_a_figure_is_rounded_and_written_as_the_language_writes_it() -> None:
    assert figure_text(0.835001) == "0.84"
    with translation.override("de"):
        assert figure_text(1234.5) == "1234,50"
