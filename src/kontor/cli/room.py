"""Who is meant in the room of one gathering, by the names that were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.cli.choose import OWNER, whom
from kontor.cli.networks import code_of
from kontor.core.errors import Invalid
from kontor.lib.text import fold, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kontor.cli.ground import Desk
    from kontor.reports.groups.gathering import GatheringView, RoomLine

STATES = ("present", "late", "absent", "excused", "represented")


class SaidTwice(Invalid):
    """Somebody cannot have come and not come."""

    text = gettext_noop("{name} is named twice. Say it once.")


class Room:
    """Who belongs to one gathering, found by the names that were typed."""

    def __init__(self, desk: Desk, view: GatheringView) -> None:
        self._desk, self._lines = desk, view.lines
        self.group, self.day = view.group, view.day
        self.owner = next(line.uid for line in view.lines if line.is_owner)
        self.own = next(line.state for line in view.lines if line.is_owner)

    def states(self, given: Mapping[str, Any], others: str) -> dict[str, str]:
        """Give everybody's state by uid.

        Args:
            given: names by state.
            others: the state of members of whom nothing is noted, "" for none.

        Raises:
            SaidTwice, Nobody, Several, NoSuchWord: it cannot be told.
        """
        states: dict[str, str] = {}
        for state in STATES:
            for name in names_in(given.get(state)):
                uid = self._who(name)
                if states.setdefault(uid, state) != state:
                    raise SaidTwice(name=name)
        if others:
            rest = code_of(others, "attendance")
            for line in self._lines:
                if not line.is_owner and not line.state:
                    states.setdefault(line.uid, rest)
        return states

    def talked(
        self,
        states: dict[str, str],
        said: list[str] | None,
        unsaid: list[str] | None,
    ) -> set[str]:
        """Give with whom the owner talked: those before, and those named now.

        Args:
            states: as ``states`` gave them; whoever is taken back here joins them.
            said, unsaid: names of those the owner talked with, and did not after all.
        """
        out = {self._who(name) for name in names_in(unsaid)}
        for uid in out:
            line = self._line(uid)
            states.setdefault(uid, line.state if line and line.state else "present")
        before = {line.uid for line in self._lines if line.talked}
        now = {self._who(name) for name in names_in(said)}
        return {uid for uid in before | now if uid in states or uid in now} - out

    def _line(self, uid: str) -> RoomLine | None:
        return next((line for line in self._lines if line.uid == uid), None)

    def _who(self, name: str) -> str:
        """Find somebody of the room; else of the book, who may not belong there."""
        wanted = fold(name)
        if wanted in OWNER:
            return self.owner
        whole = [line for line in self._lines if fold(line.name) == wanted]
        parts = [
            line
            for line in self._lines
            if set(wanted.split()) <= set(fold(line.name).split())
        ]
        for found in (whole, parts):
            if len(found) == 1:
                return found[0].uid
        return whom(self._desk, name)


def names_in(texts: Iterable[str] | None) -> list[str]:
    """Take apart names that stand behind one option with commas between them."""
    names = (name.strip() for text in texts or () for name in text.split(","))
    return [name for name in names if name]
