"""A person's touches of two years as a strip: strokes over a falling line."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kontor.reports.words import month_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MONTHS = 24
HEIGHT = 100
# Heights of the strokes, in hundredths of the strip.
STROKES = {"meeting": 84, "event": 68, "call": 56, "email": 36, "message": 36}


@dataclass(frozen=True, slots=True)
class Stroke:
    """One touch; x in months from the left, y its upper end (0 is the top)."""

    x: str
    y: int
    channel: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What ``connections/_chart.html`` draws, in a box of 24 by 100.

    ``line`` is the strength as points of a polyline, "" where there is none;
    ``quarters`` are the words under the strip, three months each.
    """

    strokes: tuple[Stroke, ...]
    line: str
    today: str
    quarters: tuple[str, ...]
    touches: int
    since: date

    @property
    def bars(self) -> str:
        """The strokes as one path."""
        return "".join([f"M{stroke.x} {HEIGHT}V{stroke.y}" for stroke in self.strokes])


def touch_chart(
    touches: Iterable[tuple[date, str]],
    strength: Sequence[tuple[date, float]],
    today: date,
) -> Chart:
    """Lay out the last 24 months up to the end of this one.

    Args:
        touches: (day, channel) in any order; older ones are left out.
        strength: (day, S) in order of days; the highest value fills the strip.
        today: the day in the book's zone.
    """
    first = _months_back(today, MONTHS - 1)
    strokes = tuple(
        Stroke(_x(day, first), HEIGHT - STROKES.get(channel, 36), channel)
        for day, channel in touches
        if first <= day <= today
    )
    return Chart(
        strokes=strokes,
        line=_line([(d, s) for d, s in strength if first <= d <= today], first),
        today=_x(today, first),
        quarters=tuple(
            month_text(_months_on(first, 3 * n)) for n in range(MONTHS // 3)
        ),
        touches=len(strokes),
        since=first,
    )


def _line(points: Sequence[tuple[date, float]], first: date) -> str:
    top = max((value for _, value in points), default=0.0)
    if top <= 0:
        return ""
    return " ".join(
        f"{_x(day, first)},{HEIGHT - (HEIGHT - 8) * value / top:.1f}"
        for day, value in points
    )


def _x(day: date, first: date) -> str:
    months = (day.year - first.year) * 12 + day.month - first.month
    _, length = monthrange(day.year, day.month)
    return f"{months + (day.day - 1) / length:.3f}"


def _months_back(day: date, months: int) -> date:
    return _months_on(day, -months)


def _months_on(day: date, months: int) -> date:
    """Give the first day of the month so many months away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def weekly(first: date, today: date) -> list[date]:
    """Give the days at which to draw the strength: each week, and today."""
    weeks = (today - first).days // 7
    return [*(first + timedelta(weeks=n) for n in range(weeks + 1)), today]
