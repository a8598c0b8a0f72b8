"""What people and organisations are shown with, as plain lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from kontor.records.models import (
    Affiliation,
    ContactPoint,
    Participant,
    Person,
    PostalAddress,
    Promise,
    SourceCard,
    Tie,
    Touch,
)
from kontor.reports.page import Page, page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

TOUCHES = 20


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody, or an organisation, to link to."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """A mail address, telephone or link; ``href`` opens it, "" where it cannot."""

    kind: str
    value: str
    label: str
    preferred: bool
    href: str


@dataclass(frozen=True, slots=True)
class AddressLine:
    """A postal address as the lines of a letter."""

    label: str
    lines: tuple[str, ...]
    street: str
    extra: str
    postal_code: str
    city: str
    region: str
    country: str


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A job."""

    organisation: Named | None
    role: str
    department: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class TouchLine:
    """A touch in the timeline; ``others`` are those who took part besides."""

    uid: str
    day: date
    moment: datetime | None
    channel: str
    direction: str
    minutes: int | None
    note: str
    place: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise; ``by`` is "me" or "them", ``late`` if its day has passed."""

    uid: str
    text: str
    person: Named
    due: date | None
    by: str
    late: bool
    done_on: date | None


@dataclass(frozen=True, slots=True)
class TieLine:
    """Whom somebody knows; ``strength`` is 1 to 3."""

    uid: str
    person: Named
    strength: int
    how: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where something came from, and since when; ``unknown`` is kept unread."""

    name: str
    day: date
    unknown: int


def promise_lines(rows: QuerySet[Promise], today: date) -> list[PromiseLine]:
    """Turn promises into lines: open ones by day, then those without, then kept."""
    found = list(rows.select_related("person"))
    found.sort(key=lambda p: (p.done_on is not None, p.due or date.max, p.pk))
    return [
        PromiseLine(
            uid=str(p.uid),
            text=p.text,
            person=Named(str(p.person.uid), p.person.display),
            due=p.due,
            by=p.by,
            late=p.done_on is None and p.due is not None and p.due < today,
            done_on=p.done_on,
        )
        for p in found
    ]


def named(row: Person | None) -> Named | None:
    """Name somebody to link to."""
    return Named(str(row.uid), row.display) if row is not None else None


def work_lines(row: Person) -> tuple[WorkLine, ...]:
    """List somebody's jobs in order."""
    jobs = Affiliation.objects.filter(person=row).select_related("organisation")
    return tuple(
        WorkLine(
            organisation=Named(str(job.organisation.uid), job.organisation.name)
            if job.organisation
            else None,
            role=job.role,
            department=job.department,
            start=job.start,
            end=job.end,
        )
        for job in jobs.order_by("position", "pk")
    )


def point_lines(rows: QuerySet[ContactPoint]) -> tuple[PointLine, ...]:
    """Turn contact points into lines, mail before telephone before link."""
    kinds = list(ContactPoint.Kind.values)
    found = sorted(rows, key=lambda p: (kinds.index(p.kind), p.position, p.pk))
    return tuple(
        PointLine(p.kind, p.value, p.label, p.preferred, _href(p)) for p in found
    )


def _href(point: ContactPoint) -> str:
    """Give the address that opens a contact point; links only to the web."""
    if point.kind == ContactPoint.Kind.EMAIL:
        return f"mailto:{point.key}"
    if point.kind == ContactPoint.Kind.PHONE:
        return f"tel:{point.key}" if point.key else ""
    # Never javascript: and the like, whatever a file said.
    return point.value if point.value.startswith(("https://", "http://")) else ""


def address_lines(rows: QuerySet[PostalAddress]) -> tuple[AddressLine, ...]:
    """Turn postal addresses into the lines of a letter."""
    return tuple(
        AddressLine(
            label=a.label,
            lines=tuple(
                filter(
                    None,
                    (
                        a.street,
                        a.extra,
                        f"{a.postal_code} {a.city}".strip(),
                        a.region,
                        a.country,
                    ),
                )
            ),
            street=a.street,
            extra=a.extra,
            postal_code=a.postal_code,
            city=a.city,
            region=a.region,
            country=a.country,
        )
        for a in rows.order_by("position", "pk")
    )


def touch_lines(row: Person, number: int) -> Page[TouchLine]:
    """Fetch a page of somebody's touches, latest first."""
    took_part = Participant.objects.filter(person=row).select_related("touch")
    page = page_of(took_part.order_by("-touch__day", "-touch_id"), number, TOUCHES)
    touches = [participation.touch for participation in page.object_list]
    others = _others(row, touches)
    lines = [_touch(touch, others.get(touch.pk, ())) for touch in touches]
    return Page(lines, page.number, page.has_next)


def _touch(touch: Touch, others: Sequence[str]) -> TouchLine:
    return TouchLine(
        uid=str(touch.uid),
        day=touch.day,
        moment=touch.moment,
        channel=touch.channel,
        direction=touch.direction,
        minutes=touch.minutes,
        note=touch.note,
        place=touch.place,
        others=tuple(others),
    )


def _others(row: Person, touches: Sequence[Touch]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Participant.objects.filter(touch__in=[touch.pk for touch in touches])
    for touch, name in (
        rows.exclude(person=row)
        .order_by("person__sort_name")
        .values_list("touch_id", "person__display")
    ):
        found[touch].append(name)
    return found


def tie_lines(row: Person) -> tuple[TieLine, ...]:
    """List whom somebody knows, closest first."""
    ties = Tie.objects.filter(Q(first=row) | Q(second=row))
    lines = []
    for tie in ties.select_related("first", "second"):
        other = tie.second if tie.first_id == row.pk else tie.first
        named = Named(str(other.uid), other.display)
        lines.append(TieLine(str(tie.uid), named, tie.strength, tie.how))
    return tuple(sorted(lines, key=lambda line: (-line.strength, line.person.name)))


def source_lines(row: Person, zone: str) -> tuple[SourceLine, ...]:
    """List what brought what is known of somebody; days in the book's zone."""
    cards = SourceCard.objects.filter(person=row).order_by("pk")
    # The record itself may be long, and is not shown.
    found = cards.values_list("source", "deed__moment", "unknown")
    return tuple(
        SourceLine(source, moment.astimezone(ZoneInfo(zone)).date(), len(unknown))
        for source, moment, unknown in found
    )
