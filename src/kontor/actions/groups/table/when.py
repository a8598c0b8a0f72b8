"""Which gatherings the columns of a table are: known ones, or new with their day."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kontor.actions.connections.errors import BadValue, NoSuchDay
from kontor.actions.groups import values as check
from kontor.actions.groups.errors import NoDays, NotYetHeld
from kontor.lib.text import fold
from kontor.records.models import Gathering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.exchange.attendance.sheet import Held, Sheet
    from kontor.records.models import Group

# What gatherings are from that were known by nothing but their title.
SOURCE = "table"
MOST_BETWEEN = 3_660
_NAMED = 3
_NUMBERED = re.compile(r"(.*?)(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When gatherings were of which a table gives no day.

    Attributes:
        first_day: of the first of them.
        every: days from one to the next; None where there is one.
    """

    first_day: date
    every: int | None = None


@dataclass(slots=True)
class Day:
    """A gathering of the table.

    Attributes:
        key: of the gathering of the book, None where it is new.
        day: None where nobody knows; then it is left out.
        source_id: what it is recognised by where its day was not in the table.
        cancelled: the book says that it did not take place.
    """

    title: str
    day: date | None
    source_id: str = ""
    key: int | None = None
    cancelled: bool = False


def days_of(
    group: Group, sheet: Sheet, rhythm: Rhythm | None, today: date
) -> list[Day]:
    """Find the gatherings of a table in the book, and give new ones their day.

    Raises:
        NoDays: the table gives none, and nothing else says when they were.
        NotYetHeld: somebody came to one that, so, is still to come.
        BadValue, NoSuchDay: the rhythm cannot be used.
    """
    known = list(Gathering.objects.filter(group=group).order_by("day", "pk"))
    days = [_of(held) for held in sheet.gatherings]
    _find_by_day(days, known)
    _find_by_title(days, known)
    _give_days(days, rhythm)
    came = {presence.gathering for presence in sheet.present}
    for at, one in enumerate(days):
        if one.day is not None and one.day > today and at in came:
            raise NotYetHeld(day=one.day)
    return days


def _of(held: Held) -> Day:
    return Day(held.title, held.day, "" if held.day else held.title[:500])


def _find_by_day(days: Sequence[Day], known: Sequence[Gathering]) -> None:
    """Find gatherings by their day; of several, first those of the same title."""
    free: dict[date, list[Gathering]] = defaultdict(list)
    for gathering in known:
        free[gathering.day].append(gathering)
    for same_title in (True, False):
        for one in days:
            there = free.get(one.day, []) if one.day and one.key is None else []
            for gathering in there:
                if not same_title or fold(gathering.title) == fold(one.title):
                    _settle(one, gathering)
                    there.remove(gathering)
                    break


def _find_by_title(days: Sequence[Day], known: Sequence[Gathering]) -> None:
    by_id = {row.source_id: row for row in known if row.source == SOURCE}
    for one in days:
        if one.source_id and (gathering := by_id.get(one.source_id)) is not None:
            _settle(one, gathering)
            one.day = gathering.day


def _settle(one: Day, gathering: Gathering) -> None:
    one.key, one.cancelled = gathering.pk, gathering.cancelled


def _give_days(days: Sequence[Day], rhythm: Rhythm | None) -> None:
    """Give a day to those that have none, in their order."""
    without = in_order([one for one in days if one.source_id])
    open_ = [one for one in without if one.key is None]
    if not open_:
        return
    if rhythm is None:
        if len(open_) == len(days):
            raise NoDays(titles=_titles(open_))
        return
    first = check.day("first_day", rhythm.first_day)
    every = check.number("every", rhythm.every, MOST_BETWEEN)
    if first is None or (not every and len(without) > 1):
        raise BadValue(field="every", value=rhythm.every)
    for number, one in enumerate(without):
        if one.key is None:
            try:
                one.day = first + timedelta(days=(every or 0) * number)
            except OverflowError as error:
                raise NoSuchDay(day=first) from error


def in_order(days: Sequence[Day]) -> list[Day]:
    """Put gatherings without a day in order: by their numbers, else as in the table.

    A table with a row for each attendance names them as they come: E1, E3, E2.
    """
    found = [_NUMBERED.fullmatch(one.title) for one in days]
    if len({number[1] if number else None for number in found}) != 1 or not found[0]:
        return list(days)
    numbered = zip((int(number[2]) for number in found if number), days, strict=True)
    return [one for _number, one in sorted(numbered, key=lambda pair: pair[0])]


def _titles(days: Sequence[Day]) -> str:
    shown = ", ".join(one.title for one in days[:_NAMED])
    return f"{shown} …" if len(days) > _NAMED else shown
