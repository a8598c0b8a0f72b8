from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kontor.reports.connections.standing import Standing
from kontor.reports.overview.standing_text import standing_odds, standing_text

TODAY = date(2026, 3, 2)
ONCE = Standing(
    strength=1.0,
    half_life=30,
    days=1,
    first=date(2026, 2, 9),
    last=date(2026, 2, 9),
    usual=None,
    p=0.3,
    low=0.1,
    high=0.5,
    horizon=90,
    history=False,
    due=None,
    touches=(),
    curve=(),
)


def test_who_was_never_met_is_told_as_such() -> None:
    never = replace(ONCE, strength=None, first=None, last=None, days=0)

    assert standing_text(never, TODAY) == "No contact is noted yet."


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "In touch today."),
        (1, "Last in touch yesterday."),
        # Up to 13 days are told in days, up to three months in weeks.
        (5, "Last in touch 5 days ago."),
        (63, "Last in touch 9 weeks ago."),
    ],
)
def test_the_last_time_is_told_as_people_say_it(days: int, text: str) -> None:
    last = replace(ONCE, last=TODAY - timedelta(days=days))

    assert standing_text(last, TODAY) == text


def test_what_is_usual_comes_first_and_the_count_last() -> None:
    often = replace(ONCE, days=14, usual=21.0, first=date(2025, 3, 2))

    assert standing_text(often, TODAY) == (
        "Usually every 3 weeks. Last in touch 3 weeks ago. "
        "14 days of contact since 2 Mar 2025."
    )


def test_without_a_past_of_the_books_own_there_are_words_and_no_figures() -> None:
    # .3 lies between .2 and .4, which is "unlikely".
    assert standing_odds(ONCE, pinned=False).endswith(": unlikely.")


def test_with_a_past_there_are_figures_with_their_range() -> None:
    known = replace(ONCE, history=True)

    assert "about 3 in 10, from 1 to 5" in standing_odds(known, pinned=False)


def test_no_chance_is_said_to_be_none_or_all() -> None:
    sure = replace(ONCE, history=True, p=0.97, low=0.9, high=1.0)
    never = replace(ONCE, history=True, p=0.01, low=0.0, high=0.05)

    assert standing_odds(sure, pinned=False).endswith(
        ": more than 9 in 10, from 9 to more than 9."
    )
    assert standing_odds(never, pinned=False).endswith(
        ": fewer than 1 in 10, from fewer than 1 to 1."
    )


@pytest.mark.parametrize("history", [True, False])
def test_silence_says_nothing_about_a_tie_its_owner_vouches_for(history: bool) -> None:
    pinned = standing_odds(replace(ONCE, history=history), pinned=True)

    assert "likely" not in pinned
    assert "in 10" not in pinned
