"""What another program has noted as promised, or to be thought of, to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise of the keeper's, or a reminder.

    Attributes:
        source_id: the source's own id, or another text that tells it from others.
        text: what it is about.
        day: when it is due, or was first; None for no day.
        every: how often it comes back, as (3, "week"); None for once.
        done_on: when it was kept, None where it is open.
    """

    source_id: str
    text: str
    day: date | None = None
    every: tuple[int, str] | None = None
    done_on: date | None = None
