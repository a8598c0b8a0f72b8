"""Which rows outlive the deed that made them, because a later deed needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from kontor.records.journal import TABLES, facts_of, name_of, relations
from kontor.records.models import (
    Change,
    Deed,
    Participant,
    Person,
    Plan,
    PlanLine,
    Touch,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

# A plan is reckoned, not kept by hand: that it names somebody holds nobody back.
RECKONED: tuple[type[models.Model], ...] = (Plan, PlanLine)
# Rows that stay or go as a whole, with the pieces that hang on them.
WHOLES: tuple[tuple[type[models.Model], str], ...] = (
    (Touch, "touch_id"),
    (Person, "person_id"),
)


class Survivors:
    """What of a deed's rows was changed, or added to, by others since.

    A person or touch of which one piece was changed stays whole.
    """

    def __init__(self, deed: Deed, undoing: Deed) -> None:
        self.deed = deed
        self.undoing = undoing
        self.wholes: dict[str, set[int]] = {"touch_id": set(), "person_id": set()}
        self.changed = {name_of(m): self._changed(m) for m in TABLES}
        for model, column in WHOLES:
            self._find_wholes(model, column)
        # Whoever took part in a touch that stays, stays.
        self.wholes["person_id"] |= set(
            Participant.objects.filter(
                touch__in=self.wholes["touch_id"], person__deed=deed
            ).values_list("person_id", flat=True)
        )

    def among(self, rows: list[models.Model]) -> dict[int, bool]:
        """Find who of these rows stays; True where it is to be listed."""
        model = type(rows[0])
        own = self.changed[name_of(model)] | self._needed(model, rows)
        staying = dict.fromkeys((row.pk for row in rows if row.pk in own), True)
        for whole, column in WHOLES:
            if model is whole:
                found = ((row.pk, row.pk, True) for row in rows)
            else:
                found = ((row.pk, getattr(row, column, None), False) for row in rows)
            for key, whole_key, listed in found:
                if whole_key in self.wholes[column]:
                    staying[key] = listed
        return staying

    def _find_wholes(self, model: type[models.Model], column: str) -> None:
        found = self.wholes[column]
        found |= self.changed[name_of(model)]
        for relation in relations(model):
            child = relation.related_model
            if child in RECKONED or relation.on_delete is not models.CASCADE:
                continue
            made = child._default_manager.filter(
                **{f"{relation.field.name}__deed": self.deed}
            )
            by_others = made.exclude(deed=self.deed)
            touched = made.filter(pk__in=self.changed[name_of(child)])
            for rows in (by_others, touched):
                found |= set(rows.values_list(relation.field.attname, flat=True))

    def _needed(self, model: type[models.Model], rows: list[models.Model]) -> set[int]:
        """Find rows on which something of another deed hangs."""
        needed: set[int] = set()
        keys = [row.pk for row in rows]
        for relation in _ties_that_hold(model):
            hanging = relation.related_model._default_manager.filter(
                **{f"{relation.field.name}__in": keys}
            ).exclude(deed=self.deed)
            needed |= set(hanging.values_list(relation.field.attname, flat=True))
        return needed

    def _changed(self, model: type[models.Model]) -> set[int]:
        """Find rows the deed made that differ from what it made of them."""
        own = model._default_manager.filter(deed=self.deed).values("pk")
        changes = (
            Change.objects.filter(table=name_of(model), row__in=own)
            .exclude(deed__in=[self.deed, self.undoing])
            .order_by("id")
        )
        first: dict[int, dict[str, Any]] = {}
        for change in changes.iterator():
            made = first.setdefault(change.row, {})
            for name, value in (change.before or {}).items():
                made.setdefault(name, value)
        rows = model._default_manager.in_bulk(list(first))
        return {key for key, made in first.items() if _differs(rows.get(key), made)}


def has_dependants(row: models.Model) -> bool:
    """Tell whether rows kept by hand hang on this one."""
    return any(
        relation.related_model._default_manager.filter(
            **{relation.field.name: row}
        ).exists()
        for relation in _ties_that_hold(type(row))
    )


def _ties_that_hold(model: type[models.Model]) -> Iterable[Any]:
    return (
        relation
        for relation in relations(model)
        if relation.related_model not in RECKONED
        and relation.on_delete is models.CASCADE
    )


def _differs(row: models.Model | None, made: dict[str, Any]) -> bool:
    if row is None:
        return False
    now = facts_of(row)
    return any(now.get(name) != value for name, value in made.items())
