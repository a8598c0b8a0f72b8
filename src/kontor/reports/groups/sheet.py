"""What all groups of a book come to, reckoned together.

The share of a segment in one group is judged by all the others, and what a group adds
by who is in the others; so nothing here is about one group alone. Reckoned once for
each state of the book.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.groups.attendance import LATE, PRESENT, REPRESENTED
from kontor.core.groups.overlap import added, union
from kontor.core.groups.reach import fit
from kontor.core.groups.segments import members
from kontor.core.groups.verdict import Card, cards
from kontor.records.facts.groups import (
    gatherings_of_all,
    known_of_all,
    members_of_all,
    rules_of,
    said_of_all,
    state_of,
)
from kontor.records.facts.rows import uid_text
from kontor.records.models import Group, Person, Segment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kontor.core.connections.columns import Ints

# What a month costs is the mean of so many days, or of those since joining.
YEAR = 365
MONTH = YEAR / 12
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
Money = dict[str, int]


@dataclass(frozen=True, slots=True)
class Held:
    """One gathering that took place; ``state`` is the owner's own, "" where unknown."""

    key: int
    uid: str
    day: date
    minutes: int
    state: str


@dataclass(slots=True)
class Figures:
    """The figures of one group.

    Attributes:
        people: keys of the members known.
        cards: by key of the segment.
        target: of all segments together, None where there is no segment.
        added: members in a segment whom no other group has.
        held, attended: gatherings while the owner belonged, and those attended.
        hours, money: a month, on the mean of the last year; money by currency, in
            minor units.
        next_day: of the next gathering noted, None where none is.
    """

    people: frozenset[int] = frozenset()
    cards: dict[int, Card] = field(default_factory=dict)
    target: Card | None = None
    added: int = 0
    held: int = 0
    attended: int = 0
    hours: float = 0.0
    money: Money = field(default_factory=dict)
    next_day: date | None = None
    gatherings: list[Held] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All groups of a book.

    Attributes:
        groups: by key.
        segments: who belongs to each, by key.
        union: members in a segment, each once, whatever groups they are in.
    """

    groups: Mapping[int, Figures]
    segments: Mapping[int, frozenset[int]]
    union: int


def sheet_of(book: int, today: date) -> Sheet:
    """Give the sheet of a book as it stands."""
    state = state_of(book)
    return _reckoned(book, today, repr(state))


def forget() -> None:
    """Reckon anew next time, whatever was reckoned before."""
    _reckoned.cache_clear()


@lru_cache(maxsize=16)
def _reckoned(book: int, today: date, state: str) -> Sheet:
    groups = list(Group.objects.filter(book=book))
    owner = Person.objects.get(book=book, is_owner=True).pk
    figures = {group.pk: Figures() for group in groups}
    segments = _segments(book, today)
    pairs = [pair for pair in members_of_all(book, today) if pair[1] != owner]
    people: dict[int, set[int]] = {key: set() for key in figures}
    for group, person in pairs:
        people[group].add(person)
    for key, found in figures.items():
        found.people = frozenset(people[key])
    _add_cards(groups, figures, segments)
    everybody = _add_what_is_added(figures, segments)
    _add_gatherings(book, owner, groups, figures, today)
    return Sheet(figures, segments, everybody)


def _segments(book: int, today: date) -> dict[int, frozenset[int]]:
    segments = list(Segment.objects.filter(book=book))
    if not segments:
        return {}
    known, said = known_of_all(book, today), said_of_all(book)
    return {
        one.pk: frozenset(members(rules_of(one), known, said.get(one.pk, ())))
        for one in segments
    }


def _add_cards(
    groups: list[Group],
    figures: dict[int, Figures],
    segments: dict[int, frozenset[int]],
) -> None:
    totals = [group.size for group in groups]
    wanted = frozenset().union(*segments.values())
    for key, belonging in [*segments.items(), (None, wanted)]:
        if not segments or not groups:
            return
        known = [len(figures[g.pk].people) for g in groups]
        inside = [len(figures[g.pk].people & belonging) for g in groups]
        found = cards(known, totals, inside, fit(_ints(inside), _ints(known)))
        for group, card in zip(groups, found, strict=True):
            if key is None:
                figures[group.pk].target = card
            else:
                figures[group.pk].cards[key] = card


def _add_what_is_added(
    figures: dict[int, Figures], segments: dict[int, frozenset[int]]
) -> int:
    """Note whom each group adds to the others; count everybody in a segment once."""
    wanted = frozenset().union(*segments.values())
    keys = list(figures)
    pairs = [(n, who) for n, key in enumerate(keys) for who in figures[key].people]
    if not pairs or not wanted:
        return 0
    group, who = (_ints(column) for column in zip(*pairs, strict=True))
    everybody, person = np.unique(who, return_inverse=True)
    is_wanted = np.isin(everybody, _ints(sorted(wanted)))
    for key, count in zip(
        keys, added(group, person, is_wanted, len(keys)), strict=True
    ):
        figures[key].added = int(count)
    return union(person, is_wanted)


def _add_gatherings(
    book: int,
    owner: int,
    groups: list[Group],
    figures: dict[int, Figures],
    today: date,
) -> None:
    by_key = {group.pk: group for group in groups}
    rows = gatherings_of_all(book, owner)
    for key, pk, uid, when, minutes, cost, currency, state in rows:
        found, group = figures[key], by_key[key]
        if when > today:
            found.next_day = found.next_day or when
            continue
        found.gatherings.append(
            Held(
                pk,
                uid_text(uid) or "",
                when,
                minutes or group.minutes or 0,
                state or "",
            )
        )
        if state in {PRESENT, LATE} and today - when < timedelta(YEAR):
            code = currency or group.currency
            fee = cost if cost is not None else group.gathering_fee
            found.hours += (minutes or group.minutes or 0) / 60
            if fee and code:
                found.money[code] = found.money.get(code, 0) + fee
    for key, found in figures.items():
        _finish(by_key[key], found, today)


def _finish(group: Group, found: Figures, today: date) -> None:
    counted = {PRESENT, LATE} | ({REPRESENTED} if group.exclusive else set())
    own = [
        held
        for held in found.gatherings
        if (group.joined_on is None or held.day >= group.joined_on)
        and (group.left_on is None or held.day <= group.left_on)
    ]
    found.held = len(own)
    found.attended = sum(held.state in counted for held in own)
    months = _months(group, found, today)
    found.hours /= months
    found.money = {code: round(sum_ / months) for code, sum_ in found.money.items()}
    if group.period_fee and group.period and group.currency and _belongs(group, today):
        monthly = round(group.period_fee / _MONTHS[group.period])
        found.money[group.currency] = found.money.get(group.currency, 0) + monthly


def _belongs(group: Group, today: date) -> bool:
    """Tell whether the owner pays its fees: whoever only visits does not."""
    joined = group.joined_on is not None and group.joined_on <= today
    return joined and (group.left_on is None or group.left_on > today)


def _months(group: Group, found: Figures, today: date) -> float:
    """Give the months that the last year has of this group, at least one."""
    days = [held.day for held in found.gatherings]
    first = group.joined_on or group.visited_on or min(days, default=today)
    since = min((today - first).days + 1, YEAR)
    return max(since / MONTH, 1.0)


def _ints(values: object) -> Ints:
    return np.asarray(values, np.int64)
