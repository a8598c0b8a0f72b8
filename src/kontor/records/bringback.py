"""Putting deleted rows back as they were, under their own keys.

What has taken a row's place since stays: a tag made anew under the same name takes
the tagged people of the old one. Only a row that the undone deed made itself goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from kontor.records import bulk
from kontor.records.journal import facts_of, kept_fields, note_many, remove_many
from kontor.records.models import (
    Gathering,
    Group,
    Organisation,
    Plan,
    Segment,
    Tag,
    Touch,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.records.journal import Facts
    from kontor.records.step import Step

# What another row can stand in for, as other rows hang on it.
_STANDING_IN: tuple[type[models.Model], ...] = (
    Tag, Organisation, Touch, Plan, Group, Gathering, Segment,
)  # fmt: skip
# By these no keeper tells two rows apart.
_OWN = {"id", "uid", "deed_id"}


def bring_back(step: Step, model: type[models.Model], facts: Sequence[Facts]) -> None:
    """Put rows of one table back; what cannot come back is listed.

    Args:
        facts: columns of the rows, in the order in which they are to come.
    """
    keys = [fact["id"] for fact in facts]
    there = model._default_manager.filter(pk__among=keys)
    present = set(there.values_list("pk", flat=True))
    rows = [row_of(model, fact) for fact in facts if fact["id"] not in present]
    rows = _with_parents(step, rows)
    if not rows:
        return
    try:
        with transaction.atomic():
            _insert(model, rows)
    except IntegrityError:
        rows = [row for row in rows if _came_back(step, row)]
    note_many(step.undoing, [(row, None, facts_of(row)) for row in rows])
    step.stale.note_all(rows)


def row_of(model: type[models.Model], facts: Facts) -> models.Model:
    """Make a row of columns as the journal has them."""
    fields = {field.attname: field for field in kept_fields(model)}
    return model(**{n: fields[n].to_python(v) for n, v in facts.items() if n in fields})


def _with_parents(step: Step, rows: list[models.Model]) -> list[models.Model]:
    """Leave out rows that hang on what is gone; a mere mention is dropped."""
    missing = {c: keys for c, keys in step.missing_parents(rows).items() if keys}
    if not missing:
        return rows
    found = []
    for row in rows:
        lost = [c for c, keys in missing.items() if getattr(row, c) in keys]
        for column in [c for c in lost if _is_mention(row, c)]:
            setattr(row, column, None)
            lost.remove(column)
        if lost:
            step.keep(row)
        else:
            found.append(row)
    return found


def _is_mention(row: models.Model, column: str) -> bool:
    field: Any = next(f for f in row._meta.concrete_fields if f.attname == column)
    return field.remote_field.on_delete is models.SET_NULL


def _came_back(step: Step, row: models.Model) -> bool:
    """Put one row back, past what is in its way; tell whether it came back."""
    step.survivors.refresh()
    for rival in _rivals(row):
        if step.survivors.made(rival) and not step.survivors.among([rival]):
            step.stale.note(rival)
            remove_many(step.undoing, type(rival), [rival.pk])
        else:
            _give_way(step, row, rival)
            return False
    try:
        with transaction.atomic():
            _insert(type(row), _with_parents(step, [row]))
    except IntegrityError:
        step.keep(row)
        return False
    return True


def _give_way(step: Step, row: models.Model, rival: models.Model) -> None:
    """Let the row that is there stand for the one that is not."""
    if isinstance(row, _STANDING_IN):
        step.let_stand_in(row, rival)
    mine, theirs = facts_of(row), facts_of(rival)
    if any(mine[name] != theirs[name] for name in mine.keys() - _OWN):
        step.keep(rival)


def _rivals(row: models.Model) -> list[models.Model]:
    """Find rows that cannot be there together with this one."""
    model = type(row)
    found = []
    for columns, constraint in _unique(model):
        try:
            if constraint is not None:
                constraint.validate(model, row)
                continue
        except ValidationError:
            pass
        same = {column: getattr(row, column) for column in columns}
        rivals = model._default_manager.filter(**same).exclude(pk=row.pk)
        if constraint is not None and constraint.condition is not None:
            rivals = rivals.filter(constraint.condition)
        found += list(rivals)
    return found


def _unique(
    model: type[models.Model],
) -> list[tuple[Sequence[str], models.UniqueConstraint | None]]:
    constraints = model._meta.constraints
    unique = [c for c in constraints if isinstance(c, models.UniqueConstraint)]
    fields = [f for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    return [*((c.fields, c) for c in unique), *(((f.attname,), None) for f in fields)]


def _insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    columns = [field.attname for field in kept_fields(model)]
    bulk.insert(model, columns, [[getattr(r, c) for c in columns] for r in rows])
