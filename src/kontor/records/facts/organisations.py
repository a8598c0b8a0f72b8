"""What the book says of organisations, as plain facts to compare with a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.records.facts.people import Facts, addresses_of, points_of
from kontor.records.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Collection


def facts_of_organisations(keys: Collection[int]) -> dict[int, Facts]:
    """Gather how organisations are reached, and their notes, by key."""
    if not keys:
        return {}
    rows = Organisation.objects.filter(pk__in=keys).values_list("pk", "note")
    found: dict[int, Facts] = {
        key: {"note": note} if note else {} for key, note in rows
    }
    points = points_of("organisation", keys)
    for key, field, value in (*points, *addresses_of("organisation", keys)):
        found[key].setdefault(field, []).append(value)
    return found
