"""What hangs on a person: addresses, telephones, jobs and tags, brought in line.

Each function gets the whole list as it shall be. Rows that are right stay as they
are, so that an edit notes only what differs.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from kontor.actions.connections.errors import BadEmail, BadPhone, TagEmpty
from kontor.lib.mail import mail_key
from kontor.lib.phones import e164, is_number
from kontor.lib.text import fold
from kontor.records import journal
from kontor.records.models import (
    Affiliation,
    ContactPoint,
    Organisation,
    PersonTag,
    PostalAddress,
    Tag,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kontor.records.models import Deed, Person


@dataclass(frozen=True, slots=True)
class Point:
    """A mail address, telephone or link, with the keeper's label for it."""

    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One postal address."""

    street: str = ""
    extra: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A job: where, as what, from when to when; empty ends are open."""

    organisation: str = ""
    role: str = ""
    department: str = ""
    start: date | None = None
    end: date | None = None


def set_points(
    deed: Deed, person: Person, kind: str, wanted: Sequence[Point], region: str
) -> None:
    """Bring mail addresses, telephones or links in line.

    What stands there already may stay, however an import wrote it.

    Raises:
        BadEmail, BadPhone: a new one is no mail address or telephone number.
    """
    present = list(ContactPoint.objects.filter(person=person, kind=kind))
    known = {point.value: point.key for point in present}
    rows = [
        {
            "value": point.value.strip(),
            "key": _key_of(kind, point.value.strip(), region, known),
            "label": point.label.strip(),
            "preferred": point.preferred,
        }
        for point in wanted
        if point.value.strip()
    ]
    fixed = {"person": person, "kind": kind}
    _bring_in_line(deed, ContactPoint, present, rows, fixed)


def _key_of(kind: str, value: str, region: str, known: Mapping[str, str]) -> str:
    """Give what finds a contact point: address in lower case, E.164, the link."""
    if kind == ContactPoint.Kind.EMAIL:
        key = mail_key(value)
        if not key and value not in known:
            raise BadEmail(value=value)
        return key or known[value]
    if kind == ContactPoint.Kind.PHONE:
        if not is_number(value) and value not in known:
            raise BadPhone(value=value)
        return e164(value, region)
    return value


def set_places(deed: Deed, person: Person, wanted: Sequence[Place]) -> None:
    """Bring postal addresses in line."""
    names = Place.__slots__
    rows = [
        dict(zip(names, (part.strip() for part in astuple(place)), strict=True))
        for place in wanted
        if any(part.strip() for part in astuple(place)[:-1])
    ]
    present = PostalAddress.objects.filter(person=person)
    _bring_in_line(deed, PostalAddress, list(present), rows, {"person": person})


def set_work(deed: Deed, person: Person, wanted: Sequence[Work]) -> None:
    """Bring jobs in line; an organisation not in the book yet is made."""
    rows = [
        {
            "organisation_id": organisation_named(deed, work.organisation),
            "role": work.role.strip(),
            "department": work.department.strip(),
            "start": work.start,
            "end": work.end,
        }
        for work in wanted
        if work.organisation.strip() or work.role.strip()
    ]
    present = Affiliation.objects.filter(person=person)
    _bring_in_line(deed, Affiliation, list(present), rows, {"person": person})


def organisation_named(deed: Deed, name: str) -> int | None:
    """Find an organisation by its name, or make it; None for no name."""
    shown = " ".join(name.split())[:300]
    if not shown:
        return None
    folded = fold(shown)[:300]
    found = Organisation.objects.filter(book_id=deed.book_id, folded=folded).first()
    if found is None:
        found = journal.add(deed, Organisation(name=shown, folded=folded))
    return found.pk


def set_tags(deed: Deed, person: Person, wanted: Iterable[str]) -> None:
    """Bring tags in line."""
    tags = {tag.pk: tag for tag in (tag_named(deed, n) for n in wanted if n.strip())}
    taggings = PersonTag.objects.filter(person=person)
    present = {tagging.tag_id: tagging for tagging in taggings}
    for key in present.keys() - tags.keys():
        journal.remove(deed, present[key])
    for key in tags.keys() - present.keys():
        journal.add(deed, PersonTag(person=person, tag=tags[key]))


def tag_named(deed: Deed, name: str) -> Tag:
    """Find a tag, however it is written, or make it.

    Raises:
        TagEmpty: the name is empty.
    """
    shown = " ".join(name.split())[:200]
    if not shown:
        raise TagEmpty
    folded = fold(shown)[:200]
    found = Tag.objects.filter(book_id=deed.book_id, folded=folded).first()
    return found or journal.add(deed, Tag(name=shown, folded=folded))


def _bring_in_line(
    deed: Deed,
    model: Any,
    present: list[Any],
    wanted: list[dict[str, Any]],
    fixed: dict[str, Any],
) -> None:
    """Make the rows of a list as wanted, in that order, with the fewest changes.

    A row that says the same already is taken first; what is left over is written
    over in turn, then added or removed.
    """
    pairs: list[tuple[Any, dict[str, Any]]] = []
    left = sorted(present, key=lambda row: (row.position, row.pk))
    for values in wanted:
        same = next((row for row in left if _says(row, values)), None)
        if same is not None:
            left.remove(same)
        pairs.append((same, values))
    for position, (found, values) in enumerate(pairs):
        row = found or (left.pop(0) if left else None)
        if row is None:
            journal.add(deed, model(**fixed, **values, position=position))
        else:
            journal.edit(deed, row, **values, position=position)
    for row in left:
        journal.remove(deed, row)


def _says(row: Any, values: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())
