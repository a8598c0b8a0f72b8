"""A first look through a file: its calendars, zones, and which UIDs recur.

Zones may stand after the events that need them, and a changed occurrence far
from its series. Knowing both beforehand, the second reading needs to hold no
more than the series that are not complete yet.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from kontor.exchange.ical.components import (
    EVENT,
    ZONE,
    Component,
    Head,
    Outline,
    components,
    uid_of,
)
from kontor.exchange.ical.event import Calendar
from kontor.exchange.ical.lines import parsed, plain
from kontor.exchange.ical.zones import Zones, known_zone, zone_name

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

_MOST_ZONES = 300


@dataclass(slots=True)
class Survey:
    """What is known of a file after the first reading.

    Attributes:
        plain: what holds outside of any calendar, and in one that says nothing.
        outline: the calendars of the file and whether it is whole.
        records: number of its events, tasks and notes.
        cut: the file ends within one of them.
        calendars: those that say something of their events, by number.
        repeated: how often each UID occurs that does so more than once, by hash.
    """

    plain: Calendar
    outline: Outline = field(default_factory=Outline)
    records: int = 0
    cut: bool = False
    calendars: dict[int, Calendar] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)
    _described: dict[tuple[bytes, ...], tuple[bytes, ...]] = field(default_factory=dict)

    def calendar(self, number: int) -> Calendar:
        """Give what a calendar says of its events."""
        return self.calendars.get(number, self.plain)

    def add_head(self, head: Head) -> None:
        """Take in a line of a calendar itself."""
        prop = parsed(head.text)
        if not prop.value:
            return
        calendar = self._own(head.calendar)
        if prop.name == "METHOD":
            calendar.cancelled = prop.value.upper() == "CANCEL"
        elif prop.name == "X-WR-TIMEZONE":
            if zone := known_zone(prop.value):
                calendar.zone = calendar.utc_zone = zone
        elif not calendar.name or prop.name == "X-WR-CALNAME":
            calendar.name = plain(prop.value)[:200]

    def add_zone(self, component: Component) -> None:
        """Take in a VTIMEZONE, once where many calendars bring the same."""
        name = zone_name(component.lines)
        if not name or known_zone(name):
            return
        lines = tuple(component.lines)
        if lines in self._described or len(self._described) < _MOST_ZONES:
            lines = self._described.setdefault(lines, lines)
            self._own(component.calendar).zones.described.setdefault(name, lines)

    def _own(self, number: int) -> Calendar:
        if number not in self.calendars:
            zones = Zones(self.plain.zones.stop)
            self.calendars[number] = Calendar(zones, self.plain.zone)
        return self.calendars[number]


def take_survey(source: BinaryIO, zone: tzinfo, stop: datetime) -> Survey:
    """Read a file once.

    Args:
        source: the file, from where it stands to its end.
        zone: for times that name none, unless their calendar names one.
        stop: until when zones must be right.
    """
    survey = Survey(Calendar(Zones(stop), zone))
    hashes = array("q")
    for item in components(source, survey.outline):
        if isinstance(item, Head):
            survey.add_head(item)
            continue
        survey.records += item.record > 0
        survey.cut = survey.cut or (item.end == "cut" and item.record > 0)
        if item.name == EVENT:
            hashes.append(hash(uid_of(item)))
        elif item.name == ZONE:
            survey.add_zone(item)
    survey.repeated = _repeated(hashes)
    return survey


def _repeated(hashes: array[int]) -> dict[int, int]:
    values, counts = np.unique(np.array(hashes, np.int64), return_counts=True)
    more = counts > 1
    return dict(zip(values[more].tolist(), counts[more].tolist(), strict=True))
