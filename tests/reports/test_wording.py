from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from kontor.reports.wording import every, sentence


def test_a_day_in_a_sentence_is_written_as_everywhere_else() -> None:
    # 12/09/2026 would be September to some and December to others.
    facts = {"day": date(2026, 12, 9)}
    assert sentence("Due on {day} by the rhythm you set.", facts) == (
        "Due on 9 Dec 2026 by the rhythm you set."
    )


def test_a_fact_that_is_missing_leaves_a_gap_and_breaks_nothing() -> None:
    assert sentence("Due on {day} by the rhythm you set.", {}) == (
        "Due on … by the rhythm you set."
    )


def test_a_length_of_time_takes_the_case_its_place_wants() -> None:
    facts = {"now": {"count": 3, "unit": "day"}}
    assert sentence("{now}, since {now:dative}", facts) == "3 days, since 3 days"
    with translation.override("de"):
        assert sentence("{now}, seit {now:dative}", facts) == "3 Tage, seit 3 Tagen"
        # One that is missing is a gap there, too.
        assert sentence("seit {now:dative}", {}) == "seit …"


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("her new shop", "Last: her new shop."),
        ("shall we meet?", "Last: shall we meet?"),
        ("Peters & Co.", "Last: Peters & Co."),
    ],
)
def test_a_quoted_note_that_ends_a_sentence_gets_no_second_full_stop(
    note: str, text: str
) -> None:
    assert sentence("Last: {note}.", {"note": note}) == text


@pytest.mark.parametrize(
    ("count", "unit", "english", "german"),
    [
        (1, "day", "every day", "jeden Tag"),
        (10, "day", "every 10 days", "alle 10 Tage"),
        (1, "week", "every week", "jede Woche"),
        (1, "month", "every month", "jeden Monat"),
        (1, "year", "every year", "jedes Jahr"),
        (2, "year", "every 2 years", "alle 2 Jahre"),
    ],
)
def test_how_often_is_said_as_people_say_it(
    count: int, unit: str, english: str, german: str
) -> None:
    facts = {"rhythm": {"count": count, "unit": unit}}
    assert sentence("{rhythm:every}", facts) == every(count, unit) == english
    with translation.override("de"):
        assert sentence("{rhythm:every}", facts) == german
