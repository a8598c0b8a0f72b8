"""When the occurrences of one event begin."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from kontor.exchange.ical.expand import Span, expand
from kontor.exchange.ical.moments import after_until, as_clock, as_utc
from kontor.exchange.ical.rule import BadRule, Rule, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kontor.exchange.ical.event import Event
    from kontor.exchange.ical.window import Window


@dataclass(slots=True)
class Marks:
    """Moments and days that name occurrences of a series.

    Some files name an occurrence at a time by its day only, and one of a whole
    day by a time.
    """

    moments: set[datetime] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    days_of_moments: set[date] = field(default_factory=set)

    def add(self, named: Iterable[date | datetime]) -> None:
        """Take in what names occurrences."""
        for moment in named:
            if isinstance(moment, datetime):
                self.moments.add(as_utc(moment))
                self.days_of_moments.add(moment.date())
            else:
                self.days.add(moment)

    def name(self, start: date | datetime) -> bool:
        """Tell whether the occurrence with this start is named."""
        if isinstance(start, datetime):
            return as_utc(start) in self.moments or start.date() in self.days
        return start in self.days or start in self.days_of_moments


@dataclass(slots=True)
class Starts:
    """The starts of an event within a window, earliest first.

    Attributes:
        starts: days, or aware times, each with its minutes where they differ
            from the event's own.
        cut: there are earlier ones within the window, or may be.
        bad_rule: a rule of the event could not be reckoned with.
    """

    starts: dict[date | datetime, int | None]
    cut: bool = False
    bad_rule: bool = False


def starts_of(event: Event, without: Marks, window: Window) -> Starts:
    """List the last starts of an event by its own rules and dates.

    Args:
        event: the event; its own EXDATEs are left out.
        without: occurrences to be left out as well.
        window: where to look; the steps taken are taken off it.
    """
    result = Starts({})
    found = _by_rules(event, window, result)
    if result.bad_rule or not event.rules:
        found.add(event.start)
    lengths = {alike(event.start, at): length for at, length in event.extra.items()}
    dropped = Marks()
    dropped.add(event.dropped)
    wanted = {
        key_of(start): start
        for start in found | set(lengths)
        if not (dropped.name(start) or without.name(start) or window.outside(start))
    }
    last = sorted(wanted)[-window.most :]
    result.cut = result.cut or len(last) < len(wanted)
    result.starts = {wanted[key]: lengths.get(wanted[key]) for key in last}
    return result


def _by_rules(event: Event, window: Window, result: Starts) -> set[date | datetime]:
    zone = event.start.tzinfo if isinstance(event.start, datetime) else None
    found: set[date | datetime] = set()
    for text in event.rules:
        try:
            rule = parse_rule(text)
        except BadRule:
            result.bad_rule = True
            continue
        clocks = expand(rule, as_clock(event.start), _span(rule, zone, window))
        window.steps -= clocks.steps
        result.cut = result.cut or clocks.cut
        found.update(alike(event.start, clock, zone) for clock in clocks.starts)
    return found


def _span(rule: Rule, zone: tzinfo | None, window: Window) -> Span:
    span = window.span(zone)
    if rule.until is None:
        return span
    return replace(span, stop=min(span.stop, after_until(rule.until, zone)))


def alike(
    start: date | datetime, other: date | datetime, zone: tzinfo | None = None
) -> date | datetime:
    """Make another start a day or a time, as the event's own start is.

    A time without a zone is put into ``zone``.
    """
    if not isinstance(start, datetime):
        return other.date() if isinstance(other, datetime) else other
    if not isinstance(other, datetime):
        return datetime.combine(other, start.timetz())
    return other.replace(tzinfo=zone) if other.tzinfo is None else other


def key_of(start: date | datetime) -> date | datetime:
    """Give a start in the form in which two of one event can be compared."""
    return as_utc(start) if isinstance(start, datetime) else start
