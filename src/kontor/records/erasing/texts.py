"""Rows in whose texts, plain or within JSON, some words stand."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeVar, cast

from django.db import connection
from django.db.models import F, JSONField, Q, TextField
from django.db.models.functions import Cast

from kontor.lib.text import fold, fold_german

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import Model, QuerySet

M = TypeVar("M", bound="Model")
_FEWEST_DIGITS = 6
# A telephone number as its key: nothing but digits.
_NUMBER = re.compile(rf"\+\d{{{_FEWEST_DIGITS},}}", re.ASCII)


def holding(rows: QuerySet[M], words: Collection[str], *columns: str) -> Iterator[M]:
    """Give the rows with one of these words in one of the columns, or near it.

    A first look only, done by the database: whoever asks looks again.

    Args:
        columns: of texts or JSON; ``before`` and ``after`` where none is named.
    """
    found = Q()
    for name in columns or ("before", "after"):
        column, as_json = name, _is_json(rows, name)
        if as_json:
            column = f"{name}_text"
            rows = rows.annotate(**{column: Cast(name, TextField())})
        found |= _one_of(column, _fewest(words, as_json=as_json))
    if words:
        yield from rows.filter(found).order_by("pk")


def of_book(rows: QuerySet[M], book: int) -> QuerySet[M]:
    """Narrow rows to a book so that they are read straight through, as they lie.

    Every text of the book is looked at anyhow. By an index on the book SQLite would
    fetch each row from another place, which takes twenty times as long.
    """
    if connection.vendor != "sqlite":
        return rows.filter(book=book)
    straight = rows.alias(of_book=F("book_id") + 0).filter(of_book=book)
    return cast("QuerySet[M]", straight)


def _is_json(rows: QuerySet[M], column: str) -> bool:
    return isinstance(rows.model._meta.get_field(column), JSONField)


def _one_of(column: str, forms: Collection[str]) -> Q:
    found = Q()
    for form in forms:
        found |= Q(**{f"{column}__icontains": form})
    # Most texts are empty, and then one look is enough.
    return Q(**{f"{column}__gt": ""}) & found


def _fewest(words: Collection[str], *, as_json: bool) -> list[str]:
    """Give how the words may be written, without what a shorter form finds as well."""
    forms = {form for word in words for form in _forms(word, as_json=as_json)}
    kept: list[str] = []
    for form in sorted(forms, key=len):
        # As bytes, of which only ASCII letters have a small form, as with the database.
        if not any(s.encode().lower() in form.encode().lower() for s in kept):
            kept.append(form)
    return kept


def _forms(word: str, *, as_json: bool) -> set[str]:
    """Give a word as it may be written; small letters where it can be.

    The database takes small and capital letters for the same in ASCII only.
    """
    if _NUMBER.fullmatch(word):
        # With the country's code or without, its end is the same.
        return {word[-_FEWEST_DIGITS:]}
    if word.isascii():
        return {word.lower()}
    escaped = {json.dumps(word)[1:-1]} if as_json else set()
    return {word, fold(word), fold_german(word)} | escaped
