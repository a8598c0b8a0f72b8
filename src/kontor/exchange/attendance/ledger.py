"""What has been read of a list so far, within bounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kontor.exchange.attendance.sheet import (
    Held,
    Member,
    Presence,
    Sheet,
    State,
    Tally,
)
from kontor.exchange.card import Problem
from kontor.lib.text import fold

if TYPE_CHECKING:
    from datetime import date

    from kontor.exchange.attendance.sheet import Fate

MOST_MEMBERS = 20_000
MOST_GATHERINGS = 2_000
MOST_PRESENT = 500_000
MOST_PROBLEMS = 2_000
# Of one name no more are looked at for one whose facts agree.
_ALIKE = 20
_SHOWN = 80


@dataclass(slots=True)
class Ledger:
    """Members, gatherings and who came, each once; ``record`` is the row in hand."""

    today: date
    members: list[Member] = field(default_factory=list)
    gatherings: list[Held] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    fates: Counter[Fate] = field(default_factory=Counter)
    record: int = 0
    line: int = 0
    _by_name: dict[str, list[int]] = field(default_factory=dict)
    _by_held: dict[Held, int] = field(default_factory=dict)
    _present: dict[int, State] = field(default_factory=dict)
    _told: set[tuple[str, object]] = field(default_factory=set)
    _untold: int = 0

    def say(self, code: str, outcome: Fate = "used", **facts: str) -> Fate:
        """Report a problem with the row in hand, and give what became of the row."""
        # Half of the room is for rows that are not used.
        room = MOST_PROBLEMS // 2 if outcome == "used" else MOST_PROBLEMS
        if len(self.problems) >= room:
            self._untold += 1
            return outcome
        shown = {name: text[:_SHOWN] for name, text in facts.items()}
        said = "noted" if outcome == "used" else outcome
        self.problems.append(Problem(code, self.record, self.line, said, shown))
        return outcome

    def say_once(self, key: object, code: str, **facts: str) -> None:
        """Report a problem that does not get worse by coming again."""
        if (code, key) not in self._told:
            self._told.add((code, key))
            self.say(code, "used", **facts)

    def named(self, member: Member) -> int | None:
        """Find a member of a row that names them again, or add them.

        Somebody of the same name is the same where no fact says otherwise.

        Returns:
            The place among the members; None where there is no more room.
        """
        alike = self._by_name.get(fold(member.name), [])
        for at in alike[:_ALIKE]:
            known = self.members[at]
            if together := _together(known, member):
                self.members[at] = together
                return at
        return self.added(member)

    def added(self, member: Member) -> int | None:
        """Add a member; another of the same name is noted."""
        if len(self.members) >= MOST_MEMBERS:
            self._no_room(MOST_MEMBERS, "members")
            return None
        alike = self._by_name.setdefault(fold(member.name), [])
        if alike:
            self.say("attendance-same-name", name=member.name)
        alike.append(len(self.members))
        self.members.append(member)
        return len(self.members) - 1

    def twin_of(self, member: Member) -> list[int]:
        """Find those before of whom exactly the same is said."""
        alike = self._by_name.get(fold(member.name), [])[:_ALIKE]
        return [at for at in alike if self.members[at].facts == member.facts]

    def held(self, gathering: Held, code: str = "") -> int | None:
        """Find a gathering, or add it and note what is wrong with its day.

        Returns:
            The place among the gatherings; None where there is no more room.
        """
        at = self._by_held.get(gathering)
        if at is not None:
            return at
        if len(self.gatherings) >= MOST_GATHERINGS:
            self._no_room(MOST_GATHERINGS, "gatherings")
            return None
        if code:
            self.say(code, value=gathering.title)
        if self.is_ahead(gathering):
            self.say("attendance-future", value=_called(gathering))
        self._by_held[gathering] = len(self.gatherings)
        self.gatherings.append(gathering)
        return len(self.gatherings) - 1

    def is_ahead(self, gathering: Held) -> bool:
        """Tell whether a gathering is planned: nobody can have been there."""
        return gathering.day is not None and gathering.day > self.today

    def came(self, member: int, gathering: int, state: State) -> Fate:
        """Keep whether somebody came; what is said twice is noted once."""
        held = self.gatherings[gathering]
        if self.is_ahead(held):
            return "used"
        key = member * MOST_GATHERINGS + gathering
        before = self._present.get(key)
        if before is None:
            if len(self._present) >= MOST_PRESENT:
                self._no_room(MOST_PRESENT, "attendances")
                return "failed"
            self._present[key] = state
            return "used"
        who = {"name": self.members[member].name, "title": _called(held)}
        if before == state:
            self.say_once(key, "attendance-twice", **who)
            return "used"
        return self.say("attendance-two-states", "left_out", **who)

    def state(self, member: int, gathering: int) -> State | None:
        """Tell what is said of a member and a gathering so far."""
        return self._present.get(member * MOST_GATHERINGS + gathering)

    def sheet(self, first: date | None = None, last: date | None = None) -> Sheet:
        """Give all that was read."""
        if self._untold:
            facts = {"count": str(self._untold)}
            self.problems.append(
                Problem("attendance-more-problems", 0, 0, "noted", facts)
            )
        return Sheet(
            self.members,
            self.gatherings,
            [
                Presence(*divmod(key, MOST_GATHERINGS), state)
                for key, state in self._present.items()
            ],
            self.problems,
            self.fates.total(),
            self.fates["used"],
            self.fates["left_out"],
            self.fates["failed"],
            self.tallies,
            first,
            last,
        )

    def _no_room(self, most: int, what: str) -> None:
        self.say_once(what, f"attendance-too-many-{what}", count=f"{most:,}")


def _called(gathering: Held) -> str:
    day = gathering.day.isoformat() if gathering.day else ""
    return f"{gathering.title} {day}".strip()


def _together(one: Member, other: Member) -> Member | None:
    """Put together what two rows say of one member; None where they contradict."""
    pairs = list(zip(one.facts, other.facts, strict=True))
    if any(a and b and a != b for a, b in pairs):
        return None
    if all(a or not b for a, b in pairs):
        return one
    return replace(
        one,
        organisation=one.organisation or other.organisation,
        trade=one.trade or other.trade,
        email=one.email or other.email,
        phone=one.phone or other.phone,
        since=one.since or other.since,
    )
