"""The page on which the keeper says what the columns of a table mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.mapping import leave_out_table, map_columns
from kontor.core.errors import Invalid
from kontor.reports.overview.columns import choices_offered, tables_to_name
from kontor.reports.wording import error_text

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from kontor.reports.overview.columns import ColumnView, TableView


def columns_asked(
    request: HttpRequest, book: int, uid: UUID, refused: str = ""
) -> dict[str, Any]:
    """Give what the page shows: one table at a time, with what was chosen so far.

    Args:
        refused: why what was sent cannot be used, "" where nothing was.
    """
    tables = tables_to_name(book, uid)
    if not tables:
        return {}
    table = tables[0]
    sent = bool(refused)
    heading = "heading" in request.POST if sent else table.has_heading
    return {
        "table": table,
        "more": len(tables) - 1,
        "heading": heading,
        "columns": [(column, _chosen(request, column)) for column in table.columns],
        "offered": choices_offered(table.columns),
        "refused": refused,
    }


def keep_columns(request: HttpRequest, book: int, uid: UUID) -> str:
    """Write down what was said of the columns; tell why it cannot be, or ""."""
    table = _table(request, book, uid)
    if table is None:
        return ""
    if request.POST.get("act") == "skip":
        leave_out_table(book, uid, table.file)
        return ""
    try:
        map_columns(
            book,
            uid,
            table.file,
            choices=[_chosen(request, column) for column in table.columns],
            has_heading="heading" in request.POST,
        )
    except Invalid as error:
        return error_text(error)
    return ""


def _table(request: HttpRequest, book: int, uid: UUID) -> TableView | None:
    """Find the table that was shown, None where it waits no longer."""
    shown = request.POST.get("table", "")
    tables = tables_to_name(book, uid)
    return next((table for table in tables if str(table.file) == shown), None)


def _chosen(request: HttpRequest, column: ColumnView) -> str:
    return request.POST.get(f"column-{column.number}", column.choice)
