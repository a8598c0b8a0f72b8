"""This week: whom to be in touch with and why, what is promised, who has a birthday."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kontor.core.connections import reasons, resting
from kontor.core.connections.fit import ENOUGH_OUTCOMES
from kontor.records.facts.candidates import candidates, plan_settings
from kontor.records.models import Book, Person, Plan, PlanLine, Promise
from kontor.reports.connections.lines import Named, PromiseLine, promise_lines
from kontor.reports.connections.sorting import unsorted
from kontor.reports.overview.odds import (
    WEIGHT_MEANING,
    figures_of,
    odds_of,
    weight_text,
)
from kontor.reports.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

BIRTHDAY_DAYS = 7
RESTING_SHOWN = 200
UNDATED_SHOWN = 20


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
    people: bool
    history: bool


def this_week(book: int, *, today: date) -> Week:
    """Gather the plan of the day (made by ``actions.overview.week.plan_week``)."""
    row = Book.objects.get(pk=book)
    plan = Plan.objects.filter(book=row, day=today).first()
    history = row.outcomes_seen >= ENOUGH_OUTCOMES
    lines = tuple(_lines(row, plan, history=history)) if plan else ()
    first = today - timedelta(days=today.weekday())
    promised = _promised(book)
    undated = promised.filter(due=None)
    return Week(
        number=today.isocalendar().week,
        first=first,
        last=first + timedelta(days=6),
        planned=plan is not None,
        lines=lines,
        minutes=sum(line.minutes for line in lines),
        resting=tuple(_put_aside(book, plan)),
        promises=tuple(
            promise_lines(promised.filter(due__lte=first + timedelta(days=6)), today)
        ),
        undated=tuple(promise_lines(undated.order_by("pk")[:UNDATED_SHOWN], today)),
        undated_count=undated.count(),
        birthdays=tuple(_birthdays(book, today)),
        unsorted=unsorted(book).count(),
        people=Person.objects.filter(book=book, is_owner=False).exists(),
        history=history,
    )


def reason_text(reason: reasons.Reason) -> str:
    """Say a reason in the language in force."""
    texts = (sentence(text, reason["facts"]) for text in reasons.sentences(reason))
    return " ".join(texts)


def _lines(book: Book, plan: Plan, *, history: bool) -> Iterator[WeekLine]:
    rows = plan.lines.filter(state=PlanLine.State.OPEN).select_related("person")
    for row in rows.order_by("position"):
        person = row.person
        reason: reasons.Reason = row.reason
        yield WeekLine(
            id=row.pk,
            person=WeekPerson(
                str(person.uid),
                person.display,
                person.shown_role,
                person.shown_organisation,
            ),
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
    """
    row = Book.objects.get(pk=book)
    people, holds = candidates(row, today)
    found = resting.resting(people, today, plan_settings(row), holds)
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


def _put_aside(book: int, plan: Plan | None) -> Iterator[RestLine]:
    """List whom today's plan put off, and whom the owner lets rest."""
    if plan:
        later = plan.lines.filter(state=PlanLine.State.LATER, person__discreet=False)
        for line in later.select_related("person").order_by("later_until"):
            facts = {"until": line.later_until}
            named = Named(str(line.person.uid), line.person.display)
            text = sentence(resting.SENTENCES["put_off"], facts)
            yield RestLine(named, text, line.later_until, can_wake=False)
    rows = Person.objects.filter(book=book, resting_since__isnull=False, discreet=False)
    for row in rows.order_by("-resting_since")[:RESTING_SHOWN]:
        until = row.resting_until
        code = "resting_until" if until else "resting"
        text = sentence(resting.SENTENCES[code], {"until": until})
        yield RestLine(Named(str(row.uid), row.display), text, until, can_wake=True)


def _promised(book: int) -> QuerySet[Promise]:
    """Fetch what is open; what touches confidential people is never printed."""
    return Promise.objects.filter(book=book, done_on=None, person__discreet=False)


def _birthdays(book: int, today: date) -> Iterator[Birthday]:
    """List the birthdays from today on; the 29th of February falls on the 28th.

    A birthday shown is a suggestion, so those to be left alone have none here.
    """
    days = [today + timedelta(days=n) for n in range(BIRTHDAY_DAYS)]
    wanted: dict[tuple[int, int], date] = {(d.month, d.day): d for d in days}
    for day in days:
        if (day.month, day.day) == (2, 28) and not isleap(day.year):
            wanted[2, 29] = day
    rows: list[Person] = []
    for month in {month for month, _ in wanted}:
        numbers = [number for m, number in wanted if m == month]
        rows += Person.objects.filter(
            book=book,
            birth_month=month,
            birth_day__in=numbers,
            is_owner=False,
            discreet=False,
            private=False,
            do_not_contact=False,
        )
    found = [
        Birthday(
            person=Named(str(p.uid), p.display),
            day=wanted[p.birth_month or 0, p.birth_day or 0],
            turns=wanted[p.birth_month or 0, p.birth_day or 0].year - p.birth_year
            if p.birth_year
            else None,
        )
        for p in rows
    ]
    yield from sorted(found, key=lambda b: (b.day, b.person.name))
