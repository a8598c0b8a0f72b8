"""Which browsers are signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.lib.digest import digest
from kontor.records.models import Device

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A browser that is signed in.

    Attributes:
        browser, system: families, "" where it is none that is known.
        since: when it was signed in.
        seen: the last day (UTC) on which it asked for a page.
        here: whether it is the one that asks.
    """

    id: int
    browser: str
    system: str
    since: datetime
    seen: date
    here: bool


def devices_of(account: int, word: str = "") -> list[DeviceLine]:
    """List the browsers of an account, the one that asks first, then by last use.

    Args:
        word: what the session of the one that asks holds.
    """
    asking = digest(word)
    rows = Device.objects.filter(account=account).order_by("-seen", "-pk")
    lines = [
        DeviceLine(
            row.pk, row.browser, row.system, row.since, row.seen, row.digest == asking
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.here)
