"""One row of a list, by the form of the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kontor.exchange.attendance.gatherings import held_from
from kontor.exchange.attendance.marks import is_blank, state_of
from kontor.exchange.attendance.person import cut, fate_of_name, member_of
from kontor.exchange.attendance.sheet import Held, Member, State, Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.exchange.attendance.layout import Layout
    from kontor.exchange.attendance.ledger import Ledger
    from kontor.exchange.attendance.sheet import Fate

# Those in the heading of a wide or turned table: column -> place in the ledger.
Marked = dict[int, int]
_COUNT = re.compile(r"(\d{1,6})(?:[.,]0+)?")


def take_heading(layout: Layout, ledger: Ledger) -> Marked:
    """Take the gatherings, or the members, that stand in the heading."""
    marked: Marked = {}
    if layout.columns.form not in {"wide", "turned"}:
        return marked
    for i in layout.columns.marks:
        text = " ".join(layout.heading[i].split())
        if not text:
            ledger.say("attendance-no-heading", count=str(i + 1))
            continue
        before = set(marked.values())
        at = _headed(text, layout, ledger)
        if at is not None and at in before:
            ledger.say_once(text, "attendance-double-heading", value=text)
        if at is not None:
            marked[i] = at
    return marked


def take_row(cells: list[str], layout: Layout, marked: Marked, ledger: Ledger) -> Fate:
    """Take one row and tell what became of it.

    Args:
        cells: its cells, trimmed; not all are "".
    """
    return _TAKERS[layout.columns.form](cells, layout, marked, ledger)


def _headed(text: str, layout: Layout, ledger: Ledger) -> int | None:
    if layout.columns.form == "turned":
        if fate_of_name(text, ledger):
            return None
        name = cut(text, ledger)
        return ledger.named(Member(name, record=0, line=ledger.line))
    return ledger.held(*held_from(text, month_first=layout.month_first))


def _take_long(
    cells: list[str], layout: Layout, marked: Marked, ledger: Ledger
) -> Fate:
    member = member_of(cells, layout, ledger)
    if not isinstance(member, Member):
        return member
    found = _gathering(cells, layout)
    if found is None:
        return ledger.say("attendance-no-gathering", "failed", name=member.name)
    who, where = ledger.named(member), ledger.held(*found)
    if who is None or where is None:
        return "failed"
    state = _long_state(cells, layout, ledger)
    return ledger.came(who, where, state) if state else "used"


def _gathering(cells: list[str], layout: Layout) -> tuple[Held, str] | None:
    """Put the day and the title of a row together."""
    columns = layout.columns
    day, title = (_cell(cells, i) for i in (columns.day, columns.title))
    if not day or not title:
        text = day or title
        return held_from(text, month_first=layout.month_first) if text else None
    held, code = held_from(day, month_first=layout.month_first)
    if held.day is None:
        # Both are kept, so that nothing of it is lost.
        return Held(f"{title} {day}"[:200], None), code or "attendance-bad-day"
    return Held(title[:200], held.day), code


def _long_state(cells: list[str], layout: Layout, ledger: Ledger) -> State | None:
    columns = layout.columns
    if columns.states:
        ticked = [
            state
            for state, i in columns.states
            if state_of(_cell(cells, i)) == "present"
        ]
        if len(ticked) == 1:
            return ticked[0]
        ledger.say("attendance-no-state")
        return None
    if columns.state < 0:
        return "present"
    text = _cell(cells, columns.state)
    if is_blank(text):
        ledger.say("attendance-no-state")
        return None
    return _state(text, layout, ledger)


def _state(text: str, layout: Layout, ledger: Ledger) -> State | None:
    state = state_of(text, a_is_absent=layout.a_is_absent)
    if state is None:
        ledger.say("attendance-unknown-mark", value=text)
    return state


def _take_wide(
    cells: list[str], layout: Layout, marked: Marked, ledger: Ledger
) -> Fate:
    member = member_of(cells, layout, ledger)
    if not isinstance(member, Member):
        return member
    said = _said(cells, layout, marked, ledger)
    said = {g: s for g, s in said.items() if not ledger.is_ahead(ledger.gatherings[g])}
    twins = ledger.twin_of(member)
    if any(
        all(ledger.state(twin, g) == said.get(g) for g in marked.values())
        for twin in twins
    ):
        return ledger.say("attendance-row-twice", "left_out", name=member.name)
    who = ledger.added(member)
    if who is None:
        return "failed"
    for gathering, state in said.items():
        ledger.came(who, gathering, state)
    return "used"


def _said(
    cells: list[str], layout: Layout, marked: Marked, ledger: Ledger
) -> dict[int, State]:
    """Read the marks of a row: what is said of each gathering or member."""
    said: dict[int, State] = {}
    for i, at in marked.items():
        # Most cells of a wide table say nothing.
        text = cells[i] if i < len(cells) else ""
        if not text or is_blank(text):
            continue
        state = _state(text, layout, ledger)
        if state and said.setdefault(at, state) != state:
            ledger.say("attendance-two-marks", value=text)
    return said


def _take_turned(
    cells: list[str], layout: Layout, marked: Marked, ledger: Ledger
) -> Fate:
    found = _gathering(cells, layout)
    if found is None:
        return ledger.say("attendance-no-day", "failed")
    where = ledger.held(*found)
    if where is None:
        return "failed"
    for who, state in _said(cells, layout, marked, ledger).items():
        ledger.came(who, where, state)
    return "used"


def _take_member(
    cells: list[str], layout: Layout, marked: Marked, ledger: Ledger
) -> Fate:
    # A list is a wide table without gatherings.
    return _take_wide(cells, layout, {}, ledger)


def _take_report(
    cells: list[str], layout: Layout, marked: Marked, ledger: Ledger
) -> Fate:
    member = member_of(cells, layout, ledger)
    if not isinstance(member, Member):
        return member
    counts = _counts(cells, layout, ledger)
    who = ledger.added(member)
    if who is None:
        return "failed"
    ledger.tallies += [Tally(who, state, count) for state, count in counts]
    if layout.first is None or layout.first != layout.last:
        return "used"
    where = ledger.held(Held("", layout.first))
    times = sum(count for _, count in counts)
    if where is not None and times == 1:
        ledger.came(who, where, counts[0][0])
    elif times > 1:
        ledger.say("attendance-counts-differ", name=member.name, count=str(times))
    return "used"


def _counts(
    cells: list[str], layout: Layout, ledger: Ledger
) -> list[tuple[State, int]]:
    """Read how often a member had which state, without zeros."""
    counts = [
        (state, _count(_cell(cells, i), ledger)) for state, i in layout.columns.states
    ]
    return [(state, count) for state, count in counts if count]


def _count(text: str, ledger: Ledger) -> int:
    if is_blank(text):
        return 0
    if found := _COUNT.fullmatch(text):
        return int(found[1])
    # A report of one gathering may have marks.
    state = state_of(text)
    if state is None:
        ledger.say("attendance-unknown-mark", value=text)
    return int(state == "present")


def _cell(cells: list[str], at: int) -> str:
    return " ".join(cells[at].split()) if 0 <= at < len(cells) else ""


_TAKERS: dict[str, Callable[[list[str], Layout, Marked, Ledger], Fate]] = {
    "long": _take_long,
    "wide": _take_wide,
    "turned": _take_turned,
    "members": _take_member,
    "report": _take_report,
}
