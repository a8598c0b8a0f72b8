"""Setting back what a deed changed and deleted, latest first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction

from kontor.records import bulk
from kontor.records.bringback import bring_back
from kontor.records.journal import (
    BY_NAME,
    facts_of,
    kept_fields,
    name_of,
    note_many,
)
from kontor.records.together import Since, groups_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kontor.records.journal import Facts
    from kontor.records.models import Change
    from kontor.records.step import Step


def set_back(step: Step) -> None:
    """Set back the next changes of the deed, as far as there is room in the step."""
    of_deed = step.deed.changes.filter(before__isnull=False)
    while step.room > 0 and (changes := step.next_changes(of_deed)):
        for (table, deleted), run in groupby(changes, key=_kind):
            _set_back(step, BY_NAME[table], deleted, list(run))


def _kind(change: Change) -> tuple[str, bool]:
    return change.table, change.after is None


def _set_back(
    step: Step, model: type[models.Model], deleted: bool, changes: Sequence[Change]
) -> None:
    if deleted:
        # What the deed made itself and took away again is not missed.
        gone = [c.before for c in changes if c.before]
        own = step.deed.pk
        bring_back(step, model, [f for f in gone if f.get("deed_id") != own])
    else:
        _revert(step, model, changes)
    step.count(model, len(changes))


def _revert(step: Step, model: type[models.Model], changes: Sequence[Change]) -> None:
    """Give columns their value before, where they still have the one after."""
    keys = {change.row for change in changes}
    found = model._default_manager.select_for_update().filter(pk__among=list(keys))
    rows = {row.pk: row for row in found.order_by("pk")}
    step.stale.note_all(rows.values())
    was = {key: facts_of(row) for key, row in rows.items()}
    since = Since(changes[0].table, keys, [step.deed.pk, step.undoing.pk])
    for change in changes:
        if change.row in rows:
            held = since.held(change.row, change.pk) | (change.after or {})
            _set(step, rows[change.row], change.before or {}, held)
    _stay_with_parents(step, rows, was)
    _write(step, model, rows, was)
    step.stale.note_all(rows.values())


def _set(step: Step, row: models.Model, before: Facts, held: Facts) -> None:
    """Set the columns of one change back on the row in hand.

    Args:
        held: what columns held right after the change.
    """
    now = facts_of(row)
    fields = {field.attname: field for field in kept_fields(type(row))}
    known = [name for name in before if name in fields]
    for group in groups_of(name_of(type(row)), known):
        mine = [name for name in group if name in before]
        if all(now[name] == before[name] for name in mine):
            continue
        if any(now[name] != held[name] for name in group if name in held):
            step.keep(row)
            continue
        for name in mine:
            setattr(row, name, fields[name].to_python(before[name]))


def _stay_with_parents(
    step: Step, rows: dict[int, models.Model], was: dict[int, Facts]
) -> None:
    """Let rows go on naming what they name where what they named before is gone."""
    for column, gone in step.missing_parents(rows.values()).items():
        for key, row in rows.items():
            if getattr(row, column) in gone:
                setattr(row, column, was[key][column])
                step.keep(row)


def _write(
    step: Step,
    model: type[models.Model],
    rows: dict[int, models.Model],
    was: dict[int, Facts],
) -> None:
    """Write what was set, rows with the same columns at once."""
    alike: dict[tuple[str, ...], list[models.Model]] = {}
    for key, row in rows.items():
        now = facts_of(row)
        if columns := tuple(n for n in now if now[n] != was[key][n]):
            alike.setdefault(columns, []).append(row)
    for columns, some in alike.items():
        try:
            with transaction.atomic():
                _update(model, columns, some)
        except IntegrityError:
            some = [row for row in some if _fits(step, row, columns)]
        note_many(
            step.undoing,
            [
                (row, {n: was[row.pk][n] for n in columns}, _only(row, columns))
                for row in some
            ],
        )


def _fits(step: Step, row: models.Model, columns: Sequence[str]) -> bool:
    """Write one row, unless something is in its way by now; tell which."""
    try:
        with transaction.atomic():
            _update(type(row), columns, [row])
    except IntegrityError:
        step.keep(row)
        return False
    return True


def _update(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[models.Model]
) -> None:
    values = [[*(getattr(row, name) for name in columns), row.pk] for row in rows]
    bulk.update(model, columns, values)


def _only(row: models.Model, columns: Sequence[str]) -> Facts:
    now = facts_of(row)
    return {name: now[name] for name in columns}
