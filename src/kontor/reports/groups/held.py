"""The gatherings of one group, held and to come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kontor.core.groups.attendance import LATE, PRESENT
from kontor.exchange.ical.expand import Span, expand
from kontor.exchange.ical.rule import BadRule, parse_rule
from kontor.records.models import Attendance, Gathering, Group

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

# How far ahead a rule is followed for the next gathering.
AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class GatheringLine:
    """One gathering; ``came`` counts who is noted as there, None where nobody is."""

    uid: str
    day: date
    title: str
    starts_at: str
    minutes: int | None
    cancelled: bool
    came: int | None
    own: str


def gatherings_of(group: Group) -> list[GatheringLine]:
    """List the gatherings of a group, the latest first."""
    came: dict[int, int] = defaultdict(int)
    own: dict[int, str] = {}
    marks = Attendance.objects.filter(gathering__group=group)
    for key, state, is_owner in marks.values_list(
        "gathering_id", "state", "person__is_owner"
    ):
        came[key] += state in {PRESENT, LATE}
        if is_owner:
            own[key] = state
    return [
        GatheringLine(
            uid=str(row.uid),
            day=row.day,
            title=row.title,
            starts_at=row.starts_at,
            minutes=row.minutes,
            cancelled=row.cancelled,
            came=came.get(row.pk),
            own=own.get(row.pk, ""),
        )
        for row in Gathering.objects.filter(group=group).order_by("-day", "-pk")
    ]


def next_of(
    group: Group, gatherings: Sequence[GatheringLine], today: date
) -> tuple[date | None, str]:
    """Tell the next gathering: one that is noted, else by the rule."""
    coming = [g for g in gatherings if g.day >= today and not g.cancelled]
    noted = min(coming, key=lambda g: g.day, default=None)
    by_rule = next_by_rule(group, today, {g.day for g in gatherings})
    if noted is not None and (by_rule is None or noted.day <= by_rule):
        return noted.day, noted.uid
    return by_rule, ""


def next_by_rule(group: Group, today: date, known: set[date]) -> date | None:
    """Give the next day by the rule of a group that is not noted yet."""
    if not group.rule or group.rule_start is None:
        return None
    if group.left_on is not None and group.left_on <= today:
        return None
    first = datetime.combine(group.rule_start, datetime.min.time())
    since = datetime.combine(max(today, group.rule_start), datetime.min.time())
    try:
        rule = parse_rule(group.rule)
    except BadRule:
        return None
    span = Span(stop=since + AHEAD, most=500, steps=20_000, since=since)
    days = (moment.date() for moment in expand(rule, first, span).starts)
    return next((day for day in days if day not in known and day >= today), None)
