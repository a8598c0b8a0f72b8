"""What people and organisations are shown with, as plain lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kontor.records.facts import person as facts
from kontor.records.models import ContactPoint, Person
from kontor.reports.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kontor.records.facts.rows import Rows

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


def promise_lines(rows: Rows, today: date) -> list[PromiseLine]:
    """Turn promises into lines: open ones by day, then those without, then kept.

    Args:
        rows: as ``records.facts.promises`` gives them.
        today: the day from which on they are late.
    """
    lines = [
        PromiseLine(
            uid=uid,
            text=text,
            person=Named(whom, name),
            due=due,
            by=by,
            late=done_on is None and due is not None and due < today,
            done_on=done_on,
        )
        for uid, text, whom, name, due, by, done_on in rows
    ]
    lines.sort(key=lambda line: (line.done_on is not None, line.due or date.max))
    return lines


def named(row: Person | None) -> Named | None:
    """Name somebody to link to."""
    return Named(str(row.uid), row.display) if row is not None else None


def work_lines(person: int) -> tuple[WorkLine, ...]:
    """List somebody's jobs in order."""
    return tuple(
        WorkLine(Named(uid, name) if uid else None, role, department, start, end)
        for uid, name, role, department, start, end in facts.work_of(person)
    )


def point_lines(rows: Iterable[Sequence[Any]]) -> tuple[PointLine, ...]:
    """Turn (kind, value, key, label, preferred) into lines.

    Mail, telephone, link; of each kind what is preferred first.
    """
    kinds = list(ContactPoint.Kind.values)
    return tuple(
        PointLine(kind, value, label, bool(preferred), _href(kind, value, key))
        for kind, value, key, label, preferred in sorted(
            rows, key=lambda row: (kinds.index(row[0]), not row[4])
        )
    )


def _href(kind: str, value: str, key: str) -> str:
    """Give the address that opens a contact point; links only to the web."""
    if kind == ContactPoint.Kind.EMAIL:
        return f"mailto:{key}"
    if kind == ContactPoint.Kind.PHONE:
        return f"tel:{key}" if key else ""
    # Never javascript: and the like, whatever a file said.
    return value if value.startswith(("https://", "http://")) else ""


def address_lines(rows: Iterable[Sequence[str]]) -> tuple[AddressLine, ...]:
    """Turn (label, street, extra, code, city, region, country) into letter lines."""
    return tuple(
        AddressLine(
            label,
            tuple(filter(None, (street, extra, f"{code} {city}".strip(), *rest))),
            street,
            extra,
            code,
            city,
            *rest,
        )
        for label, street, extra, code, city, *rest in rows
    )


def touch_lines(person: int, number: int) -> Page[TouchLine]:
    """Fetch a page of somebody's touches, latest first."""
    number = max(number, 1)
    found = facts.touches_page(person, TOUCHES + 1, (number - 1) * TOUCHES)
    rows = found[:TOUCHES]
    others: dict[int, list[str]] = defaultdict(list)
    for touch, name in facts.others_in([row[0] for row in rows], person):
        others[touch].append(name)
    lines = [_touch(row, others[row[0]]) for row in rows]
    return Page(lines, number, has_next=len(found) > TOUCHES)


def _touch(row: tuple[Any, ...], others: Sequence[str]) -> TouchLine:
    _, uid, day, moment, channel, direction, minutes, note, place = row
    return TouchLine(
        uid, day, moment, channel, direction, minutes, note, place, tuple(others)
    )


def tie_lines(person: int) -> tuple[TieLine, ...]:
    """List whom somebody knows, closest first."""
    lines = [
        TieLine(uid, Named(other, name), strength, how)
        for uid, other, name, strength, how in facts.ties_of(person)
    ]
    return tuple(sorted(lines, key=lambda line: (-line.strength, line.person.name)))


def source_lines(person: int, zone: str) -> tuple[SourceLine, ...]:
    """List what brought what is known of somebody; days in the book's zone."""
    return tuple(
        SourceLine(source, moment.astimezone(ZoneInfo(zone)).date(), unknown)
        for source, moment, unknown in facts.sources_of(person)
    )
