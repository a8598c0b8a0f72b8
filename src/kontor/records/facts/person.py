"""What hangs on one person, read with few words.

Every row is a tuple in the order of the columns named; a uid is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from kontor.records.facts.rows import Rows, aware, parsed, rows, uid_text

if TYPE_CHECKING:
    from datetime import date

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
_PLANNED = """
SELECT l.reason, l.channel, l.minutes
FROM records_planline l JOIN records_plan p ON p.id = l.plan_id
WHERE p.book_id = %s AND p.day = %s AND l.person_id = %s AND l.state = 'open'
"""
_SOURCES = """
SELECT s.source, d.moment, s.unknown FROM records_sourcecard s
JOIN records_deed d ON d.id = s.deed_id WHERE s.person_id = %s ORDER BY s.id
"""


def points_of(key: int, owner: Owner = "person") -> Rows:
    """Give (kind, value, key, label, preferred) of each contact point in order."""
    return rows(_POINTS.format(owner=owner), key)


def addresses_of(key: int, owner: Owner = "person") -> Rows:
    """Give (label, street, extra, postal_code, city, region, country)."""
    return rows(_ADDRESSES.format(owner=owner), key)


def work_of(person: int) -> Rows:
    """Give (organisation's uid or None, its name, role, department, start, end)."""
    return [(uid_text(uid), *rest) for uid, *rest in rows(_WORK, person)]


def touches_page(person: int, most: int, start: int) -> Rows:
    """Give touches, latest first, as (key, uid, day, moment, channel, direction,
    minutes, note, place); the moment is aware UTC or None.
    """  # noqa: D205 - the columns do not fit one line
    return [
        (key, uid_text(uid), day, aware(moment), *rest)
        for key, uid, day, moment, *rest in rows(_TOUCHES, person, most, start)
    ]


def others_in(touches: list[int], person: int) -> Rows:
    """Give (touch, name) of those who took part besides this person."""
    if not touches:
        return []
    marks = ", ".join(["%s"] * len(touches))
    return rows(_OTHERS.format(marks=marks), *touches, person)


def ties_of(person: int) -> Rows:
    """Give (uid, other's uid, other's name, strength, how) of each tie."""
    return [
        (uid_text(uid), uid_text(other), *rest)
        for own, far in (("first", "second"), ("second", "first"))
        for uid, other, *rest in rows(_TIES.format(own=own, other=far), person)
    ]


def planned(book: int, day: date, person: int) -> tuple[Any, str, int] | None:
    """Give (reason, channel, minutes) of the open line of a day's plan, if any."""
    for reason, channel, minutes in rows(_PLANNED, book, day, person):
        return parsed(reason), channel, minutes
    return None


def has_photo(person: int) -> bool:
    """Tell whether there is a picture of somebody."""
    return bool(rows("SELECT 1 FROM records_photo WHERE person_id = %s", person))


def sources_of(person: int) -> Rows:
    """Give (kind of source, moment it came, how many unknown properties)."""
    return [
        (source, aware(moment), len(parsed(unknown)))
        for source, moment, unknown in rows(_SOURCES, person)
    ]
