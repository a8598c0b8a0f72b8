"""Read a calendar file: past meetings with who was there."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast
from zoneinfo import ZoneInfo

from kontor.exchange.card import Problem
from kontor.exchange.ical.components import (
    EVENT,
    MOST_LINES,
    OTHERS,
    Component,
    components,
)
from kontor.exchange.ical.event import UnreadableEvent, read_event
from kontor.exchange.ical.series import read_series
from kontor.exchange.ical.survey import take_survey
from kontor.exchange.ical.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.exchange.ical.event import Event
    from kontor.exchange.ical.survey import Survey
    from kontor.exchange.meeting import Meeting

_IN_MEMORY = 1 << 23
_MOST_HELD = 20_000


def read_calendar(
    source: BinaryIO,
    *,
    zone: str,
    today: date,
    since: date | None = None,
    most_per_event: int = 1_000,
) -> Iterator[Meeting | Problem]:
    """Read the meetings of a calendar file up to and including today.

    The file is read twice and never held as a whole. Its records are events,
    tasks, journal entries and free-busy times, numbered together from 1. Each
    shows up as one meeting at least, or as exactly one problem whose outcome is
    "failed" or "left_out". Problems of the whole file have record 0.

    Args:
        source: the file; one that cannot be read twice is copied first.
        zone: the book's time zone, for days and for times that name no zone.
        today: the last day wanted, there.
        since: the first day wanted; None for all.
        most_per_event: as many occurrences of one event as are wanted, the last
            ones.

    Raises:
        ZoneInfoNotFoundError: ``zone`` is not the name of a time zone.
    """
    window = Window(ZoneInfo(zone), today, since, most_per_event)
    # Far enough for the end of any meeting that began today.
    stop = datetime.combine(today + timedelta(days=366), time())
    with _readable_twice(source) as file:
        begin = file.tell()
        survey = take_survey(file, window.zone, stop)
        yield from _of_the_file(survey)
        file.seek(begin)
        yield from _Reading(survey, window).read(file)


def _of_the_file(survey: Survey) -> Iterator[Problem]:
    outline = survey.outline
    if not outline.last_line:
        yield Problem("empty-file", 0, 1)
    elif not outline.calendars and not survey.records:
        yield Problem("ical-no-calendar", 0, 1)
    elif not (outline.closed or survey.cut):
        yield Problem("ical-truncated", 0, outline.last_line, "noted")
    elif not survey.records:
        yield Problem("ical-no-event", 0, 1, "noted")


class _Reading:
    """The second reading: series are held until all their events are there."""

    def __init__(self, survey: Survey, window: Window) -> None:
        self.survey = survey
        self.window = window
        self.waiting: dict[str, list[Event]] = {}
        self.held = 0
        self.unknown_zones: set[str] = set()

    def read(self, file: BinaryIO) -> Iterator[Meeting | Problem]:
        for item in components(file):
            if not isinstance(item, Component) or not item.record:
                continue
            if item.end == "cut":
                yield Problem("ical-truncated", item.record, item.line)
            elif item.name in OTHERS:
                yield Problem("ical-not-a-meeting", item.record, item.line, "left_out")
            elif item.name == EVENT:
                yield from self.read_event(item)
        yield from self.finish()

    def read_event(self, item: Component) -> Iterator[Meeting | Problem]:
        try:
            event = read_event(item, self.survey.calendar(item.calendar))
        except UnreadableEvent as error:
            yield Problem(error.code, item.record, item.line, facts=error.facts)
            return
        yield from self.noted(item, event)
        series = self.waiting.setdefault(event.uid, [])
        series.append(event)
        self.held += 1
        if len(series) >= self.survey.repeated.get(hash(event.uid), 1):
            yield from self.resolve(self.waiting.pop(event.uid))
        elif self.held > _MOST_HELD:
            yield from self.finish()

    def noted(self, item: Component, event: Event) -> Iterator[Problem]:
        if item.end == "open":
            yield Problem("ical-unclosed", item.record, item.line, "noted")
        if item.too_long:
            facts = {"count": str(MOST_LINES)}
            yield Problem("ical-too-long", item.record, item.line, "noted", facts)
        if event.unknown_zone and event.unknown_zone not in self.unknown_zones:
            self.unknown_zones.add(event.unknown_zone)
            facts = {"zone": event.unknown_zone}
            yield Problem("ical-unknown-zone", item.record, item.line, "noted", facts)

    def finish(self) -> Iterator[Meeting | Problem]:
        waiting, self.waiting = self.waiting, {}
        for series in waiting.values():
            yield from self.resolve(series)

    def resolve(self, series: list[Event]) -> Iterator[Meeting | Problem]:
        self.held -= len(series)
        try:
            yield from list(read_series(series, self.window))
        except (ValueError, OverflowError) as error:
            # Dates at the edge of the calendar; it must not cost other events.
            for event in series:
                facts = {"reason": str(error)[:80]}
                yield Problem("ical-bad-event", event.record, event.line, facts=facts)


@contextmanager
def _readable_twice(source: BinaryIO) -> Iterator[BinaryIO]:
    if source.seekable():
        yield source
        return
    with SpooledTemporaryFile(_IN_MEMORY) as copy:
        shutil.copyfileobj(source, copy)
        copy.seek(0)
        yield cast("BinaryIO", copy)
