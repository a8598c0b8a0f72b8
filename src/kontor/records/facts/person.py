"""What hangs on one person, read with few words.

A page about a person asks a dozen small questions. Django builds each anew, which
takes longer than answering it; these are written once. Every row is a tuple in the
order of the columns named; a uid is text.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from django.db import connection

Rows = list[tuple[Any, ...]]
Owner = Literal["person", "organisation"]

_POINTS = """
SELECT kind, value, key, label, preferred FROM records_contactpoint
WHERE {owner}_id = %s ORDER BY position, id
"""
_ADDRESSES = """
SELECT label, street, extra, postal_code, city, region, country
FROM records_postaladdress WHERE {owner}_id = %s ORDER BY position, id
"""
_WORK = """
SELECT o.uid, o.name, a.role, a.department, a.start, a."end"
FROM records_affiliation a
LEFT JOIN records_organisation o ON o.id = a.organisation_id
WHERE a.person_id = %s ORDER BY a.position, a.id
"""
_TAGS = """
SELECT t.name FROM records_persontag p JOIN records_tag t ON t.id = p.tag_id
WHERE p.person_id = %s ORDER BY t.folded
"""
_TOUCHES = """
SELECT t.id, t.uid, t.day, t.moment, t.channel, t.direction, t.minutes, t.note, t.place
FROM records_participant p JOIN records_touch t ON t.id = p.touch_id
WHERE p.person_id = %s ORDER BY t.day DESC, t.id DESC LIMIT %s OFFSET %s
"""
_OTHERS = """
SELECT q.touch_id, o.display FROM records_participant q
JOIN records_person o ON o.id = q.person_id
WHERE q.touch_id IN ({marks}) AND q.person_id <> %s ORDER BY o.sort_name
"""
_TIES = """
SELECT t.uid, o.uid, o.display, t.strength, t.how
FROM records_tie t JOIN records_person o ON o.id = t.{other}_id
WHERE t.{own}_id = %s
"""
_SOURCES = """
SELECT s.source, d.moment, s.unknown FROM records_sourcecard s
JOIN records_deed d ON d.id = s.deed_id WHERE s.person_id = %s ORDER BY s.id
"""


def points_of(key: int, owner: Owner = "person") -> Rows:
    """Give (kind, value, key, label, preferred) of each contact point in order."""
    return _rows(_POINTS.format(owner=owner), key)


def addresses_of(key: int, owner: Owner = "person") -> Rows:
    """Give (label, street, extra, postal_code, city, region, country)."""
    return _rows(_ADDRESSES.format(owner=owner), key)


def work_of(person: int) -> Rows:
    """Give (organisation's uid or None, its name, role, department, start, end)."""
    return [(_uid(uid), *rest) for uid, *rest in _rows(_WORK, person)]


def tags_of(person: int) -> list[str]:
    """Give the names of somebody's tags in order."""
    return [name for (name,) in _rows(_TAGS, person)]


def touches_page(person: int, most: int, start: int) -> Rows:
    """Give touches, latest first, as (key, uid, day, moment, channel, direction,
    minutes, note, place); the moment is aware UTC or None.
    """  # noqa: D205 - the columns do not fit one line
    return [
        (key, _uid(uid), day, _aware(moment), *rest)
        for key, uid, day, moment, *rest in _rows(_TOUCHES, person, most, start)
    ]


def others_in(touches: list[int], person: int) -> Rows:
    """Give (touch, name) of those who took part besides this person."""
    if not touches:
        return []
    marks = ", ".join(["%s"] * len(touches))
    return _rows(_OTHERS.format(marks=marks), *touches, person)


def ties_of(person: int) -> Rows:
    """Give (uid, other's uid, other's name, strength, how) of each tie."""
    return [
        (_uid(uid), _uid(other), *rest)
        for own, far in (("first", "second"), ("second", "first"))
        for uid, other, *rest in _rows(_TIES.format(own=own, other=far), person)
    ]


def sources_of(person: int) -> Rows:
    """Give (kind of source, moment it came, how many unknown properties)."""
    return [
        (source, _aware(moment), len(_parsed(unknown)))
        for source, moment, unknown in _rows(_SOURCES, person)
    ]


def _rows(sql: str, *values: Any) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: Rows = cursor.fetchall()
    return found


def _uid(value: Any) -> str | None:
    return None if value is None else str(UUID(str(value)))


def _aware(moment: Any) -> datetime | None:
    """SQLite gives moments without their zone, which is UTC."""
    if moment is None or moment.tzinfo:
        return moment  # type: ignore[no-any-return]
    return moment.replace(tzinfo=UTC)  # type: ignore[no-any-return]


def _parsed(value: Any) -> list[Any]:
    parsed: list[Any] = json.loads(value) if isinstance(value, str) else value
    return parsed
