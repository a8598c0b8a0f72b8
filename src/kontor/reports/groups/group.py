"""One group: its people, what it leads to, who comes, what to do next there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from kontor.core.errors import Missing
from kontor.core.groups.attendance import LATE, PRESENT
from kontor.core.groups.homophily import alike
from kontor.lib.text import fold
from kontor.records.models import (
    Book,
    Group,
)
from kontor.reports.groups.groups import GroupRow, row_of, segments_of
from kontor.reports.groups.held import GatheringLine, gatherings_of, next_of
from kontor.reports.groups.people import (
    Everybody,
    GuestLine,
    MemberLine,
    TalkTo,
    newcomers,
)
from kontor.reports.groups.seats import Seat, empty_seats
from kontor.reports.groups.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kontor.core.groups.homophily import Likeness


@dataclass(frozen=True, slots=True)
class GroupView:
    """Everything about one group.

    Attributes:
        row: its figures, as on the page of all groups.
        likeness: how alike its people are in what they do; None where too few tell.
        commonest: the trade that most of them share, as it is written.
        own_last: when the owner was last there.
        next_day, next_uid: of the next gathering; the uid is "" where only the rule
            tells it.
    """

    row: GroupRow
    place: str
    page: str
    size: int | None
    visited_on: date | None
    joined_on: date | None
    left_on: date | None
    joining_fee: int | None
    period_fee: int | None
    period: str
    gathering_fee: int | None
    currency: str
    rule: str
    rule_start: date | None
    starts_at: str
    minutes: int | None
    exclusive: bool
    seats: tuple[str, ...]
    offices: str
    note: str
    members: tuple[MemberLine, ...]
    former: tuple[MemberLine, ...]
    guests: tuple[GuestLine, ...]
    newcomers: tuple[MemberLine, ...]
    gatherings: tuple[GatheringLine, ...]
    likeness: Likeness | None
    commonest: str
    empty_seats: tuple[Seat, ...]
    own_last: date | None
    next_day: date | None
    next_uid: str
    talk_to: tuple[TalkTo, ...]


_PLAIN = (
    "place", "page", "size", "visited_on", "joined_on", "left_on", "joining_fee",
    "period_fee", "period", "gathering_fee", "currency", "rule", "rule_start",
    "starts_at", "minutes", "exclusive", "offices", "note",
)  # fmt: skip


def the_group(book: int, uid: UUID | str) -> Group:
    """Fetch a group of a book.

    Raises:
        Missing: there is none of this uid in it.
    """
    try:
        found = Group.objects.filter(book=book, uid=UUID(str(uid))).first()
    except ValueError as error:
        raise Missing from error
    if found is None:
        raise Missing
    return found


def group(book: int, uid: UUID | str, *, today: date) -> GroupView:
    """Gather everything about one group.

    Raises:
        Missing: there is none of this uid in this book.
    """
    found = the_group(book, uid)
    sheet = sheet_of(book, today)
    figures = sheet.groups[found.pk]
    segments = segments_of(book)
    everybody = Everybody(Book.objects.get(pk=book), found, sheet, segments, today)
    members = everybody.members()
    now = [one for one in members if one.until is None or one.until >= today]
    gatherings = gatherings_of(found)
    next_day, next_uid = next_of(found, gatherings, today)
    trades = {one.uid: one.trade for one in now if one.trade and not one.is_owner}
    came = [h.day for h in figures.gatherings if h.state in {PRESENT, LATE}]
    likeness = alike(fold(trade) for trade in trades.values())
    return GroupView(
        row=row_of(found, figures, segments, today),
        **{name: getattr(found, name) for name in _PLAIN},
        seats=tuple(found.seats),
        members=tuple(now),
        former=tuple(one for one in members if one not in now),
        guests=tuple(everybody.guests()),
        newcomers=tuple(newcomers(now, today)),
        gatherings=tuple(gatherings),
        likeness=likeness,
        commonest=_as_written(likeness, trades.values()),
        empty_seats=tuple(empty_seats(found, now)),
        own_last=max(came, default=None),
        next_day=next_day,
        next_uid=next_uid,
        talk_to=tuple(everybody.talk_to(now)),
    )


def _as_written(likeness: Likeness | None, trades: Iterable[str]) -> str:
    if likeness is None:
        return ""
    return next((t for t in trades if fold(t) == likeness.commonest), "")
