from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from kontor.reports.wording import sentence


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
