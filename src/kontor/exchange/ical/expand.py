"""The occurrences of a rule, with bounded work.

The usual expanders walk from the first occurrence and cannot be stopped: a rule
that never matches keeps them busy until the year 9999, one that repeats by the
second fills the memory. This one walks back from the end of the span, takes a
given number of steps at most and says whether it came to the beginning.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from kontor.exchange.ical.periods import days_of, period_of, tests_of, times_of
from kontor.exchange.ical.rule import completed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.exchange.ical.rule import Rule


@dataclass(frozen=True, slots=True)
class Span:
    """Where to look: ``since`` <= occurrence < ``stop``, the ``most`` last ones.

    All times are wall-clock times of the event, without a zone. ``steps`` is how
    many days and moments may be looked at.
    """

    stop: datetime
    most: int
    steps: int
    since: datetime = datetime.min


@dataclass(slots=True)
class Found:
    """Occurrences, earliest first.

    ``cut`` tells that there are earlier ones within the span, or may be.
    """

    starts: list[datetime]
    cut: bool = False
    steps: int = 0


def expand(rule: Rule, first: datetime, span: Span) -> Found:
    """List the last occurrences of a rule that begins with ``first``.

    ``first`` is an occurrence whether the rule matches it or not, and the one
    that COUNT starts from. UNTIL is not looked at: the caller, who knows the
    zone, puts it into ``span.stop``.
    """
    if first >= span.stop:
        return Found([])
    walk = _Walk(completed(rule, first), first)
    if rule.count is not None:
        found = _forward(walk, span, rule.count)
        if found is not None:
            return found
        # Not at its end after so many: to the reader it repeats without end.
    return _backward(walk, span)


def _forward(walk: _Walk, span: Span, count: int) -> Found | None:
    starts: deque[datetime] = deque(maxlen=span.most)
    seen = within = 0
    for moments in chain([[walk.first]], _later(walk, span)):
        wanted = [m for m in moments[: count - seen] if m >= span.since]
        starts.extend(wanted)
        within += len(wanted)
        seen += len(moments)
        if seen >= count:
            break
        if walk.steps >= span.steps // 2:
            return None
    return Found(list(starts), within > len(starts), walk.steps)


def _later(walk: _Walk, span: Span) -> Iterator[list[datetime]]:
    for period in range(walk.period_of(span.stop) + 1):
        yield [m for m in walk.moments(period) if walk.first < m < span.stop]


def _backward(walk: _Walk, span: Span) -> Found:
    starts: list[datetime] = []
    floor = max(walk.first + timedelta.resolution, span.since)
    for period in range(walk.period_of(span.stop), walk.period_of(floor) - 1, -1):
        moments = [m for m in walk.moments(period) if floor <= m < span.stop]
        starts.extend(reversed(moments))
        if len(starts) > span.most or walk.steps >= span.steps:
            starts = starts[: span.most] or [walk.first]
            return Found(starts[::-1], cut=True, steps=walk.steps)
    if walk.first >= span.since:
        starts.append(walk.first)
    cut = len(starts) > span.most
    return Found(starts[: span.most][::-1], cut, walk.steps)


class _Walk:
    """A way through the periods of one rule that counts its steps."""

    def __init__(self, rule: Rule, first: datetime) -> None:
        self.rule = rule
        self.first = first
        self.tests = tests_of(rule)
        self.steps = 0

    def period_of(self, moment: datetime) -> int:
        return period_of(self.rule, self.first, moment)

    def moments(self, period: int) -> list[datetime]:
        """List the occurrences of a period, earliest first."""
        candidates = days_of(self.rule, self.first, period)
        days = [day for day in candidates if all(test(day) for test in self.tests)]
        times = times_of(self.rule, self.first, period) if days else []
        moments = [datetime.combine(day, time) for day in days for time in times]
        self.steps += len(candidates) + len(moments) + 1
        return _picked(moments, self.rule.positions)


def _picked(moments: list[datetime], positions: tuple[int, ...]) -> list[datetime]:
    """Keep those at the given places, counted from 1 or, from the end, from -1."""
    if not positions:
        return moments
    places = {n - 1 if n > 0 else len(moments) + n for n in positions}
    return [moment for n, moment in enumerate(moments) if n in places]
