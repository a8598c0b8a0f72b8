"""Tables of an import whose columns somebody has to name, with samples and guesses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext

from kontor.core.errors import Missing
from kontor.exchange.csv.choices import CHOICES, choice_of, name_of_choice
from kontor.records.models import Batch, BatchFile
from kontor.reports.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column.

    Attributes:
        number: from 1.
        name: its heading, "#3" for one without.
        first: its cell in the first row, which may be the heading.
        samples: up to three different values below that.
        choice: the word for what it may mean, see ``exchange.csv.choices``.
    """

    number: int
    name: str
    first: str
    samples: list[str]
    choice: str


@dataclass(frozen=True, slots=True)
class TableView:
    """One table; ``file`` is to be given back to ``map_columns``."""

    file: int
    name: str
    has_heading: bool
    columns: list[ColumnView]


def tables_to_name(book: int, uid: UUID | str) -> list[TableView]:
    """List the tables of an import that wait for their columns to be named.

    Raises:
        Missing: there is no such import in this book.
    """
    batch = Batch.objects.filter(book=book, uid=UUID(str(uid))).first()
    if batch is None:
        raise Missing
    if batch.state != Batch.State.MAPPING:
        return []
    files = BatchFile.objects.filter(batch=batch).order_by("pk")
    return [_table(file) for file in files if is_waiting(file)]


def is_waiting(file: BatchFile) -> bool:
    """Tell whether somebody has to say what the columns of a file mean."""
    return bool(file.columns) and file.mapping is None and not file.read_done


def choices_offered(columns: Iterable[ColumnView] = ()) -> list[tuple[str, str]]:
    """List the words for what a column can mean, each with its name.

    Args:
        columns: what is guessed of these is offered as well.
    """
    words = dict.fromkeys((*CHOICES, *(column.choice for column in columns)))
    return [(choice, choice_text(choice)) for choice in words]


def choice_text(choice: str) -> str:
    """Name a choice: ``phone:work`` is "Telephone (at work)"."""
    named, kind = name_of_choice(choice)
    return f"{gettext(named)} ({word(kind, 'label')})" if kind else gettext(named)


def columns_result(file: BatchFile) -> dict[str, Any]:
    """Give what ``kontor import --json`` says of a table that waits."""
    table = _table(file)
    return {
        "has_heading": table.has_heading,
        "columns": [
            {
                "column": column.name,
                "samples": _values(column, with_first=not table.has_heading),
                "guess": column.choice,
            }
            for column in table.columns
        ],
    }


def _values(column: ColumnView, *, with_first: bool) -> list[str]:
    first = [column.first] if with_first and column.first else []
    return list(dict.fromkeys([*first, *column.samples]))[:3]


def _table(file: BatchFile) -> TableView:
    found: dict[str, Any] = file.columns
    columns = [
        ColumnView(
            number,
            column["name"],
            column["first"],
            list(column["samples"]),
            choice_of(column["guess"]),
        )
        for number, column in enumerate(found["columns"], start=1)
    ]
    return TableView(file.pk, file.name, found["has_heading"], columns)
