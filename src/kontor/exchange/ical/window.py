"""Which occurrences are wanted, and how much may be done to find them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from kontor.exchange.ical.expand import Span
from kontor.exchange.ical.moments import as_clock, in_zone

_STEPS_PER_RULE = 50_000


@dataclass(slots=True)
class Window:
    """The days wanted of a file.

    Attributes:
        zone: the zone of the book; days are days there.
        today: the last day wanted.
        since: the first day wanted, None for all.
        most: as many occurrences of one event as are wanted.
        steps, occurrences: what may still be spent on the series of this file;
            once it is used up, a series gives its last occurrence only.
    """

    zone: tzinfo
    today: date
    since: date | None
    most: int
    steps: int = 10_000_000
    occurrences: int = 250_000

    def day_of(self, start: date | datetime) -> date:
        """Give the day of a start in the book's zone."""
        if isinstance(start, datetime):
            return in_zone(start, self.zone).date()
        return start

    def outside(self, start: date | datetime) -> str:
        """Give the code for a start that is not wanted, "" for one that is."""
        day = self.day_of(start)
        if day > self.today:
            return "ical-future"
        return "ical-too-old" if self.since and day < self.since else ""

    def span(self, zone: tzinfo | None) -> Span:
        """Give the window by the clock of a zone, None for whole days."""
        since = self._midnight(self.since, zone) if self.since else datetime.min
        return Span(
            stop=self._midnight(self.today + timedelta(days=1), zone),
            since=since,
            most=max(1, min(self.most, self.occurrences)),
            steps=max(1, min(_STEPS_PER_RULE, self.steps)),
        )

    def _midnight(self, day: date, zone: tzinfo | None) -> datetime:
        midnight = datetime.combine(day, time(), self.zone)
        return as_clock(midnight if zone is None else in_zone(midnight, zone))
