"""How often somebody comes, and whether it is falling off.

Single days are dates. Source: docs/sources.md#attendance.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

PRESENT = "present"
LATE = "late"
ABSENT = "absent"
EXCUSED = "excused"
REPRESENTED = "represented"
STATES = (PRESENT, LATE, ABSENT, EXCUSED, REPRESENTED)

# The days compared: the last quarter with the last year.
RECENT = 90
YEAR = 365
# A guess: whoever has belonged for a shorter time has no "usually" to fall from.
FEWEST_DAYS = 180
# A guess: fewer gatherings attended in the year make no pace.
FEWEST_ATTENDED = 6
# A guess: coming half as often as over the year is worth asking how they are.
FALLEN = 0.5


class Rate(NamedTuple):
    """Gatherings attended of those that count; (0, 0) where none does."""

    attended: int
    held: int


class Pace(NamedTuple):
    """How often somebody came of late, and over the year.

    Attributes:
        recent: gatherings attended in the last ``RECENT`` days.
        year: in the last ``YEAR`` days, or since joining.
        ratio: pace of the recent days by that of the year; 1 is as ever.
        falling: whether the ratio is ``FALLEN`` or below.
    """

    recent: int
    year: int
    ratio: float
    falling: bool


def belonged(day: date, joined: date | None, left: date | None) -> bool:
    """Tell whether somebody belonged on a day: both the first and the last count."""
    return (joined is None or joined <= day) and (left is None or day <= left)


def states_while_member(
    marks: Iterable[tuple[date, str]],
    joined: date | None = None,
    left: date | None = None,
) -> list[str]:
    """Keep the states of gatherings from the day of joining to the day of leaving.

    A visit before joining is no attendance of a member, nor an absence after leaving.
    """
    return [state for day, state in marks if belonged(day, joined, left)]


def rate(states: Iterable[str], *, represented_counts: bool = False) -> Rate:
    """Count the gatherings attended, of those that count.

    Present and late are attended; late is kept apart only in the list. An excused one
    is nobody's failing: it counts neither way, so four present and one excused is
    4 of 4. A gathering of which nothing is noted does not count either. Somebody
    who sent a representative has kept the seat: a leads group, which counts kept
    seats, takes it for attended (``represented_counts``). Elsewhere it is as good an
    excuse as any and counts neither way: who was not in the room met nobody.

    Args:
        states: of the gatherings while a member (:func:`states_while_member`), each one
            of ``STATES``; any other is as if nothing were noted.
        represented_counts: whether the kind of group counts seats.

    Source: docs/sources.md#attendance.
    """
    came = {PRESENT, LATE, REPRESENTED} if represented_counts else {PRESENT, LATE}
    noted = list(states)
    attended = sum(state in came for state in noted)
    return Rate(attended, attended + noted.count(ABSENT))


def pace(
    attended_days: Iterable[date], today: date, joined: date | None = None
) -> Pace | None:
    """Compare how often somebody came of late with their own year.

    The one early sign of leaving that holds: the fall of one's own activity.

    Args:
        attended_days: days of gatherings attended, in any order; doubles count once.
        today: belongs to both spans.
        joined: the day of joining, where it is known.

    Returns:
        None where it is too early to tell: fewer than ``FEWEST_DAYS`` a member, or
        fewer than ``FEWEST_ATTENDED`` gatherings attended in the year.

    Source: docs/sources.md#attendance.
    """
    span = YEAR if joined is None else min(YEAR, (today - joined).days + 1)
    first = today - timedelta(days=span - 1)
    days = {day for day in attended_days if first <= day <= today}
    if span < FEWEST_DAYS or len(days) < FEWEST_ATTENDED:
        return None
    recent = sum(day > today - timedelta(days=RECENT) for day in days)
    ratio = (recent / RECENT) / (len(days) / span)
    return Pace(recent, len(days), ratio, ratio <= FALLEN)
