"""Day, time and minutes of the touch, told apart from those of other things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kontor.core.connections.line.days import find_days, find_no_days
from kontor.core.connections.line.durations import find_minutes
from kontor.core.connections.line.places import find_place, topic_start
from kontor.core.connections.line.slip import COVER
from kontor.core.connections.line.times import find_time

if TYPE_CHECKING:
    from datetime import date, time

    from kontor.core.connections.line.reading import Kind
    from kontor.core.connections.line.slip import Slip

# "bis Freitag im Urlaub", "Angebot für Montag": not the day of the touch.
_OTHER_DAY = re.compile(
    r"\b(?:bis|by|until|till|ab|seit|since|für|for|before|vor|nach|after|zum|to|every"
    r"|jeden|jede|from|spätestens)\s+(?:zum\s+|the\s+|dem\s+|den\s+|spätestens\s+)?$",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:am|on|den|vom|the|at|of)\s+$", re.IGNORECASE)
_SMALL = re.compile(
    r"\b(?:am|um|on|at|und|and|ca|etwa|dauer|duration|dauerte|lasted|took|for|the|den)\b",
    re.IGNORECASE,
)


class When(NamedTuple):
    """A day, time or number of minutes found, and where.

    ``no_day`` has the words of a day that the calendar does not have.
    """

    start: int
    end: int
    day: date | None = None
    time: time | None = None
    minutes: int | None = None
    past: bool = False
    no_day: str = ""

    def kinds(self) -> list[Kind]:
        """Tell what it holds; a range of hours holds a time and minutes."""
        told: list[tuple[Kind, object]] = [
            ("day", self.day or self.no_day or None),
            ("time", self.time),
            ("minutes", self.minutes),
        ]
        return [kind for kind, value in told if value is not None]


class Kept(NamedTuple):
    """What the line tells of when and how long; ``no_day`` as for :class:`When`."""

    day: date | None
    time: time | None
    minutes: int | None
    no_day: str = ""


def find_whens(slip: Slip, today: date, *, month_first: bool) -> list[When]:
    """Find all that may tell when and how long, and cover it for the time being."""
    found: list[When] = []
    for spell in find_minutes(slip.open):
        found.append(When(spell.start, spell.end, minutes=spell.minutes))
        slip.cover(spell.start, spell.end)
    if clock := find_time(slip.open):
        when = When(clock.start, clock.end, time=clock.time, minutes=clock.minutes)
        found.append(when)
        slip.cover(clock.start, clock.end)
    spots = find_days(slip.open, today, month_first=month_first)
    none = find_no_days(slip.open, spots, month_first=month_first)
    for bad in none:
        _keep(slip, found, When(bad.start, bad.end, no_day=bad.words))
    for spot in spots:
        if all(spot.end <= bad.start or bad.end <= spot.start for bad in none):
            _keep(slip, found, When(spot.start, spot.end, day=spot.day, past=spot.past))
    return sorted(found, key=lambda when: (when.start, when.end))


def _keep(slip: Slip, found: list[When], when: When) -> None:
    """Take a day and the preposition before it, unless it is that of something else."""
    if _OTHER_DAY.search(slip.open, max(0, when.start - 30), when.start):
        return
    before = _ON.search(slip.open, 0, when.start)
    start = before.start() if before else when.start
    found.append(when._replace(start=start))
    slip.cover(start, when.end)


def settle_whens(slip: Slip, whens: list[When], head_end: int) -> Kept:
    """Keep the first day, time and minutes that are those of the touch.

    Those are told in the head of the line (up to ``head_end``), or in a clause of
    their own: "called Ben, yesterday, 10 min". What else was covered is opened
    again. Behind "about" only words that look back tell the day.
    """
    topic = topic_start(slip.open, 0, head_end)
    kept: dict[Kind, When] = {}
    for when in whens:
        mine = _is_touch(slip, when, head_end, topic)
        new = [kind for kind in when.kinds() if mine and kind not in kept]
        kept.update(dict.fromkeys(new, when))
        if not new:
            slip.uncover(when.start, when.end)
        for kind in new:
            slip.tell(kind, when.start, when.end)
    return Kept(
        day=kept["day"].day if "day" in kept else None,
        time=kept["time"].time if "time" in kept else None,
        minutes=kept["minutes"].minutes if "minutes" in kept else None,
        no_day=kept["day"].no_day if "day" in kept else "",
    )


def _is_touch(slip: Slip, when: When, head_end: int, topic: int) -> bool:
    if when.start < head_end:
        return when.start < topic or when.past or when.minutes is not None
    start, end = slip.clause_at(when.start)
    rest = slip.open[start:end]
    if place := find_place(slip.open, start, end, lower=False):
        rest = slip.open[start : place.start] + slip.open[place.end : end]
    rest = _SMALL.sub("", rest.replace(COVER, " "))
    return not any(c.isalnum() for c in rest)
