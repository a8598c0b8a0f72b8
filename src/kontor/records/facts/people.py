"""What the book says of people, as plain facts to compare with a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.exchange.facts import photo_fact
from kontor.records.models import (
    Affiliation,
    ContactPoint,
    Person,
    PersonTag,
    Photo,
    PostalAddress,
)

if TYPE_CHECKING:
    from collections.abc import Collection

Facts = dict[str, Any]
_TEXTS = (
    "display", "prefix", "given", "additional", "family", "suffix", "nickname",
    "note", "language", "met_place",
)  # fmt: skip
_PLURAL = {"email": "emails", "phone": "phones", "link": "links"}
_ADDRESS = ("street", "extra", "postal_code", "city", "region", "country")


def facts_of_people(book: int, people: Collection[int]) -> dict[int, Facts]:
    """Gather what ``core.connections.merge`` compares, for each of the people.

    Jobs and addresses carry the key of their row as ``row``.
    """
    rows = Person.objects.filter(book=book, pk__in=people)
    found = {row.pk: _columns(row) for row in rows}
    for key, field, value in _hanging(people):
        found[key].setdefault(field, []).append(value)
    tags = PersonTag.objects.filter(person__in=people).order_by("pk")
    for key, name in tags.values_list("person_id", "tag__name"):
        found[key].setdefault("tags", []).append(name)
    for facts in found.values():
        _leave_out_stand_in(facts)
    return found


def photos_of(people: Collection[int]) -> dict[int, str]:
    """Give the pictures of people as what tells one from another."""
    rows = Photo.objects.filter(person__in=people)
    found = rows.values_list("person_id", "media_type", "data")
    return {key: photo_fact(kind, bytes(data)) for key, kind, data in found}


def _hanging(people: Collection[int]) -> list[tuple[int, str, Facts]]:
    points, addresses = points_of("person", people), addresses_of("person", people)
    return [*points, *addresses, *_jobs(people)]


def _columns(row: Person) -> Facts:
    facts: Facts = {name: getattr(row, name) for name in _TEXTS}
    if row.birth_month:
        facts["birthday"] = [row.birth_year, row.birth_month, row.birth_day]
    if row.met_day:
        facts["met_day"] = row.met_day.isoformat()
    if row.confidential or row.private:
        facts["secrecy"] = "confidential" if row.confidential else "private"
    return {name: value for name, value in facts.items() if value}


def points_of(whose: str, keys: Collection[int]) -> list[tuple[int, str, Facts]]:
    """List how people or organisations are reached, as (key, field, value).

    Args:
        whose: "person" or "organisation".
    """
    rows = ContactPoint.objects.filter(**{f"{whose}__in": keys})
    return [
        (key, _PLURAL[kind], {"value": value, "key": found_by})
        for key, kind, value, found_by in rows.order_by("position", "pk").values_list(
            f"{whose}_id", "kind", "value", "key"
        )
    ]


def addresses_of(whose: str, keys: Collection[int]) -> list[tuple[int, str, Facts]]:
    """List postal addresses in the same way, each with the key of its row."""
    rows = PostalAddress.objects.filter(**{f"{whose}__in": keys})
    return [
        (
            key,
            "addresses",
            {"row": row, "kind": label, **dict(zip(_ADDRESS, parts, strict=True))},
        )
        for key, row, label, *parts in rows.order_by("position", "pk").values_list(
            f"{whose}_id", "pk", "label", *_ADDRESS
        )
    ]


def _jobs(people: Collection[int]) -> list[tuple[int, str, Facts]]:
    rows = Affiliation.objects.filter(person__in=people).order_by("position", "pk")
    return [
        (
            key,
            "jobs",
            {
                "row": row,
                "organisation": organisation or "",
                "department": department,
                "role": role,
            },
        )
        for key, row, organisation, department, role in rows.values_list(
            "person_id", "pk", "organisation__name", "department", "role"
        )
    ]


def _leave_out_stand_in(facts: Facts) -> None:
    """Take away the name of somebody who is shown as an address or a number."""
    if facts.get("given") or facts.get("family"):
        return
    points = (*facts.get("emails", ()), *facts.get("phones", ()))
    if facts.get("display") in {point["value"] for point in points}:
        del facts["display"]
