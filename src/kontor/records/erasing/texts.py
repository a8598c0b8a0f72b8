"""Rows in whose texts, plain or within JSON, some words stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from django.db.models import JSONField, Q, TextField
from django.db.models.functions import Cast

from kontor.lib.text import fold, fold_german

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import Model, QuerySet

M = TypeVar("M", bound="Model")


def holding(rows: QuerySet[M], words: Collection[str], *columns: str) -> Iterator[M]:
    """Give the rows with one of these words in one of the columns, or near it.

    A first look only, done by the database: whoever asks looks again.

    Args:
        columns: of texts or JSON; ``before`` and ``after`` where none is named.
    """
    names = columns or ("before", "after")
    found = Q()
    for name in names:
        column = name
        if isinstance(rows.model._meta.get_field(name), JSONField):
            column = f"{name}_text"
            rows = rows.annotate(**{column: Cast(name, TextField())})
        for form in {form for word in words for form in _forms(word)}:
            found |= Q(**{f"{column}__icontains": form})
    if words:
        yield from rows.filter(found).order_by("pk")


def _forms(word: str) -> set[str]:
    """Give a word as it may be written, also in JSON; small letters where it can be.

    The database takes small and capital letters for the same in ASCII only.
    """
    if word.isascii():
        return {word.lower()}
    return {word, json.dumps(word)[1:-1], fold(word), fold_german(word)}
