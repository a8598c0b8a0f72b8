"""Two years of invented touches, the same for any one day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from kontor.records.models import Touch

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = 730
SUNDAY = 6
# How each kind of tie goes: days between touches, since when (days ago), until when.
PATTERNS: dict[str, tuple[int, int, int]] = {
    "weekly": (9, 730, 4),
    "lively": (16, 700, 9),
    "monthly": (31, 730, 18),
    "slowing": (24, 650, 62),
    "quarterly": (88, 730, 40),
    "fading": (27, 680, 118),
    "dormant": (34, 720, 300),
    "new": (DAYS, 24, 0),
    "once": (DAYS, 78, 0),
}
CHANNELS = ("call", "email", "meeting", "call", "message", "email")
MINUTES = {"call": 12, "email": 5, "message": 3, "meeting": 60, "event": 120}
WRITTEN = {"email", "message"}


class Noted(NamedTuple):
    """The columns of a touch."""

    day: date
    channel: str
    direction: str
    minutes: int
    note: str


def touches_of(
    entry: dict[str, Any], place: int, today: date, tongue: int
) -> Iterator[Noted]:
    """Make up the touches with one person, from the oldest on.

    Args:
        entry: the person as ``network.json`` has them.
        place: their number in it, from which chance grows.
        tongue: 0 for German, 1 for English.
    """
    if entry["pattern"] not in PATTERNS:
        return
    chance = Random(place)  # noqa: S311 - the same for everybody, and no secret
    days = _days(entry["pattern"], place, today, chance)
    notes = [note[tongue] for note in entry["notes"]]
    told = days[-2 * len(notes) :: 2] if notes else []
    for day in days:
        note = notes[told.index(day) % len(notes)] if day in told else ""
        yield _touch(chance, day, note)


def _days(pattern: str, place: int, today: date, chance: Random) -> list[date]:
    every, first, last = PATTERNS[pattern]
    # Not all of one kind began on one day.
    ago = float(first - place % 9)
    days = []
    while ago >= last:
        days.append(today - timedelta(days=round(ago)))
        ago -= every * chance.uniform(0.7, 1.35)
    return days


def _touch(chance: Random, day: date, note: str) -> Noted:
    channel = chance.choice(CHANNELS)
    # Nobody calls on a Sunday.
    if day.weekday() == SUNDAY:
        day -= timedelta(days=2)
    direction = Touch.Direction.BOTH
    if channel in WRITTEN:
        direction = chance.choice((Touch.Direction.OUT, Touch.Direction.IN))
    minutes = round(MINUTES[channel] * chance.uniform(0.6, 1.5))
    return Noted(day, channel, direction.value, minutes, note)
