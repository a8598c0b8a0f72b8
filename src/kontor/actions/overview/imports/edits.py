"""Edits of many rows, noted and written at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kontor.records import bulk, journal

if TYPE_CHECKING:
    from django.db import models

    from kontor.records.models import Deed


class Edits:
    """What a deed changes in rows that are there; the journal notes each."""

    def __init__(self, deed: Deed) -> None:
        self._deed = deed
        self._noted: list[tuple[models.Model, dict[str, Any], dict[str, Any]]] = []

    def edit(self, row: models.Model, **values: Any) -> None:
        """Set columns of a row."""
        before = {name: getattr(row, name) for name in values}
        changed = [name for name, value in values.items() if before[name] != value]
        if not changed:
            return
        for name in changed:
            setattr(row, name, values[name])
        self._noted.append(
            (
                row,
                {name: journal.plain(before[name]) for name in changed},
                {name: journal.plain(values[name]) for name in changed},
            )
        )

    def write(self) -> None:
        """Write all edits, and what the rows were before."""
        together: dict[tuple[type[models.Model], tuple[str, ...]], dict[int, Any]]
        together = defaultdict(dict)
        for row, _, after in self._noted:
            together[type(row), tuple(after)][row.pk] = row
        for (model, names), rows in together.items():
            bulk.update(
                model,
                names,
                [(*(getattr(r, n) for n in names), r.pk) for r in rows.values()],
            )
        journal.note_many(self._deed, self._noted)
        self._noted.clear()
