"""Removing what a deed made, unless a later deed needs it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kontor.records.journal import BY_NAME, TABLES, remove_rows
from kontor.records.models import Person
from kontor.records.step import weight_of
from kontor.records.survivors import tables_made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models

    from kontor.records.step import Step


def unmake_next(step: Step) -> None:
    """Remove the next rows that the deed made, as far as there is room in the step.

    Of an undoing that is what it brought back, the latest first: it began with
    what other rows hang on.
    """
    if step.deed.undoes_id is None:
        _unmake_own(step)
        return
    brought_back = step.deed.changes.filter(before__isnull=True)
    while step.room > 0 and (changes := step.next_changes(brought_back)):
        for table, run in groupby(changes, key=lambda change: change.table):
            model = BY_NAME[table]
            keys = [change.row for change in run]
            rows = model._default_manager.select_for_update().filter(pk__among=keys)
            unmake(step, list(rows.order_by("pk")))
            step.count(model, len(keys))


def _unmake_own(step: Step) -> None:
    """Remove rows that bear the deed's name.

    Tables come in such an order that nothing hangs on what goes any more.
    """
    facts = step.undoing.facts
    made = tables_made(step.deed)
    while step.room > 0 and facts.setdefault("table", 0) < len(TABLES):
        model = TABLES[facts["table"]]
        if model not in made:
            facts.update(table=facts["table"] + 1, row=0)
            continue
        most = max(1, step.room // weight_of(model))
        own = model._default_manager.filter(deed=step.deed, pk__gt=facts.get("row", 0))
        rows = list(own.select_for_update().order_by("pk")[:most])
        if not rows:
            facts.update(table=facts["table"] + 1, row=0)
            continue
        unmake(step, rows)
        step.count(model, len(rows))
        facts["row"] = rows[-1].pk


def unmake(step: Step, rows: Sequence[models.Model]) -> None:
    """Remove rows of one table that the deed made; those that stay are listed."""
    if not rows:
        return
    step.survivors.refresh()
    staying = step.survivors.among(rows)
    for row in rows:
        if staying.get(row.pk):
            step.keep(row)
    going = [row for row in rows if row.pk not in staying]
    _note(step, rows, going)
    remove_rows(step.undoing, going)


def _note(
    step: Step, rows: Sequence[models.Model], going: Sequence[models.Model]
) -> None:
    """Say whose derived columns will no longer hold.

    People who go themselves are not rebuilt with each of their pieces; should
    somebody be needed after all in the meantime, they are when their turn comes.
    """
    if isinstance(rows[0], Person):
        kept = {row.pk for row in rows} - {row.pk for row in going}
        step.stale.texts |= kept
        step.stale.ties |= kept
        return
    step.stale.note_all(going)
    leaving = step.survivors.leaving(step.stale.texts | step.stale.ties)
    step.stale.texts -= leaving
    step.stale.ties -= leaving
