"""One step of an undo: a transaction of few rows, and what it has to keep in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.records.derived import Stale
from kontor.records.journal import BY_NAME, TABLES, name_of
from kontor.records.models import Participant, Person, Photo, Tie

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db import models
    from django.db.models import QuerySet

    from kontor.records.models import Change, Deed
    from kontor.records.survivors import Survivors

# No step has more rows than these, and a picture weighs as much as many rows: the
# journal keeps it whole.
ROWS = 500
PHOTO = 50


class Step:
    """What a step of undoing has done so far.

    Attributes:
        undoing: the deed that takes ``deed`` back; its facts hold how far it is
            ("at", "set", "table", "row") and what stands in for what ("instead").
        room: how much more may be done in this transaction.
        done: rows dealt with.
    """

    def __init__(self, deed: Deed, undoing: Deed, survivors: Survivors) -> None:
        self.deed = deed
        self.undoing = undoing
        self.survivors = survivors
        self.stale = Stale(deed.book_id)
        self.room = ROWS
        self.done = 0
        self._kept = {(entry["table"], entry["row"]) for entry in undoing.kept}

    def count(self, model: type[models.Model], rows: int) -> None:
        """Count rows that were dealt with."""
        self.done += rows
        self.room -= rows * weight_of(model)

    def next_changes(self, changes: QuerySet[Change]) -> list[Change]:
        """Fetch the next of some changes, latest first, as far as there is room."""
        changes = changes.order_by("-pk")
        if (at := self.undoing.facts.get("at")) is not None:
            changes = changes.filter(pk__lt=at)
        room, keys = self.room, list[int]()
        for key, table in changes.values_list("pk", "table")[: self.room]:
            room -= weight_of(BY_NAME[table])
            if room < 0 and keys:
                break
            keys.append(key)
        if keys:
            self.undoing.facts["at"] = keys[-1]
        return list(changes.filter(pk__gte=keys[-1])) if keys else []

    def keep(self, row: models.Model) -> None:
        """List a row that stays as it is because something came after."""
        key = (name_of(type(row)), row.pk)
        if key not in self._kept:
            self._kept.add(key)
            # As it is, not as it would have become.
            now = type(row)._default_manager.filter(pk=row.pk).first() or row
            entry = {"table": key[0], "row": key[1], "name": name_shown(now)}
            self.undoing.kept.append(entry)

    def stand_in(self, model: type[models.Model], key: int) -> int:
        """Give the row that stands in for one that could not come back, or that."""
        known: dict[str, int] = self._instead.get(name_of(model), {})
        return known.get(str(key), key)

    def let_stand_in(self, row: models.Model, other: models.Model) -> None:
        """Let another row stand for one that it keeps from coming back."""
        instead = self.undoing.facts.setdefault("instead", {})
        instead.setdefault(name_of(type(row)), {})[str(row.pk)] = other.pk

    def missing_parents(self, rows: Iterable[models.Model]) -> dict[str, set[int]]:
        """Find the keys that rows of one table name and that are not there, by column.

        Keys are replaced by those of rows that stand in for them first.
        """
        named: dict[str, set[int]] = {}
        model: type[models.Model] | None = None
        own: set[int] = set()
        for row in rows:
            model = type(row)
            own.add(row.pk)
            for column, parent in _parents_of(model):
                key = getattr(row, column)
                if key is not None:
                    key = self.stand_in(parent, key)
                    setattr(row, column, key)
                    named.setdefault(column, set()).add(key)
        if model is None:
            return {}
        parents = dict(_parents_of(model))
        missing = {}
        for column, keys in named.items():
            there = parents[column]._default_manager.filter(pk__among=list(keys))
            gone = keys - set(there.values_list("pk", flat=True))
            missing[column] = gone - own if parents[column] is model else gone
        return missing

    @property
    def _instead(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = self.undoing.facts.get("instead", {})
        return found


def weight_of(model: type[models.Model]) -> int:
    """Tell how much a row of a table counts in a step."""
    return PHOTO if model is Photo else 1


def name_shown(row: models.Model) -> str:
    """Name a row so that a keeper knows which one is meant."""
    if isinstance(row, Tie):
        return f"{_display(row.first_id)} – {_display(row.second_id)}"
    person = getattr(row, "person_id", None)
    if person is None:
        return str(row)
    if isinstance(row, Participant) or str(person) in str(row):
        return _display(person)
    return f"{_display(person)}: {row}"


def _display(person: int) -> str:
    found = Person.objects.filter(pk=person).values_list("display", flat=True)
    return found.first() or "…"


def _parents_of(model: type[models.Model]) -> list[tuple[str, Any]]:
    """List the columns that name rows of the journal's tables, each with its table."""
    return [
        (field.attname, field.remote_field.model)
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.model in TABLES
    ]
