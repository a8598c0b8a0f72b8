"""Small calendar files for the tests, and a reading with the usual arguments."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from kontor.exchange.card import Problem
from kontor.exchange.ical.read import read_calendar
from kontor.exchange.meeting import Meeting

# A Thursday.
TODAY = date(2026, 3, 5)
BEN = "ATTENDEE;CN=Ben Berg;PARTSTAT=ACCEPTED:mailto:ben@example.org"


def event(*lines: str, uid: str = "1@example.org") -> str:
    """Give a VEVENT that Ben is invited to."""
    own = ["BEGIN:VEVENT", *([f"UID:{uid}"] if uid else []), *lines, BEN, "END:VEVENT"]
    return "\r\n".join(own) + "\r\n"


def calendar(*parts: str, head: str = "") -> bytes:
    """Give a VCALENDAR around events; ``head`` are lines of its own."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head.splitlines()]
    return ("\r\n".join(lines) + "\r\n" + "".join(parts) + "END:VCALENDAR\r\n").encode()


def read(
    data: bytes, today: date = TODAY, **options: Any
) -> tuple[list[Meeting], list[Problem]]:
    """Read a file for a book in Berlin: its meetings, its problems."""
    items = list(
        read_calendar(BytesIO(data), zone="Europe/Berlin", today=today, **options)
    )
    return (
        [item for item in items if isinstance(item, Meeting)],
        [item for item in items if isinstance(item, Problem)],
    )


def starts(meetings: list[Meeting]) -> list[str]:
    """Give when meetings begin, in UTC or as days, earliest first."""
    return sorted(
        f"{m.start:%Y-%m-%d %H:%M}" if m.start else str(m.day) for m in meetings
    )


def codes(problems: list[Problem]) -> list[str]:
    """Give the codes of problems in their order."""
    return [problem.code for problem in problems]
