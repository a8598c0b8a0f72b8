"""The plan for the week: made once a day, refilled as lines are dealt with."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import IntegrityError, transaction

from kontor.actions.connections import touches
from kontor.actions.connections.errors import BadValue
from kontor.actions.ground import deed_of, done, the_book, the_row
from kontor.core.connections.channel import MINUTES, suggest_channel
from kontor.core.connections.reasons import Known, reason
from kontor.core.connections.whom import Choice, choose
from kontor.core.errors import Refused
from kontor.lib.text import gettext_noop
from kontor.records import journal
from kontor.records.facts.candidates import candidates, plan_settings
from kontor.records.facts.person import points_of
from kontor.records.facts.promises import promises_of
from kontor.records.facts.touches import last_note, touches_of
from kontor.records.facts.week import day_plan
from kontor.records.models import (
    ContactPoint,
    Deed,
    Person,
    Plan,
    PlanLine,
    Promise,
    Touch,
)

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.actions.done import Done
    from kontor.lib.hand import Hand
    from kontor.records.facts.week import DayPlan, PlanRow
    from kontor.records.models import Book

# A suggestion stands so many days; then somebody else has a turn.
STANDS_DAYS = 7
LATER_DAYS = 7
RECENT = 10
BOTH_WAYS = {Touch.Channel.CALL, Touch.Channel.MEETING, Touch.Channel.EVENT}
OPEN = PlanLine.State.OPEN
# What a line says of its person.
_SAID = (
    "position", "suggested_on", "kind", "channel", "minutes", "reason", "figures",
)  # fmt: skip


class NotPlanned(Refused):
    """The person is not (any more) in today's plan."""

    text = gettext_noop("{name} is not in this week's plan.")


def plan_week(book: int, *, hand: Hand) -> int:
    """Make the plan for today, or tidy the one there is; give its number.

    It stays the same all day. Lines that lost their ground (the person was touched,
    rests or became private meanwhile, or has another rhythm, be it by an undo) go, and
    their places are filled again; so are places that were free when something was done
    since, such as a first sorting. Whose line went may be chosen anew.
    """
    row = the_book(book)
    today = hand.today(row.time_zone)
    plan = day_plan(book, today)
    # Most looks change nothing, and must not wait for whoever is writing.
    if plan is not None and not _wants_work(row, plan):
        return plan.id
    try:
        return _work_on(row, today, hand)
    except IntegrityError:
        # Somebody else made it at the same moment.
        return Plan.objects.get(book=row, day=today).pk


def _wants_work(book: Book, plan: DayPlan) -> bool:
    lines = _open(plan)
    if any(_lost_ground(line) for line in lines):
        return True
    return len(lines) < plan_settings(book).places and _has_news(book)


@transaction.atomic
def _work_on(book: Book, today: date, hand: Hand) -> int:
    """Make or mend the plan; looked at again, now that nobody else writes."""
    plan = day_plan(book.pk, today)
    if plan is None:
        return _new_plan(book, today, hand).pk
    if _wants_work(book, plan):
        deed = journal.open_deed(book, hand, "plan_week")
        gone = [line.id for line in _open(plan) if _lost_ground(line)]
        for line in PlanLine.objects.filter(pk__in=gone).order_by("pk"):
            journal.edit(deed, line, state=PlanLine.State.GONE)
        _fill(deed, book, Plan.objects.get(pk=plan.id))
    return plan.id


@transaction.atomic
def line_done(
    book: int, person: UUID | str, *, hand: Hand, channel: str = "", note: str = ""
) -> Done:
    """Note that the owner was in touch as planned: a touch, and the line is done.

    Args:
        channel: how, if not as suggested.

    Raises:
        NotPlanned: there is no open line for this person.
    """
    row, line = _line(book, person, hand)
    channel = channel or line.channel
    both = channel in BOTH_WAYS
    touch = touches.log_touch(
        book,
        [person],
        hand=hand,
        channel=channel,
        direction=Touch.Direction.BOTH if both else Touch.Direction.OUT,
        minutes=line.minutes,
        note=note,
    )
    deed = deed_of(touch)
    deed.verb = "plan_done"
    deed.save(update_fields=["verb"])
    return _close(deed, row, line, PlanLine.State.DONE)


@transaction.atomic
def line_later(
    book: int, person: UUID | str, *, hand: Hand, until: date | None = None
) -> Done:
    """Put somebody off, by a week unless a day is given.

    Raises:
        NotPlanned: there is no open line for this person.
        BadValue: the day is not to come.
    """
    row, line = _line(book, person, hand)
    today = hand.today(row.time_zone)
    until = until or today + timedelta(days=LATER_DAYS)
    if until <= today:
        raise BadValue(field="until", value=until)
    deed = journal.open_deed(row, hand, "plan_later", name=line.person.display)
    return _close(deed, row, line, PlanLine.State.LATER, later_until=until)


@transaction.atomic
def line_rest(book: int, person: UUID | str, *, hand: Hand) -> Done:
    """Let somebody rest: out of this plan and of those to come."""
    row, line = _line(book, person, hand)
    deed = journal.open_deed(row, hand, "plan_rest", name=line.person.display)
    today = hand.today(row.time_zone)
    journal.edit(deed, line.person, resting_since=today, resting_until=None)
    return _close(deed, row, line, PlanLine.State.REST)


def settle(deed: Deed, people: set[int], today: date) -> None:
    """After touches were noted: lines of those people are done, places refilled.

    To be called in the transaction of the deed.
    """
    plan = Plan.objects.filter(book=deed.book_id, day=today).first()
    if plan is None:
        return
    lines = plan.lines.filter(state=OPEN, person__in=people).order_by("position")
    for line in lines:
        journal.edit(deed, line, state=PlanLine.State.DONE)
    if lines:
        _fill(deed, deed.book, plan)


def _line(book: int, person: UUID | str, hand: Hand) -> tuple[Book, PlanLine]:
    row = the_book(book)
    whom = the_row(Person, row, person)
    today = hand.today(row.time_zone)
    lines = PlanLine.objects.filter(plan__book=row, plan__day=today, person=whom)
    line = lines.select_related("plan", "person").filter(state=OPEN).first()
    if line is None:
        raise NotPlanned(name=whom.display)
    return row, line


def _close(deed: Deed, book: Book, line: PlanLine, state: str, **values: Any) -> Done:
    journal.edit(deed, line, state=state, **values)
    _fill(deed, book, line.plan)
    return done(deed, line.person.uid)


def _new_plan(book: Book, today: date, hand: Hand) -> Plan:
    """Make today's plan; suggestions still open are carried over for a week."""
    deed = journal.open_deed(book, hand, "plan_week")
    plan = journal.add(deed, Plan(day=today))
    earlier = Plan.objects.filter(book=book, day__lt=today).order_by("-day").first()
    before = day_plan(book.pk, earlier.day) if earlier else None
    for line in _open(before) if before else []:
        fresh = line.suggested_on > today - timedelta(days=STANDS_DAYS)
        if fresh and not _lost_ground(line):
            _carry_over(deed, plan, line)
    _fill(deed, book, plan)
    return plan


def _carry_over(deed: Deed, plan: Plan, line: PlanRow) -> None:
    kept = {name: getattr(line, name) for name in _SAID}
    journal.add(deed, PlanLine(plan=plan, person_id=line.person, **kept))


def _open(plan: DayPlan) -> list[PlanRow]:
    return [line for line in plan.lines if line.state == OPEN]


def _has_news(book: Book) -> bool:
    """Tell whether anything was done since the plan was last looked through."""
    latest = Deed.objects.filter(book=book).order_by("-pk")
    return latest.values_list("verb", flat=True).first() != "plan_week"


def _lost_ground(line: PlanRow) -> bool:
    """Tell whether a suggestion no longer holds."""
    touched = line.last_touch is not None and line.last_touch >= line.suggested_on
    for_good = line.resting_since is not None and line.resting_until is None
    held = line.private or line.discreet or line.do_not_contact
    return touched or for_good or held or _otherwise(line)


def _otherwise(line: PlanRow) -> bool:
    """Tell whether the rhythm or the last contact is not what the reason says."""
    # A book that was brought in may hold anything there.
    said = line.figures if isinstance(line.figures, dict) else {}
    last = line.last_touch
    silence = None if last is None else (line.suggested_on - last).days
    is_so = {"rhythm_days": line.rhythm_days, "silence": silence}
    return {name: said.get(name) for name in is_so} != is_so


def _fill(deed: Deed, book: Book, plan: Plan) -> None:
    """Choose people for the places that are free."""
    settings = plan_settings(book)
    lines = list(plan.lines.all())
    taken = {line.person_id: line.kind for line in lines if line.state == OPEN}
    if len(taken) >= settings.places:
        return
    people, _ = candidates(book, plan.day)
    # Nobody stands in one plan twice; a line that went is none.
    gone = {line.person_id: line for line in lines if line.state == PlanLine.State.GONE}
    been = np.isin(people.id, [x.person_id for x in lines if x.person_id not in gone])
    people = replace(people, eligible=people.eligible & ~been)
    last = max((line.position for line in lines), default=0)
    chosen = choose(people, plan.day, settings, taken)
    for position, choice in enumerate(chosen, start=last + 1):
        line = _planned(plan, choice, position)
        if (old := gone.get(choice.id)) is None:
            journal.add(deed, line)
        else:
            journal.edit(deed, old, state=OPEN, **{n: getattr(line, n) for n in _SAID})


def _planned(plan: Plan, choice: Choice, position: int) -> PlanLine:
    person = Person.objects.get(pk=choice.id)
    touches = touches_of(person.book_id, [person.pk])
    kinds = {kind for kind, *_ in points_of(person.pk)}
    channel = suggest_channel(
        [channel for _, _, channel, _ in reversed(touches)][:RECENT],
        has_phone=ContactPoint.Kind.PHONE in kinds,
        has_email=ContactPoint.Kind.EMAIL in kinds,
    )
    known = Known(
        contact_days=[day for _, day, _, counts in touches if counts],
        last_note=last_note(person.book_id, person.pk),
        relation=person.relation,
        promise=_promised(person.pk),
    )
    return PlanLine(
        plan=plan,
        person=person,
        position=position,
        suggested_on=plan.day,
        kind=choice.kind,
        channel=channel,
        minutes=MINUTES[channel],
        reason=reason(choice, known),
        figures=_figures(choice),
    )


def _promised(person: int) -> str:
    """Give what the owner promised somebody, the most pressing of it."""
    mine = [
        (due or date.max, text)
        for _, text, _, _, due, by, done_on in promises_of(person)
        if by == Promise.By.ME and done_on is None
    ]
    return min(mine, key=lambda one: one[0])[1] if mine else ""


def _figures(choice: Choice) -> dict[str, Any]:
    return {k: v for k, v in asdict(choice).items() if k not in {"id", "kind"}}
