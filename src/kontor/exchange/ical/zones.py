"""Which zone a calendar file means by a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from kontor.exchange.ical.lines import decoded, parsed
from kontor.exchange.ical.observed import observed_zone

# The longest name of a zone, with a maker's prefix, is half as long.
_LONGEST = 200
_OFFSET = re.compile(r"\(?(?:UTC|GMT)\s*([+-])(\d{1,2}):?(\d\d)?\)?(?:\s.*)?")


@dataclass(slots=True)
class Zones:
    """The zones one calendar names.

    Attributes:
        stop: until when the zones it describes itself must be right (no zone).
        described: the lines of each VTIMEZONE under its TZID.
    """

    stop: datetime
    described: dict[str, tuple[bytes, ...]] = field(default_factory=dict)
    _found: dict[str, tzinfo | None] = field(default_factory=dict)

    def find(self, name: str) -> tzinfo | None:
        """Give the zone of that name, None where nobody knows it."""
        if name not in self._found:
            self._found[name] = known_zone(name) or self._described(name)
        return self._found[name]

    def _described(self, name: str) -> tzinfo | None:
        lines = self.described.get(name, ())
        for line in lines:
            prop = parsed(decoded(line))
            if prop.name == "X-LIC-LOCATION" and (known := known_zone(prop.value)):
                return known
        return observed_zone(name, lines, self.stop) or _by_offset(name)


@lru_cache(maxsize=1_000)
def known_zone(name: str) -> tzinfo | None:
    """Find a zone in the world's zone database.

    Windows names and names with a maker's prefix ("/citadel.org/…/Europe/Berlin")
    are understood too.
    """
    name = name.strip().strip("/")
    if len(name) > _LONGEST:
        return None
    parts = name.split("/")
    endings = ["/".join(parts[n:]) for n in range(1, len(parts) - 1)]
    for candidate in (name, WINDOWS_TO_OLSON.get(name), *endings):
        if candidate and (zone := _in_database(candidate)):
            return zone
    return None


def zone_name(lines: list[bytes]) -> str:
    """Give the TZID of a VTIMEZONE, "" where it has none."""
    props = (parsed(decoded(line)) for line in lines)
    return next((prop.value.strip('"') for prop in props if prop.name == "TZID"), "")


def _in_database(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _by_offset(name: str) -> tzinfo | None:
    match = _OFFSET.fullmatch(name.strip())
    if match is None:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if offset >= timedelta(days=1):
        return None
    return timezone(-offset if match[1] == "-" else offset)
