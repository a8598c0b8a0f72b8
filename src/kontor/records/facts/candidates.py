"""Everybody in a book as the arrays from which the week is chosen."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Max

from kontor.core.connections.channel import MINUTES
from kontor.core.connections.probability import Prior
from kontor.core.connections.resting import UNANSWERED_DAYS, Hold
from kontor.core.connections.whom import Candidates, PlanSettings, value_of
from kontor.records.facts.rows import rows
from kontor.records.models import Book, Person, PlanLine, Touch

_COLUMNS = (
    "id", "strength_key", "first_touch", "last_touch", "touch_days", "met_day",
    "known_since", "relation", "pinned", "rhythm", "rhythm_days", "do_not_contact",
    "discreet", "private", "resting_since", "resting_until",
)  # fmt: skip
_DAYS = {
    "first_touch", "last_touch", "met_day", "known_since", "resting_since",
    "resting_until",
}  # fmt: skip
# All touches since a day with those who were tried on so many days since then.
_TRIED = """
WITH tried AS (
  SELECT p.person_id FROM records_touch t
  JOIN records_participant p ON p.touch_id = t.id
  WHERE t.book_id = %s AND t.day > %s AND t.direction = 'out'
  GROUP BY p.person_id HAVING COUNT(DISTINCT t.day) >= %s
)
SELECT p.person_id, t.day, t.direction FROM tried
JOIN records_participant p ON p.person_id = tried.person_id
JOIN records_touch t ON t.id = p.touch_id
WHERE t.day > %s
"""


def plan_settings(book: Book) -> PlanSettings:
    """Give how plans are made in this book."""
    return PlanSettings(
        half_life=book.half_life, prior=Prior(book.prior_shape, book.prior_rate)
    )


def candidates(book: Book, today: date) -> tuple[Candidates, dict[int, Hold]]:
    """Read everybody but the owner; and what was said of those to be left alone.

    One pass over the table of people, whatever its size; all else is of the last
    weeks only.
    """
    columns = _people(book)
    # What was said of somebody for good comes before what was said of one plan.
    holds = _put_off(book, today) | _holds(columns, today)
    keys = np.array(columns["id"], dtype=np.int64)
    place = {key: number for number, key in enumerate(columns["id"])}
    held = np.isin(keys, np.fromiter(holds, np.int64, len(holds)))
    first, met = _ints(columns["first_touch"]), _ints(columns["met_day"])
    since = np.where(
        first > 0, first, np.where(met > 0, met, _ints(columns["known_since"]))
    )
    return (
        Candidates(
            id=keys,
            strength_key=np.array(columns["strength_key"], dtype=np.float64),
            first_touch=first,
            last_touch=_ints(columns["last_touch"]),
            touch_days=_ints(columns["touch_days"]),
            since=since,
            value=_values(columns),
            rhythm_days=_rhythms(book, columns),
            eligible=~held,
            pinned=np.array(columns["pinned"], dtype=np.bool_),
            last_suggested=_by_person(_suggested(book, today), place),
            unanswered=_by_person(_unanswered(book, today), place),
            # A call is what is most often suggested; whoever is chosen gets the
            # channel that is usual with them.
            minutes=np.full(len(keys), float(MINUTES["call"])),
            weight=book.weight_call or 1.0,
        ),
        holds,
    )


def _people(book: Book) -> dict[str, tuple[Any, ...]]:
    """Read the columns, days as ordinals (0 for none)."""
    shown = ", ".join(_ordinal(name) if name in _DAYS else name for name in _COLUMNS)
    table = Person._meta.db_table
    # Everybody is read, so SQLite does better without an index.
    straight = "NOT INDEXED" if connection.vendor == "sqlite" else ""
    found = rows(
        f"SELECT {shown} FROM {table} {straight}"  # noqa: S608 - names of our own columns
        " WHERE book_id = %s AND NOT is_owner ORDER BY id",
        book.pk,
    )
    columns = zip(*found, strict=True) if found else [()] * len(_COLUMNS)
    return dict(zip(_COLUMNS, columns, strict=True))


def _ordinal(column: str) -> str:
    """Write a day as its ordinal in the database's own words; 0 for none."""
    if connection.vendor == "sqlite":
        return f"COALESCE(CAST(julianday({column}) - 1721424.5 AS INTEGER), 0)"
    return f"COALESCE({column} - DATE '0001-01-01' + 1, 0)"


def _ints(column: tuple[Any, ...]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(column, dtype=np.int64)


def _values(
    columns: dict[str, tuple[Any, ...]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    worth = {
        (relation, pinned): value_of(relation, pinned=pinned)
        for relation in Person.Relation.values
        for pinned in (False, True)
    }
    pairs = zip(columns["relation"], columns["pinned"], strict=True)
    return np.array([worth[relation, bool(pinned)] for relation, pinned in pairs])


def _rhythms(
    book: Book, columns: dict[str, tuple[Any, ...]]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    days = {c: getattr(book, f"rhythm_{c.lower()}") for c in "ABCD"}
    pairs = zip(columns["rhythm"], columns["rhythm_days"], strict=True)
    return np.array(
        [
            (own or 0) if rhythm == "own" else days.get(rhythm, 0)
            for rhythm, own in pairs
        ],
        dtype=np.int64,
    )


def _holds(columns: dict[str, tuple[Any, ...]], today: date) -> dict[int, Hold]:
    names = (
        "id", "do_not_contact", "discreet", "private", "resting_since", "resting_until",
    )  # fmt: skip
    day = today.toordinal()
    found = {}
    for key, contact, discreet, private, since, until in zip(
        *(columns[name] for name in names), strict=True
    ):
        if contact:
            found[key] = Hold("do_not_contact")
        elif discreet:
            found[key] = Hold("confidential")
        elif private:
            found[key] = Hold("private")
        elif since and (not until or until > day):
            found[key] = Hold("resting", date.fromordinal(until) if until else None)
    return found


def _by_person(
    found: dict[int, int], place: dict[int, int]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    column = np.zeros(len(place), dtype=np.int64)
    for person, value in found.items():
        if person in place:
            column[place[person]] = value
    return column


def _suggested(book: Book, today: date) -> dict[int, int]:
    """Give the day of the last suggestion, where it is not long ago.

    Who was put off waits until the day they were put off to, and no longer.
    """
    since = today - timedelta(days=plan_settings(book).quiet_days)
    lines = PlanLine.objects.filter(book=book, suggested_on__gt=since)
    left = lines.exclude(state__in=[PlanLine.State.GONE, PlanLine.State.LATER])
    days = left.values_list("person_id").annotate(Max("suggested_on"))
    return {person: day.toordinal() for person, day in days}


def _put_off(book: Book, today: date) -> dict[int, Hold]:
    """Find who was put off to a day that is still to come, be it months from now."""
    lines = PlanLine.objects.filter(book=book, later_until__gt=today)
    put_off = lines.filter(state=PlanLine.State.LATER).values_list("person_id")
    days = put_off.annotate(Max("later_until"))
    return {person: Hold("put_off", until) for person, until in days}


def _unanswered(book: Book, today: date) -> dict[int, int]:
    """Count, per person, attempts outward after which nothing came back.

    Only of those with so many attempts that it can matter.
    """
    since = today - timedelta(days=UNANSWERED_DAYS)
    most = plan_settings(book).most_unanswered
    tried = rows(_TRIED, book.pk, since, most, since)
    attempts: dict[int, set[date]] = defaultdict(set)
    answered: dict[int, date] = {}
    for person, day, direction in tried:
        if direction == Touch.Direction.OUT:
            attempts[person].add(day)
        else:
            answered[person] = max(day, answered.get(person, day))
    return {
        person: sum(day > answered.get(person, date.min) for day in days)
        for person, days in attempts.items()
    }
