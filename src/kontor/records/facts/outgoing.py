"""Everybody in a book with all that hangs on them, some at a time, to go out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kontor.records.facts.rows import aware, parsed, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from kontor.records.facts.rows import Rows

PEOPLE, TOUCHES = 250, 4_000
# Letters of a uid as SQLite keeps it.
_BARE = 32
Values = dict[str, Any]
_PERSON = (
    "id", "uid", "deed_id", "is_owner", "given", "additional", "family", "prefix",
    "suffix", "nickname", "display", "birth_year", "birth_month", "birth_day",
    "language", "address_form", "relation", "note", "met_day", "met_place",
    "met_through_id", "rhythm", "rhythm_days", "pinned", "do_not_contact", "private",
    "confidential", "resting_since", "resting_until", "discreet",
)  # fmt: skip
_ORGANISATION = ("id", "uid", "deed_id", "name", "note", "confidential")
# What hangs on whom; the deed tells when it came.
_HANGING: dict[str, str] = {
    "points": "kind, value, label, preferred, deed_id FROM records_contactpoint",
    "addresses": "label, street, extra, postal_code, city, region, country, deed_id"
    " FROM records_postaladdress",
    "cards": "source, unknown, deed_id FROM records_sourcecard",
}
_IN_ORDER = {"points": "position, ", "addresses": "position, ", "cards": ""}
_JOBS = """
SELECT a.person_id, o.name, a.department, a.role, a.start, a."end", a.deed_id
FROM records_affiliation a
LEFT JOIN records_organisation o ON o.id = a.organisation_id
WHERE a.person_id > %s AND a.person_id <= %s AND a.book_id = %s
ORDER BY a.person_id, a.position, a.id
"""
_TAGS = """
SELECT p.person_id, t.name, p.deed_id FROM records_persontag p
JOIN records_tag t ON t.id = p.tag_id
WHERE p.person_id > %s AND p.person_id <= %s AND p.book_id = %s ORDER BY p.id
"""
_TIES = """
SELECT t.{own}_id, t.{other}_id, t.strength, t.how, t.deed_id FROM records_tie t
WHERE t.{own}_id > %s AND t.{own}_id <= %s AND t.book_id = %s ORDER BY t.id
"""
_PHOTOS = """
SELECT person_id, id, deed_id FROM records_photo
WHERE person_id > %s AND person_id <= %s AND book_id = %s
"""
_CHANGED = """
SELECT person, MAX(deed_id) FROM records_change
WHERE person > %s AND person <= %s AND book_id = %s GROUP BY person
"""
_TAKING_PART = """
SELECT touch_id, person_id FROM records_participant
WHERE touch_id > %s AND touch_id <= %s AND book_id = %s ORDER BY touch_id, id
"""


@dataclass(slots=True)
class Whole:
    """Somebody, or an organisation, with all that hangs on them.

    Attributes:
        row: their own columns.
        points, addresses, cards, jobs, tags, ties: the columns of each, in order;
            the last is the deed that made it, except of ties.
        photo: its key, 0 where there is none; see ``photo_of``.
        revised: when any of it was last changed.
    """

    row: Values
    points: Rows = field(default_factory=list)
    addresses: Rows = field(default_factory=list)
    cards: Rows = field(default_factory=list)
    jobs: Rows = field(default_factory=list)
    tags: Rows = field(default_factory=list)
    ties: Rows = field(default_factory=list)
    photo: int = 0
    revised: datetime | None = None


def whole_people(book: int) -> Iterator[list[Whole]]:
    """Give everybody, the owner too, some at a time by rising keys."""
    last, pictured = 0, bool(rows("SELECT 1 FROM records_photo LIMIT 1"))
    changed = bool(rows("SELECT 1 FROM records_change LIMIT 1"))
    while found := _page("records_person", _PERSON, book, last):
        span = (last, found[-1].row["id"], book)
        last = span[1]
        _hang(found, "person", span)
        if changed:
            _revise(found, span)
        if pictured:
            _picture(found, span)
        _date(found)
        yield found


def whole_organisations(book: int) -> Iterator[list[Whole]]:
    """Give every organisation, some at a time."""
    last = 0
    while found := _page("records_organisation", _ORGANISATION, book, last):
        span = (last, found[-1].row["id"], book)
        last = span[1]
        _hang(found, "organisation", span)
        _date(found)
        yield found


def names_of_all(book: int) -> dict[int, tuple[str, str, bool]]:
    """Give the uid and the name of everybody, and whether they are discreet."""
    found = rows(
        "SELECT id, uid, display, discreet FROM records_person WHERE book_id = %s", book
    )
    return {key: (_dashed(u), name, bool(d)) for key, u, name, d in found}


def touches_with_people(book: int) -> Iterator[list[tuple[Values, list[int]]]]:
    """Give every touch with the keys of who took part, some at a time."""
    columns = (
        "id", "uid", "deed_id", "day", "moment", "channel", "direction", "minutes",
        "note", "place",
    )  # fmt: skip
    last = 0
    while found := _values("records_touch", columns, book, last, TOUCHES):
        span = (last, found[-1]["id"], book)
        last = span[1]
        people = defaultdict(list)
        for touch, person in rows(_TAKING_PART, *span):
            people[touch].append(person)
        yield [(row, people[row["id"]]) for row in found]


def photo_of(key: int) -> tuple[str, bytes]:
    """Fetch one picture, its kind and its bytes: a few hundred would be too many."""
    sql = "SELECT media_type, data FROM records_photo WHERE id = %s"
    kind, data = rows(sql, key)[0]
    return kind, bytes(data)


def promises_of_all(book: int) -> Iterator[list[Values]]:
    """Give every promise, some at a time."""
    columns = ("id", "uid", "deed_id", "person_id", "text", "due", "by", "done_on")
    last = 0
    while found := _values("records_promise", columns, book, last, TOUCHES):
        last = found[-1]["id"]
        yield found


def moments_of(deeds: Iterable[int]) -> dict[int, datetime]:
    """Tell when deeds were done."""
    keys = sorted(set(deeds))
    moments: dict[int, datetime] = {}
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        marks = ", ".join(["%s"] * len(some))
        sql = f"SELECT id, moment FROM records_deed WHERE id IN ({marks})"  # noqa: S608
        for key, moment in rows(sql, *some):
            moments[key] = aware(moment)  # type: ignore[assignment]
    return moments


def _page(table: str, columns: tuple[str, ...], book: int, last: int) -> list[Whole]:
    return [Whole(row) for row in _values(table, columns, book, last, PEOPLE)]


def _values(
    table: str, columns: tuple[str, ...], book: int, last: int, most: int
) -> list[Values]:
    names = ", ".join(f'"{name}"' for name in columns)
    sql = (
        # The plus keeps SQLite from an index by which it would sort every page.
        f"SELECT {names} FROM {table} WHERE +book_id = %s AND id > %s"  # noqa: S608
        f" ORDER BY id LIMIT {most}"
    )
    found = [dict(zip(columns, row, strict=True)) for row in rows(sql, book, last)]
    for row in found:
        row["uid"] = _dashed(row["uid"])
        if "moment" in row:
            row["moment"] = aware(row["moment"])
    return found


Span = tuple[int, int, int]


def _hang(found: list[Whole], whose: str, span: Span) -> None:
    by_key = {one.row["id"]: one for one in found}
    for name, rest in _HANGING.items():
        sql = (
            f"SELECT {whose}_id, {rest} WHERE {whose}_id > %s AND {whose}_id <= %s"
            f" AND book_id = %s ORDER BY {whose}_id, {_IN_ORDER[name]}id"
        )
        _put(by_key, name, rows(sql, *span))
    if whose == "person":
        _put(by_key, "jobs", rows(_JOBS, *span))
        _put(by_key, "tags", rows(_TAGS, *span))
        for own, other in (("first", "second"), ("second", "first")):
            _put(by_key, "ties", rows(_TIES.format(own=own, other=other), *span))


def _put(by_key: dict[int, Whole], name: str, found: Rows) -> None:
    for key, *columns in found:
        if key in by_key:
            one = by_key[key]
            getattr(one, name).append(tuple(columns))
            _came(one, columns[-1])


def _came(one: Whole, deed: int) -> None:
    one.row["deed_id"] = max(one.row["deed_id"], deed)


def _revise(found: list[Whole], span: Span) -> None:
    changed: dict[int, int] = dict(rows(_CHANGED, *span))
    for one in found:
        _came(one, changed.get(one.row["id"], 0))


def _picture(found: list[Whole], span: Span) -> None:
    by_key = {one.row["id"]: one for one in found}
    for key, photo, deed in rows(_PHOTOS, *span):
        if key in by_key:
            by_key[key].photo = photo
            _came(by_key[key], deed)


def _date(found: list[Whole]) -> None:
    moments = moments_of(one.row["deed_id"] for one in found)
    for one in found:
        one.revised = moments.get(one.row["deed_id"])
        one.cards = [(source, parsed(unknown)) for source, unknown, _ in one.cards]


def _dashed(uid: object) -> str:
    """Write a uid; of a text that is quicker by hand, and there are millions."""
    text = str(uid)
    if len(text) != _BARE:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
