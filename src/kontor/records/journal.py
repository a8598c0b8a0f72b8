"""Deed and change: how every row is written, so that it can be taken back.

Actions write through these functions only. A new row names its deed; an update
or a deletion leaves a change with the columns before and after. Columns that are
derived from other rows are no part of it (``records.derived`` rebuilds them).
"""

from __future__ import annotations

import base64
import uuid
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

from kontor.records import bulk
from kontor.records.models import (
    Affiliation,
    Apart,
    Attendance,
    Batch,
    BatchFile,
    Belonging,
    Book,
    Change,
    ColumnMapping,
    ConfidentialRule,
    ContactPoint,
    Deed,
    DuplicateSearch,
    Erasure,
    Gathering,
    Group,
    Item,
    Keeper,
    Likeness,
    Membership,
    MetIn,
    Organisation,
    Participant,
    Person,
    PersonTag,
    Photo,
    Plan,
    PlanLine,
    PostalAddress,
    Promise,
    Reach,
    Segment,
    SourceCard,
    Tag,
    Tie,
    Touch,
)
from kontor.records.models.accounts.deed import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kontor.lib.hand import Hand

R = TypeVar("R", bound=Row)

# Children before parents: the order in which rows can be deleted.
TABLES: tuple[type[Row], ...] = (
    PlanLine, Plan, Attendance, MetIn, Membership, Gathering, Group, Belonging, Reach,
    Segment, Participant, Promise, Touch, Tie, Apart, PersonTag, Tag, Photo,
    SourceCard, ContactPoint, PostalAddress, ConfidentialRule, Affiliation,
    Person, Organisation,
)  # fmt: skip
# With the imports, which name their deed but are no part of the journal.
EVERYTHING: tuple[type[models.Model], ...] = (
    Likeness, DuplicateSearch, Change, Item, BatchFile, Batch, ColumnMapping, *TABLES,
    Erasure, Keeper,
)  # fmt: skip
_NAMED: tuple[type[models.Model], ...] = (*TABLES, Book)
BY_NAME: dict[str, type[models.Model]] = {
    model._meta.model_name or "": model for model in _NAMED
}
Facts = dict[str, Any]


def open_deed(book: Book, hand: Hand, verb: str, /, **facts: Any) -> Deed:
    """Begin an act; every row it makes or changes will name it."""
    return Deed.objects.create(
        book=book,
        account_id=hand.account_id,
        verb=verb,
        facts=clean(facts),
        moment=hand.moment,
    )


def add(deed: Deed, row: R) -> R:
    """Save a new row as made by this deed."""
    row.book_id = deed.book_id
    row.deed = deed
    for field in kept_fields(type(row)):
        value = getattr(row, field.attname)
        if isinstance(value, str):
            setattr(row, field.attname, clean(value))
    row.save(force_insert=True)
    return row


def edit(deed: Deed, row: models.Model, **values: Any) -> bool:
    """Set columns of a row and note what they were; tell whether any differed."""
    before = facts_of(row)
    for name, value in values.items():
        setattr(row, name, clean(value))
    after = facts_of(row)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return False
    row.save(update_fields=changed)
    old, new = {n: before[n] for n in changed}, {n: after[n] for n in changed}
    note_many(deed, [(row, old, new)])
    return True


def remove(deed: Deed, row: Row) -> None:
    """Delete a row with all that hangs on it, every piece noted."""
    remove_many(deed, type(row), [row.pk])


def remove_many(deed: Deed, model: type[models.Model], keys: Sequence[int]) -> None:
    """Delete rows of one table with all that hangs on them, every piece noted.

    Rows that merely name one of them, and can be without, lose that name.
    """
    if not keys:
        return
    _loosen(deed, model, keys)
    # Whoever changes one of them at this moment is waited for, and noted as changed.
    rows = model._default_manager.select_for_update().filter(pk__among=keys)
    _delete(deed, list(rows.order_by("pk")))


def remove_rows(deed: Deed, rows: Sequence[models.Model]) -> None:
    """Do as ``remove_many`` does with rows of one table, just fetched for update."""
    if not rows:
        return
    model, keys = type(rows[0]), [row.pk for row in rows]
    if _loosen(deed, model, keys):
        remove_many(deed, model, keys)
    else:
        _delete(deed, rows)


def _loosen(deed: Deed, model: type[models.Model], keys: Sequence[int]) -> bool:
    """Remove what hangs on rows; tell whether rows of their own table were changed."""
    changed = False
    for relation in relations(model):
        rows = relation.related_model._default_manager.filter(
            **{f"{relation.field.name}__pk__among": keys}
        )
        if relation.on_delete is models.CASCADE:
            hanging = list(rows.values_list("pk", flat=True))
            remove_many(deed, relation.related_model, hanging)
        else:
            for row in rows:
                edit(deed, row, **{relation.field.attname: None})
                changed = changed or isinstance(row, model)
    return changed


def _delete(deed: Deed, rows: Sequence[models.Model]) -> None:
    if rows:
        note_many(deed, [(row, facts_of(row), None) for row in rows])
        gone = type(rows[0])._default_manager.filter(pk__among=[r.pk for r in rows])
        gone._raw_delete(using="default")


def did_anything(deed: Deed) -> bool:
    """Tell whether a deed has made or changed a row."""
    made = (model._default_manager.filter(deed=deed) for model in TABLES)
    return deed.changes.exists() or any(rows.exists() for rows in made)


def note_many(
    deed: Deed,
    changes: Iterable[tuple[models.Model, Facts | None, Facts | None]],
) -> None:
    """Note what was done to many rows at once, as (row, before, after)."""
    bulk.insert(
        Change,
        ["book_id", "deed_id", "table", "row", "person", "before", "after"],
        [
            (deed.book_id, deed.pk, name_of(type(row)), row.pk, person_of(row), b, a)
            for row, b, a in changes
        ],
    )


def name_of(model: type[models.Model]) -> str:
    """Give the name under which the journal knows a table."""
    return model._meta.model_name or ""


def facts_of(row: models.Model) -> Facts:
    """Give a row's own columns as plain values; derived ones are left out."""
    names, special = _names(type(row))
    facts = {name: getattr(row, name) for name in names}
    for name in special:
        facts[name] = plain(facts[name])
    return facts


@cache
def _names(model: type[models.Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the columns of a table, and those whose values JSON cannot hold."""
    fields = kept_fields(model)
    special = tuple(f.attname for f in fields if isinstance(f, _SPECIAL))
    return tuple(field.attname for field in fields), special


_SPECIAL = (models.DateField, models.UUIDField, models.BinaryField)


@cache
def kept_fields(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    """List the columns that the journal keeps of a table."""
    derived: frozenset[str] = getattr(model, "DERIVED", frozenset())
    fields = model._meta.concrete_fields
    return tuple(f for f in fields if f.attname not in derived)


def plain(value: Any) -> Any:
    """Turn a column's value into one that JSON can hold."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def clean(value: Any) -> Any:
    """Take out of a text, or of texts within, what not every database can hold.

    That is NUL, and halves of characters such as come from a broken command line.
    """
    if isinstance(value, str):
        text = value.replace("\0", "")
        return text if text.isascii() else text.encode("utf-8", "replace").decode()
    if isinstance(value, list | tuple):
        return [clean(part) for part in value]
    if isinstance(value, dict):
        return {name: clean(part) for name, part in value.items()}
    return value


def person_of(row: models.Model) -> int | None:
    """Tell whom a row is about, so that erasing somebody finds it."""
    if isinstance(row, Person):
        return row.pk
    found = getattr(row, "person_id", None) or getattr(row, "first_id", None)
    return found if isinstance(found, int) else None


@cache
def relations(model: type[models.Model]) -> tuple[Any, ...]:
    """List what points at a table from the tables of the journal."""
    return tuple(
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and getattr(relation, "related_model", None) in TABLES
        and getattr(relation, "on_delete", None) in {models.CASCADE, models.SET_NULL}
    )
