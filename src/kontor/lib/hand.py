"""Whose hand writes, and when: passed in by the face, never looked up below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Hand:
    """The account that acts (None for Kontor itself) and the moment, aware UTC."""

    account_id: int | None
    moment: datetime

    def today(self, zone: str) -> date:
        """Tell which day it is in a time zone such as ``Europe/Berlin``."""
        return self.moment.astimezone(ZoneInfo(zone)).date()
