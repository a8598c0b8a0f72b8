from __future__ import annotations

from datetime import date

import pytest

from kontor.web.forms.recurrence import OWN, RHYTHMS, rhythm_of, rule_of

# 6 January 2026 is the first Tuesday of its month, the 30th of June its fifth.
FIRST, FIFTH = date(2026, 1, 6), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("rhythm", "day", "rule"),
    [
        ("week", FIRST, "FREQ=WEEKLY;BYDAY=TU"),
        ("fortnight", FIRST, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("month", FIRST, "FREQ=MONTHLY;BYDAY=1TU"),
        ("month", FIFTH, "FREQ=MONTHLY;BYDAY=-1TU"),
        ("quarter", FIRST, "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU"),
        ("year", FIRST, "FREQ=YEARLY"),
    ],
)
def test_a_rhythm_stands_for_a_rule_and_back(rhythm: str, day: date, rule: str) -> None:
    assert rule_of(rhythm, day) == rule
    assert rhythm_of(rule, day) == rhythm


def test_any_other_rule_is_ones_own() -> None:
    assert rhythm_of("FREQ=DAILY", FIRST) == OWN
    # Without its first day nobody can tell.
    assert rhythm_of("FREQ=WEEKLY;BYDAY=TU", None) == OWN
    assert rhythm_of("", None) == ""
    assert OWN in RHYTHMS
