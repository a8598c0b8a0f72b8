"""This week: whom to be in touch with and why, what is promised, who has a birthday."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kontor.core.connections import reasons, resting
from kontor.core.connections.fit import ENOUGH_OUTCOMES
from kontor.records.facts import promises
from kontor.records.facts import week as facts
from kontor.records.facts.candidates import candidates, plan_settings
from kontor.records.models import Book, Person, PlanLine
from kontor.reports.connections.lines import Named, PromiseLine, promise_lines
from kontor.reports.connections.sorting import unsorted
from kontor.reports.overview.odds import (
    WEIGHT_MEANING,
    figures_of,
    odds_of,
    weight_text,
)
from kontor.reports.overview.retention import silent_count
from kontor.reports.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BIRTHDAY_DAYS = 7
RESTING_SHOWN = 200
UNDATED_SHOWN = 20
OPEN, LATER = PlanLine.State.OPEN, PlanLine.State.LATER


@dataclass(frozen=True, slots=True)
class WeekPerson:
    """Whom a line is about."""

    uid: str
    name: str
    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A suggestion.

    Attributes:
        reason: why, in a sentence or a few.
        odds: what is expected, in words or, with history, in figures.
        figures: the sum behind it, as (what, figure); ``sum`` is its result and
            ``meaning`` says what that is.
        code, facts: the reason as programs read it.
    """

    id: int
    person: WeekPerson
    kind: str
    channel: str
    minutes: int
    reason: str
    odds: str
    figures: tuple[tuple[str, str], ...]
    sum: tuple[str, str]
    meaning: str
    code: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RestLine:
    """Somebody left alone, and why; ``can_wake`` where the owner said so."""

    person: Named
    reason: str
    until: date | None
    can_wake: bool


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday of the coming days; ``turns`` where the year is known."""

    person: Named
    day: date
    turns: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """The week from ``first`` to ``last`` (Monday to Sunday) as of a day.

    Attributes:
        number: ISO week.
        planned: whether there is a plan for the day.
        minutes: of all open lines.
        resting: whom the owner put off today or lets rest.
        promises: open ones due by the end of the week, and late ones.
        undated: the first open ones without a day, of ``undated_count``.
        unsorted: how many wait for the first sorting.
        silent: how many have been silent for as long as the owner's rule says.
        people: whether the book has anybody but its owner.
        history: whether the book's own past stands behind the figures.
    """

    number: int
    first: date
    last: date
    planned: bool
    lines: tuple[WeekLine, ...]
    minutes: int
    resting: tuple[RestLine, ...]
    promises: tuple[PromiseLine, ...]
    undated: tuple[PromiseLine, ...]
    undated_count: int
    birthdays: tuple[Birthday, ...]
    unsorted: int
    silent: int
    people: bool
    history: bool


def this_week(book: int, *, today: date) -> Week:
    """Gather the plan of the day (made by ``actions.overview.week.plan_week``)."""
    row = Book.objects.get(pk=book)
    plan = facts.day_plan(book, today)
    history = row.outcomes_seen >= ENOUGH_OUTCOMES
    rows = plan.lines if plan else ()
    lines = tuple(
        _line(line, row, history=history) for line in rows if line.state == OPEN
    )
    first = today - timedelta(days=today.weekday())
    last = first + timedelta(days=6)
    undated, undated_count = promises.promises_undated(book, UNDATED_SHOWN)
    waiting = unsorted(book).count()
    return Week(
        number=today.isocalendar().week,
        first=first,
        last=last,
        planned=plan is not None,
        lines=lines,
        minutes=sum(line.minutes for line in lines),
        resting=tuple(_put_aside(book, rows)),
        promises=tuple(promise_lines(promises.promises_due(book, last), today)),
        undated=tuple(promise_lines(undated, today)),
        undated_count=undated_count,
        birthdays=tuple(_birthdays(book, today)),
        unsorted=waiting,
        silent=silent_count(row, today),
        people=bool(waiting) or _has_people(book),
        history=history,
    )


def reason_text(reason: reasons.Reason) -> str:
    """Say a reason in the language in force."""
    texts = (sentence(text, reason["facts"]) for text in reasons.sentences(reason))
    return " ".join(texts)


def _line(row: facts.PlanRow, book: Book, *, history: bool) -> WeekLine:
    reason: reasons.Reason = row.reason
    return WeekLine(
        id=row.id,
        person=WeekPerson(row.uid, row.name, row.role, row.organisation),
        kind=row.kind,
        channel=row.channel,
        minutes=row.minutes,
        reason=reason_text(reason),
        odds=odds_of(row.figures, book, history=history),
        figures=tuple(figures_of(row.figures, history=history)),
        sum=weight_text(row.figures),
        meaning=gettext(WEIGHT_MEANING),
        code=reason["code"],
        facts=dict(reason["facts"]),
    )


def resting_people(book: int, *, today: date) -> list[RestLine]:
    """List everybody who is left alone, and why, the soonest free again first.

    Reckoned over the whole book; the page of the week shows only ``put_aside``.
    Whoever stands in today's plan is not left alone, though suggested of late.
    """
    row = Book.objects.get(pk=book)
    people, holds = candidates(row, today)
    found = resting.resting(people, today, plan_settings(row), holds)
    plan = facts.day_plan(book, today)
    planned = {line.person for line in plan.lines if line.state == OPEN} if plan else ()
    found = [one for one in found if one.id not in planned or one.id in holds]
    names = Person.objects.in_bulk([one.id for one in found[:RESTING_SHOWN]])
    return [
        RestLine(
            person=Named(str(names[one.id].uid), names[one.id].display),
            reason=sentence(resting.SENTENCES[one.code], one.facts),
            until=one.until,
            can_wake=one.code in {"resting", "resting_until"},
        )
        for one in found[:RESTING_SHOWN]
    ]


def _put_aside(book: int, lines: Iterable[facts.PlanRow]) -> Iterator[RestLine]:
    """List whom today's plan put off, and whom the owner lets rest."""
    later = [one for one in lines if one.state == LATER and not one.discreet]
    for one in sorted(later, key=lambda one: one.later_until or date.max):
        text = sentence(resting.SENTENCES["put_off"], {"until": one.later_until})
        yield RestLine(Named(one.uid, one.name), text, one.later_until, can_wake=False)
    for uid, name, until in facts.resting(book, RESTING_SHOWN):
        code = "resting_until" if until else "resting"
        text = sentence(resting.SENTENCES[code], {"until": until})
        yield RestLine(Named(uid, name), text, until, can_wake=True)


def _has_people(book: int) -> bool:
    return Person.objects.filter(book=book, is_owner=False).exists()


def _birthdays(book: int, today: date) -> Iterator[Birthday]:
    """List the birthdays from today on; the 29th of February falls on the 28th."""
    wanted = _anniversaries(today)
    found = []
    for month in {month for month, _ in wanted}:
        numbers = [number for m, number in wanted if m == month]
        for uid, name, year, *of_year in facts.birthdays(book, month, numbers):
            day = wanted[*of_year]
            turns = day.year - year if year else None
            found.append(Birthday(Named(uid, name), day, turns))
    yield from sorted(found, key=lambda b: (b.day, b.person.name))


def _anniversaries(today: date) -> dict[tuple[int, int], date]:
    """Give the days looked at, by the month and day of a birth."""
    days = [today + timedelta(days=n) for n in range(BIRTHDAY_DAYS)]
    wanted = {(d.month, d.day): d for d in days}
    for day in days:
        if (day.month, day.day) == (2, 28) and not isleap(day.year):
            wanted[2, 29] = day
    return wanted
