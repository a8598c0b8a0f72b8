"""Four networks of the sample with two years of gatherings, the same on any day."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kontor.actions.overview.sample.touches import DAYS
from kontor.exchange.ical.expand import Span, expand
from kontor.exchange.ical.rule import parse_rule
from kontor.lib.text import fold
from kontor.records import bulk, journal
from kontor.records.models import (
    Attendance,
    Gathering,
    Group,
    Membership,
    MetIn,
    Reach,
    Segment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kontor.records.models import Deed, Person

CURRENCY = "EUR"
LISTS = ("trades", "tags", "words")
# Of those who do not come, so many have said so before.
EXCUSED = 0.6
# Of those who come, so many come late.
LATE = 0.07
# Of late, where somebody comes less often than before.
RECENT = 90
# How long before a day the rule is followed from, so that it begins in step.
BEFORE = 62
# When the questions of whom they know were asked.
ASKED = 20


@cache
def _networks() -> dict[str, Any]:
    text = files(__package__).joinpath("groups.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def write_groups(
    deed: Deed, people: Mapping[str, Person], owner: Person, today: date, tongue: int
) -> None:
    """Write networks, who is in them and who came, and target segments.

    Args:
        people: by name, with the owner.
        tongue: 0 for German, 1 for English.
    """
    found = _networks()
    writer = _Writer(deed, {**people, owner.display: owner}, owner, today, tongue)
    for place, entry in enumerate(found["groups"]):
        writer.group(entry, place, found["trade"][tongue])
    writer.met(found["met"])
    writer.segments(found["segments"], found["known"])


class _Writer:
    def __init__(
        self,
        deed: Deed,
        people: Mapping[str, Person],
        owner: Person,
        today: date,
        tongue: int,
    ) -> None:
        self._deed, self._people, self._owner = deed, people, owner
        self._today, self._tongue = today, tongue
        self._groups: list[tuple[Group, list[tuple[int, date]]]] = []

    @property
    def _fixed(self) -> dict[str, Any]:
        return {"book_id": self._deed.book_id, "deed_id": self._deed.pk}

    def _ago(self, days: int) -> date:
        return self._today - timedelta(days=days)

    def group(self, entry: dict[str, Any], place: int, own_trade: str) -> None:
        """Write one network with its gatherings, members, guests and who came."""
        days = days_of(entry["rule"], self._today)
        group = journal.add(self._deed, self._group_row(entry, days[0]))
        keys = list(bulk.reserve(Gathering, len(days)))
        held = list(zip(keys, days, strict=True))
        usual: dict[str, Any] = {
            "starts_at": group.starts_at, "minutes": group.minutes,
            "place": group.place, "cost": group.gathering_fee,
            "currency": group.currency, "group_id": group.pk,
        }  # fmt: skip
        rows = [(key, uuid4(), day) for key, day in held]
        bulk.insert(Gathering, ("id", "uid", "day"), rows, **usual, **self._fixed)
        self._groups.append((group, held))
        own = [
            self._owner.display,
            (own_trade,) * 2,
            None,
            entry["joined"],
            entry["own"],
        ]
        came = self._members(group, [own, *entry["members"]], held, place)
        came += self._guests(group, entry["guests"], held)
        columns = ("gathering_id", "person_id", "state")
        bulk.insert(Attendance, columns, came, **self._fixed)

    def _group_row(self, entry: dict[str, Any], first: date) -> Group:
        name = entry["name"][self._tongue]
        fees = ("joining_fee", "period_fee", "gathering_fee")
        plain = ("kind", "place", "size", "rule", "starts_at", "minutes")
        joined = self._ago(entry["joined"])
        return Group(
            name=name,
            folded=fold(name),
            **{column: entry[column] for column in plain},
            **{column: entry.get(column) for column in fees},
            currency=CURRENCY if any(entry.get(fee) for fee in fees) else "",
            period=entry.get("period", ""),
            exclusive=entry.get("exclusive", False),
            seats=[seat[self._tongue] for seat in entry.get("seats", ())],
            offices=entry["offices"][self._tongue] if "offices" in entry else "",
            visited_on=joined - timedelta(days=14),
            joined_on=joined,
            rule_start=first,
        )

    def _members(
        self, group: Group, entries: list[Any], held: list[tuple[int, date]], place: int
    ) -> list[tuple[int, int, str]]:
        rows, came = [], []
        for number, (name, trade, office, since, often, *late) in enumerate(entries):
            person, first = self._people[name], self._ago(since)
            title = office[self._tongue] if office else ""
            rows.append((person.pk, trade[self._tongue], title, first))
            # Nobody's chance is anybody else's.
            chance = Random(100 * place + number)  # noqa: S311 - no secret
            for key, day in reversed(held):
                rate = late[0] if late and day > self._ago(RECENT) else often
                state = _state(chance, rate)
                if day >= first:
                    came.append((key, person.pk, state))
        columns = ("person_id", "trade", "office", "since")
        bulk.insert(Membership, columns, rows, group_id=group.pk, **self._fixed)
        return came

    def _guests(
        self, group: Group, entries: list[Any], held: list[tuple[int, date]]
    ) -> list[tuple[int, int, str]]:
        """Write guests, by how many gatherings ago they came."""
        rows, came = [], []
        for name, by, back, asked, outcome, reason in entries:
            key, day = held[-1 - back]
            person = self._people[name].pk
            followed_up = None if asked is None else day + timedelta(days=asked)
            rows.append(
                (person, "guest", day, day, self._people[by].pk, followed_up, outcome,
                 reason[self._tongue])
            )  # fmt: skip
            came.append((key, person, Attendance.State.PRESENT.value))
        columns = (
            "person_id", "standing", "since", "until", "invited_by_id",
            "followed_up_on", "outcome", "reason",
        )  # fmt: skip
        bulk.insert(Membership, columns, rows, group_id=group.pk, **self._fixed)
        return came

    def met(self, entries: list[Any]) -> None:
        """Write in which network somebody was met, and where, if that is noted."""
        rows = []
        for name, number in entries:
            person, (group, held) = self._people[name], self._groups[number]
            there = [
                key for key, day in held if person.met_day and day <= person.met_day
            ]
            rows.append((person.pk, group.pk, there[-1] if there else None))
        columns = ("person_id", "group_id", "gathering_id")
        bulk.insert(MetIn, columns, rows, **self._fixed)

    def segments(self, entries: list[Any], known: list[Any]) -> None:
        """Write target segments and how many people somebody knows in them."""
        segments = []
        for entry in entries:
            name = entry["name"][self._tongue]
            row = Segment(name=name, folded=fold(name), importance=entry["importance"])
            for column in LISTS:
                words = [word[self._tongue] for word in entry[column]]
                setattr(row, column, words)
            segments.append(journal.add(self._deed, row))
        rows = [
            (segments[number].pk, self._people[name].pk, count, self._ago(ASKED))
            for name, number, count in known
        ]
        columns = ("segment_id", "person_id", "count", "asked_on")
        bulk.insert(Reach, columns, rows, **self._fixed)


def days_of(rule: str, today: date) -> list[date]:
    """Give the days of a rule in the two years before a day, the oldest first."""
    return list(_days(rule, today))


def _days(rule: str, today: date) -> Iterator[date]:
    first = today - timedelta(days=DAYS)
    begin = datetime.combine(first - timedelta(days=BEFORE), datetime.min.time())
    stop = datetime.combine(today, datetime.min.time())
    span = Span(stop=stop, most=500, steps=20_000)
    for moment in expand(parse_rule(rule), begin, span).starts:
        if first <= moment.date() < today:
            yield moment.date()


def _state(chance: Random, often: float) -> str:
    """Draw whether somebody comes; two draws each time, whatever the first says."""
    comes, how = chance.random() < often, chance.random()
    if comes:
        return "late" if how < LATE else "present"
    return "excused" if how < EXCUSED else "absent"
