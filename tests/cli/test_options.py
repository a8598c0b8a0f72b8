"""Days as they are typed behind an option."""

from __future__ import annotations

from datetime import date

import pytest

from kontor.cli.options import NoDay, day_of, is_none

# A Monday.
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("2026-12-24", date(2026, 12, 24)),
        ("24.12.2026", date(2026, 12, 24)),
        ("24 Dec 2026", date(2026, 12, 24)),
        ("friday", date(2026, 3, 6)),
        ("Freitag", date(2026, 3, 6)),
        ("tomorrow", date(2026, 3, 3)),
        ("in 2 weeks", date(2026, 3, 16)),
        ("24.12.", date(2026, 12, 24)),
    ],
)
def test_a_day_to_come_may_be_written_as_people_say_it(
    text: str, day: date | None
) -> None:
    assert day_of(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", date(2026, 3, 1)),
        ("gestern", date(2026, 3, 1)),
        ("24.12.", date(2025, 12, 24)),
        ("last friday", date(2026, 2, 27)),
    ],
)
def test_a_day_gone_by_as_well(text: str, day: date) -> None:
    assert day_of(text, TODAY, ahead=False) == day


@pytest.mark.parametrize("text", ["soon", "31.2.2026", "friday and saturday", "Ben"])
def test_anything_else_is_no_day(text: str) -> None:
    with pytest.raises(NoDay):
        day_of(text, TODAY)


@pytest.mark.parametrize("text", ["none", "None", "-", "keiner", "nie"])
def test_none_can_be_said(text: str) -> None:
    assert is_none(text)
