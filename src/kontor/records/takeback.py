"""Taking a deed back: one way for edits, log lines, merges and whole imports.

What the deed changed is set back column by column, what it deleted comes back,
what it made goes. Whatever was changed by a later deed is kept and listed. Taking
back is a deed itself with changes of its own, so it can be taken back in turn.

The work goes in steps of at most ``STEP`` rows, each a transaction; after each,
the deed of the undoing holds how far it is, so a killed undo is gone on with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction

from kontor.records.derived import Stale
from kontor.records.journal import (
    BY_NAME,
    TABLES,
    edit,
    facts_of,
    kept_fields,
    name_of,
    note_many,
    remove,
    remove_many,
)
from kontor.records.models import Change, Deed
from kontor.records.survivors import Survivors, has_dependants

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 500


def take_back(deed: Deed, undoing: Deed) -> Iterator[int]:
    """Take ``deed`` back in the name of ``undoing``; yields rows done per step.

    ``undoing.kept`` lists what was left alone: table, row and name.
    """
    while done := _set_back(deed, undoing):
        yield done
    survivors = Survivors(deed, undoing)
    for model in TABLES:
        yield from _unmake(deed, undoing, model, survivors)
    undoing.state = Deed.State.DONE
    undoing.facts.pop("at", None)
    undoing.save(update_fields=["state", "facts", "kept"])


@transaction.atomic
def _set_back(deed: Deed, undoing: Deed) -> int:
    """Set back the next changes of the deed, latest first; count them."""
    changes = deed.changes.order_by("-id")
    if (at := undoing.facts.get("at")) is not None:
        changes = changes.filter(pk__lt=at)
    step = list(changes[:STEP])
    stale = Stale(deed.book_id)
    for change in step:
        _set_back_one(change, undoing, stale)
    if step:
        undoing.facts["at"] = step[-1].pk
        undoing.save(update_fields=["facts", "kept"])
        stale.rebuild()
    return len(step)


def _set_back_one(change: Change, undoing: Deed, stale: Stale) -> None:
    model = BY_NAME[change.table]
    row = model._default_manager.filter(pk=change.row).first()
    if row is None:
        if change.after is None:
            _bring_back(model, change.before or {}, undoing, stale)
    elif change.before is None:
        _take_away(row, change.after or {}, undoing, stale)
    elif change.after is not None:
        _revert(row, change.before, change.after, undoing, stale)


def _revert(
    row: models.Model,
    before: dict[str, Any],
    after: dict[str, Any],
    undoing: Deed,
    stale: Stale,
) -> None:
    """Give columns their value before, where they still have the one after."""
    now = facts_of(row)
    same = [name for name in after if now.get(name) == after[name]]
    if len(same) < len(after):
        _keep(undoing, row)
    fields = {field.attname: field for field in kept_fields(type(row))}
    stale.note(row)
    edit(undoing, row, **{n: fields[n].to_python(before[n]) for n in same})
    stale.note(row)


def _bring_back(
    model: type[models.Model], facts: dict[str, Any], undoing: Deed, stale: Stale
) -> None:
    """Put a deleted row back as it was, under its own key, where it still fits."""
    fields = {field.attname: field for field in kept_fields(model)}
    row = model(**{n: fields[n].to_python(v) for n, v in facts.items() if n in fields})
    try:
        _parents_exist(row)
        row.validate_constraints()
    except (ObjectDoesNotExist, ValidationError):
        _keep(undoing, row)
        return
    row.save(force_insert=True)
    note_many(undoing, [(row, None, facts_of(row))])
    stale.note(row)


def _parents_exist(row: models.Model) -> None:
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname)
        if field.remote_field and key is not None:
            field.remote_field.model._default_manager.only("pk").get(pk=key)


def _take_away(
    row: models.Model, after: dict[str, Any], undoing: Deed, stale: Stale
) -> None:
    """Remove a row that the deed had brought back, unless it lives on."""
    if facts_of(row) != after or has_dependants(row):
        _keep(undoing, row)
        return
    stale.note(row)
    remove(undoing, row)  # type: ignore[arg-type]  # every table of TABLES is a Row


def _unmake(
    deed: Deed, undoing: Deed, model: type[models.Model], survivors: Survivors
) -> Iterator[int]:
    """Remove what the deed made in one table, a step at a time."""
    last = 0
    while True:
        rows = list(
            model._default_manager.filter(deed=deed, pk__gt=last).order_by("pk")[:STEP]
        )
        if not rows:
            return
        last = rows[-1].pk
        _unmake_step(rows, undoing, survivors)
        yield len(rows)


@transaction.atomic
def _unmake_step(rows: list[models.Model], undoing: Deed, survivors: Survivors) -> None:
    model = type(rows[0])
    staying = survivors.among(rows)
    going = [row for row in rows if row.pk not in staying]
    stale = Stale(undoing.book_id)
    for row in rows:
        if row.pk in staying:
            if staying[row.pk]:
                _keep(undoing, row)
        else:
            stale.note(row)
    remove_many(undoing, model, [row.pk for row in going])
    stale.rebuild()
    undoing.save(update_fields=["kept"])


def _keep(undoing: Deed, row: models.Model) -> None:
    """List a row that stays as it is because something came after."""
    entry = {"table": name_of(type(row)), "row": row.pk, "name": str(row)}
    if entry not in undoing.kept:
        undoing.kept.append(entry)
