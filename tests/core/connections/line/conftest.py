from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date

import pytest

from kontor.core.connections.line.read import read_line

# A Wednesday. The days around it: Mon 16, Tue 17, Thu 19, Fri 20, Mon 23 March.
TODAY = date(2026, 3, 18)
PLAIN = {
    "channel": None, "direction": "both", "day": TODAY, "future": False, "time": None,
    "minutes": None, "names": (), "perhaps": (), "promises": (), "place": "",
    "note": "", "answered": True, "is_touch": True, "no_day": "",
    "no_due": "", "is_birthday": False, "birthday": None,
}  # fmt: skip


@pytest.fixture
def read() -> Callable[[str], dict[str, object]]:
    """Read a line and give what differs from a line that says nothing."""

    def only_what_is_told(text: str) -> dict[str, object]:
        line = asdict(read_line(text, today=TODAY))
        return {key: line[key] for key in PLAIN if line[key] != PLAIN[key]}

    return only_what_is_told
