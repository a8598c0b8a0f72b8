"""Which tables make a book, and what of each row goes out and comes back.

They stand in an order in which they can be written. The names are those of the
journal, so that what a change tells of a row is told in the words of the row itself.
What is derived is no part of it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models

from kontor.records.journal import EVERYTHING, kept_fields, name_of
from kontor.records.models import (
    Batch,
    BatchFile,
    Book,
    Change,
    Deed,
    DuplicateSearch,
    Item,
    Keeper,
    Likeness,
    Photo,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Model = type[models.Model]
# Who keeps the book is said once; pairs that may be one person are found anew.
_NOT_OF_IT: tuple[Model, ...] = (Keeper, DuplicateSearch, Likeness)
# Parents before children.
ORDER: tuple[Model, ...] = (
    Deed,
    *(model for model in reversed(EVERYTHING) if model not in _NOT_OF_IT),
)
BY_TABLE: Mapping[str, Model] = {name_of(model): model for model in ORDER}
# How the book came to be as it is; it can be left out.
HISTORY: frozenset[Model] = frozenset({Deed, Change, Batch, BatchFile, Item})
# Where files lie on this machine, and who is at work on them now; what a picture
# holds lies beside the lines.
_LEFT_OUT: Mapping[Model, frozenset[str]] = {
    Batch: frozenset({"claimed_until"}),
    BatchFile: frozenset({"path"}),
    Photo: frozenset({"data"}),
}
# What stands in the place of a column that means nothing elsewhere.
ACCOUNT, FILE = "account", "file"
Columns = tuple["models.Field[Any, Any]", ...]


@cache
def columns_of(model: Model) -> Columns:
    """List the columns of a table that go out, its key first.

    The book itself is said once. A deed names its account, a picture its file.
    """
    left_out = _LEFT_OUT.get(model, frozenset()) | {"book_id"}
    return tuple(f for f in kept_fields(model) if f.attname not in left_out)


@cache
def book_columns() -> Columns:
    """List the settings of a book."""
    return tuple(f for f in Book._meta.concrete_fields if f.attname != "id")


@cache
def parents_of(model: Model) -> dict[str, Model]:
    """Tell of which table the key in each column is; that of the row is "id"."""
    found = {
        field.attname: field.remote_field.model
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.model in BY_TABLE.values()
    }
    return {**found, "id": model}
