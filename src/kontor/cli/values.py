"""What was typed about a person, as the actions take it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from kontor.actions.connections.pieces import Place, Point, Work
from kontor.cli.choose import whom
from kontor.cli.options import NoDay, day_of, is_none
from kontor.lib.days import read_day

if TYPE_CHECKING:
    from kontor.cli.fields import Fields
    from kontor.cli.ground import Desk
    from kontor.reports.overview.person import PersonView

POINTS = ("emails", "phones", "links")
WORK = ("organisation", "role", "department")
PLACE = ("street", "postal_code", "city", "country")


def values_of(
    desk: Desk, fields: Fields, before: PersonView | None = None
) -> dict[str, Any]:
    """Turn the options into what ``actions.connections.people`` takes.

    A list (mail addresses, telephones, links, tags) replaces the one there; of the
    first job and the first postal address only what is given.

    Raises:
        NoDay, Nobody, Several: something cannot be read.
    """
    values = {n: v for n, v in fields.items() if n not in (*POINTS, *WORK, *PLACE)}
    for name in POINTS:
        if name in fields:
            values[name] = _points(fields[name], before)
    work = {name: fields[name] for name in WORK if name in fields}
    if work:
        values["work"] = _first_changed(_jobs(before), Work(), work)
    place = {name: fields[name] for name in PLACE if name in fields}
    if place:
        values["places"] = _first_changed(_places(before), Place(), place)
    return values | _read(desk, fields)


def _read(desk: Desk, fields: Fields) -> dict[str, Any]:
    """Read days and names."""
    values: dict[str, Any] = {}
    if "birthday" in fields:
        values["birthday"] = birthday_of(fields["birthday"])
    if "met_day" in fields:
        text = fields["met_day"]
        day = None if is_none(text) else day_of(text, desk.today, ahead=False)
        values["met_day"] = day
    if "met_through" in fields:
        name = fields["met_through"]
        values["met_through"] = None if is_none(name) else whom(desk, name)
    return values


def birthday_of(text: str) -> tuple[int | None, int, int] | None:
    """Read a birthday, with or without its year; None for none.

    Raises:
        NoDay: it is no day.
    """
    if not text.strip() or is_none(text):
        return None
    # Two figures tell nobody's century: 70 was 1970, 10 was 2010.
    found = read_day(text, pivot=30)
    if found is None:
        raise NoDay(value=text)
    return found.year, found.month, found.day


def _points(given: list[str], before: PersonView | None) -> list[Point]:
    """Keep the label of what stays."""
    known = {p.value: Point(p.value, p.label, p.preferred) for p in _lines(before)}
    return [known.get(value.strip(), Point(value)) for value in given]


def _lines(before: PersonView | None) -> Any:
    return before.points if before else ()


def _first_changed(there: list[Any], empty: Any, given: dict[str, str]) -> list[Any]:
    first, rest = (there[0], there[1:]) if there else (empty, [])
    return [replace(first, **given), *rest]


def _jobs(before: PersonView | None) -> list[Work]:
    return [
        Work(
            job.organisation.name if job.organisation else "",
            job.role,
            job.department,
            job.start,
            job.end,
        )
        for job in (before.work if before else ())
    ]


def _places(before: PersonView | None) -> list[Place]:
    found = []
    for address in before.addresses if before else ():
        parts = asdict(address)
        del parts["lines"]
        found.append(Place(**parts))
    return found
