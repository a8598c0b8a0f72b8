"""All groups side by side: the people each leads to, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.lib.text import fold
from kontor.records.models import Group, Segment
from kontor.reports.groups.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from kontor.core.groups.verdict import Card
    from kontor.reports.groups.sheet import Figures, Sheet


@dataclass(frozen=True, slots=True)
class Pool:
    """The people of a segment that a group leads to.

    Attributes:
        segment: its uid, "" for all segments together; ``name`` is its name.
        card: see ``core.groups.verdict``; the range in whole people.
    """

    segment: str
    name: str
    card: Card


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group as a line that can be compared.

    Attributes:
        standing: "member", "visited", "left" or "looking".
        known, size: members known, and as it states them (None where it does not).
        target: of all segments together; None without any segment.
        pools: of each segment, in the order of their importance.
        added: people in a segment whom no other group has.
        attended, held: own gatherings while belonging.
        hours: a month, on the mean of the last year; ``money`` likewise, as
            (minor units, currency).
        next_day: of the next gathering noted, or None.
    """

    uid: str
    name: str
    kind: str
    standing: str
    known: int
    size: int | None
    target: Pool | None
    pools: tuple[Pool, ...]
    added: int
    attended: int
    held: int
    hours: float
    money: tuple[tuple[int, str], ...]
    next_day: date | None


@dataclass(frozen=True, slots=True)
class GroupsView:
    """All groups of a book.

    Attributes:
        union: people in a segment, each counted once whatever groups they are in;
            ``summed`` is what adding up the groups would say.
        segments: (uid, name), the most important first.
        most: the highest end of all ranges, to draw them to one scale.
        sort, kind: what was asked for.
    """

    rows: tuple[GroupRow, ...]
    union: int
    summed: int
    segments: tuple[tuple[str, str], ...]
    most: int
    sort: str
    kind: str


def _expected(row: GroupRow) -> float:
    return row.target.card.expected if row.target else row.known


SORTS: dict[str, Callable[[GroupRow], tuple[object, ...]]] = {
    "pool": lambda row: (-_expected(row), fold(row.name)),
    "added": lambda row: (-row.added, fold(row.name)),
    "name": lambda row: (fold(row.name),),
    "kind": lambda row: (row.kind, fold(row.name)),
    "known": lambda row: (-row.known, fold(row.name)),
    "attended": lambda row: (-row.attended, fold(row.name)),
    "hours": lambda row: (-row.hours, fold(row.name)),
    "money": lambda row: (-max((m for m, _ in row.money), default=0), fold(row.name)),
}


def groups(book: int, *, today: date, sort: str = "pool", kind: str = "") -> GroupsView:
    """Compare all groups of a book.

    Args:
        sort: a key of SORTS; any other is "pool".
        kind: only groups of this kind; the union is of these.
    """
    sheet = sheet_of(book, today)
    segments = segments_of(book)
    found = Group.objects.filter(book=book)
    if kind:
        found = found.filter(kind=kind)
    every = list(found)
    rows = [row_of(group, sheet.groups[group.pk], segments, today) for group in every]
    order = sort if sort in SORTS else "pool"
    figures = [sheet.groups[group.pk] for group in every]
    return GroupsView(
        rows=tuple(sorted(rows, key=SORTS[order])),
        union=_union(sheet, figures),
        summed=sum(f.target.in_segment for f in figures if f.target),
        segments=tuple((str(one.uid), one.name) for one in segments),
        most=max((row.target.card.high for row in rows if row.target), default=0),
        sort=order,
        kind=kind,
    )


def segments_of(book: int) -> list[Segment]:
    """Give the segments of a book, the most important first."""
    return list(Segment.objects.filter(book=book).order_by("-importance", "folded"))


def row_of(
    group: Group, figures: Figures, segments: Iterable[Segment], today: date
) -> GroupRow:
    """Make the line of one group."""
    pools = [
        Pool(str(one.uid), one.name, figures.cards[one.pk])
        for one in segments
        if one.pk in figures.cards
    ]
    return GroupRow(
        uid=str(group.uid),
        name=group.name,
        kind=group.kind,
        standing=standing_of(group, today),
        known=len(figures.people),
        size=group.size,
        target=Pool("", "", figures.target) if figures.target else None,
        pools=tuple(pools),
        added=figures.added,
        attended=figures.attended,
        held=figures.held,
        hours=figures.hours,
        money=tuple((sum_, code) for code, sum_ in sorted(figures.money.items())),
        next_day=figures.next_day,
    )


def standing_of(group: Group, today: date) -> str:
    """Tell where the owner stands with a group."""
    if group.left_on is not None and group.left_on <= today:
        return "left"
    if group.joined_on is not None and group.joined_on <= today:
        return "member"
    return "visited" if group.visited_on else "looking"


def _union(sheet: Sheet, figures: Iterable[Figures]) -> int:
    wanted = frozenset().union(*sheet.segments.values())
    return len(frozenset().union(*(f.people for f in figures)) & wanted)
