"""Days told that the calendar does not have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

# Read on Wednesday, 18 March 2026 (see conftest.py).
Read = Callable[[str], dict[str, object]]

LINES = [
    ("Kaffee mit Anna am 31.2.", "31.2."),
    ("Kaffee mit Anna am 31.2", "31.2"),
    ("called Anna Feb 30", "Feb 30"),
    ("called Anna on 30 February", "30 February"),
    ("called Anna on 2026-02-30, 10 min", "2026-02-30"),
    ("Anna 31.04.2026 getroffen", "31.04.2026"),
    ("called Anna 2/30/2026", "2/30/2026"),
    # 2026 is no leap year.
    ("called Anna 29.2.2026", "29.2.2026"),
    ("32.1. Anruf Anna", "32.1."),
    ("am 45.1. Anna getroffen", "45.1."),
    ("Kaffee mit Anna am 32.", "32."),
    # The Tuesday alone may well not be the day that is meant.
    ("Dienstag, 31.2. Kaffee mit Anna", "Dienstag, 31.2."),
]


@pytest.mark.parametrize(("text", "words"), LINES, ids=[text for text, _ in LINES])
def test_a_day_that_is_none_is_said_to_be_none(
    text: str, words: str, read: Read
) -> None:
    told = read(text)

    assert told["no_day"] == words
    assert told["names"] == ("Anna",)
    assert "note" not in told


@pytest.mark.parametrize(
    "text",
    [
        "called Anna about version 2.0.",
        "called Anna, shared it 50/50, 24/7",
        "called Anna, 35 may come",
        "called Anna on the 31st",
        # Some year has it.
        "Anna am 29.2. getroffen",
        # That is the day of the party, not that of the call.
        "called Anna about the party on 31.2.",
    ],
)
def test_what_need_not_be_the_day_of_the_touch_is_let_alone(
    text: str, read: Read
) -> None:
    assert "no_day" not in read(text)


def test_a_day_that_is_none_is_not_that_of_a_promise_either(read: Read) -> None:
    told = read("Kaffee mit Anna gestern, schickt Angebot bis 31.2.")

    assert told["day"] == date(2026, 3, 17)
    assert told["no_due"] == "31.2."
    assert "no_day" not in told
    # The words stay, so that nothing is lost.
    assert told["promises"] == (("schickt Angebot bis 31.2", None, "them"),)
