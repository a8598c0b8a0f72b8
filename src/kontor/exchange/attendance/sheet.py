"""What a list of members or of their attendance says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from kontor.exchange.card import Problem

State = Literal["present", "late", "absent", "excused", "represented"]
# What became of a row; its problems have the same words.
Fate = Literal["used", "left_out", "failed"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the list.

    Every text but the name may be "". A telephone number is as written; ``record``
    and ``line`` are the first place in the file, from 1.
    """

    name: str
    organisation: str = ""
    trade: str = ""
    email: str = ""
    phone: str = ""
    since: date | None = None
    record: int = 0
    line: int = 0

    @property
    def facts(self) -> tuple[str | date | None, ...]:
        """Give what tells this one from another of the same name."""
        return self.organisation, self.trade, self.email, self.phone, self.since


@dataclass(frozen=True, slots=True)
class Held:
    """A gathering; ``title`` is "" where the list gives only its day."""

    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether one member came; both are places in the lists of a sheet, from 0."""

    member: int
    gathering: int
    state: State


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a member had one state over the days that a report covers."""

    member: int
    state: State
    count: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as read.

    Every row below the heading that is not blank was used, left out or has failed:
    ``rows_read == used + left_out + failed``.

    Attributes:
        present: what is said; where a cell is empty nothing is.
        tallies: what a report counts over a period, without saying of which day.
        first, last: the period of a report, None where none is given.
    """

    members: list[Member] = field(default_factory=list)
    gatherings: list[Held] = field(default_factory=list)
    present: list[Presence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows_read: int = 0
    used: int = 0
    left_out: int = 0
    failed: int = 0
    tallies: list[Tally] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
