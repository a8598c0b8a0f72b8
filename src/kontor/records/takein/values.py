"""What may stand in a column: every value of a file is looked at before it is kept."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from kontor.core.connections.reasons import SENTENCES as REASONS
from kontor.records.journal import clean
from kontor.records.models import Change, Deed, PlanLine, SourceCard
from kontor.records.verbs import SENTENCES as VERBS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.records.tables import Model

    Field = models.Field[Any, Any]
    Read = Callable[[Any], Any]

_LARGEST = {
    "PositiveSmallIntegerField": 32_767,
    "PositiveIntegerField": 2_147_483_647,
}
_MOST = 2**63 - 1


def reader_of(field: Field) -> Read:
    """Make what reads a column: it takes a value of JSON and gives one of the table.

    None stands for nothing, as it does for a value left out. The reader raises
    ValueError or TypeError for what cannot stand there.
    """
    read, empty = _reader(field), _empty(field)

    def whole(value: Any) -> Any:
        if value is None:
            if empty is _MUST:
                raise ValueError(field.attname)
            return empty
        return read(value)

    return whole


_MUST = object()


def must_be_there(field: Field) -> bool:
    """Tell whether a column has no value that stands for nothing."""
    return _empty(field) is _MUST


def _empty(field: Field) -> Any:
    """Tell what is meant by nothing."""
    if field.null:
        return None
    if isinstance(field, models.CharField | models.TextField):
        return ""
    return False if isinstance(field, models.BooleanField) else _MUST


def _reader(field: Field) -> Read:
    for kind, make in _READERS:
        if isinstance(field, kind):
            return make(field)
    raise TypeError(field)


def _text(field: Field) -> Read:
    longest = field.max_length if isinstance(field, models.CharField) else None
    choices = {code for code, _ in field.choices} if field.choices else None

    def read(value: Any) -> str:
        if not isinstance(value, str) or (longest and len(value) > longest):
            raise ValueError(field.attname)
        if choices is not None and value and value not in choices:
            raise ValueError(field.attname)
        return str(clean(value))

    return read


def _number(field: Field) -> Read:
    largest = _LARGEST.get(type(field).__name__, _MOST)
    smallest = 0 if type(field).__name__.startswith("Positive") else -_MOST

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(field.attname)
        if not smallest <= value <= largest:
            raise ValueError(field.attname)
        return value

    return read


def _float(field: Field) -> Read:
    def read(value: Any) -> float:
        if isinstance(value, bool) or not math.isfinite(value):
            raise ValueError(field.attname)
        return float(value)

    return read


def _flag(field: Field) -> Read:
    def read(value: Any) -> bool:
        if not isinstance(value, bool):
            raise TypeError(field.attname)
        return value

    return read


def _moment(field: Field) -> Read:
    def read(value: Any) -> datetime:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(field.attname)
        return moment.astimezone(UTC)

    return read


def _day(field: Field) -> Read:
    return date.fromisoformat


def _uid(field: Field) -> Read:
    return UUID


def _json(field: Field) -> Read:
    usual = field.get_default()
    kind = type(usual) if isinstance(usual, dict | list) else dict

    def read(value: Any) -> Any:
        if not isinstance(value, kind):
            raise TypeError(field.attname)
        return clean(value)

    return read


_READERS: tuple[tuple[Any, Callable[[Field], Read]], ...] = (
    (models.JSONField, _json),
    (models.CharField | models.TextField, _text),
    (models.BooleanField, _flag),
    (models.FloatField, _float),
    (models.DateTimeField, _moment),
    (models.DateField, _day),
    (models.UUIDField, _uid),
    (models.IntegerField | models.AutoField | models.ForeignKey, _number),
)


def look_at(model: Model, row: dict[str, Any]) -> None:
    """Look at what no column can tell: codes that sentences are made of.

    Raises:
        ValueError: there is no such code.
    """
    if model is Deed and row.get("verb") not in VERBS:
        raise ValueError(row.get("verb"))
    if (
        model is Deed
        and row["verb"] == "open_book"
        and row.get("state", "done") != "done"
    ):
        # It would look like a book that is still coming in.
        raise ValueError(row["verb"])
    if model is PlanLine and row["reason"].get("code") not in REASONS:
        raise ValueError(row["reason"])
    if model is SourceCard:
        for name, text in row["unknown"]:
            if not isinstance(name, str) or not isinstance(text, str):
                raise ValueError(name)
    if model is Change and row.get("before") is None and row.get("after") is None:
        raise ValueError(row)
