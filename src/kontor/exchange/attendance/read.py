"""Read a list of members or of their attendance."""

from __future__ import annotations

import logging
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from kontor.exchange.attendance.layout import WIDEST, Layout, is_certain, look
from kontor.exchange.attendance.ledger import Ledger
from kontor.exchange.attendance.refuse import why_no_table
from kontor.exchange.attendance.sheet import Sheet
from kontor.exchange.attendance.take import Marked, take_heading, take_row
from kontor.exchange.card import Problem
from kontor.exchange.csv.lines import read_lines, take_head
from kontor.exchange.csv.rows import Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.exchange.attendance.sheet import Fate

# With more rows it is no list of a group.
MOST_ROWS = 500_000
_log = logging.getLogger(__name__)


def read_attendance(stream: BinaryIO, *, today: date) -> Sheet:
    """Read who is a member and who came to which gathering.

    No content raises; what cannot be used is among the problems of the sheet, of
    which only the first ``ledger.MOST_PROBLEMS`` are kept.

    Args:
        stream: the bytes of the file, read once from where it stands.
        today: gatherings after it are planned, and nobody can have been there.
    """
    head = take_head(stream)
    trouble = why_no_table(head)
    if trouble:
        return _nothing(trouble)
    layout = look(head, today)
    if layout.trouble:
        return _nothing(layout.trouble)
    ledger = Ledger(today)
    lines = read_lines(head, stream, layout.charset)
    width = len(layout.heading)
    rows = read_rows(lines, layout.delimiter, width, layout.heading_row)
    _take_above(rows, layout, ledger)
    _take_all(rows, layout, _take_heading(layout, ledger), ledger)
    if not ledger.fates:
        ledger.say("csv-no-rows")
    return ledger.sheet(layout.first, layout.last)


def looks_like_attendance(head: bytes) -> bool:
    """Tell whether a file is a list of attendance and cannot be one of addresses.

    A list of members alone is both, and does not count.

    Args:
        head: the first bytes of the file, some hundred thousand or all of it.
    """
    if why_no_table(head):
        return False
    layout = look(head, date.max)
    return not layout.trouble and is_certain(layout)


def _nothing(code: str) -> Sheet:
    return Sheet(problems=[Problem(code, 0, 0)])


def _take_above(rows: Iterator[Row], layout: Layout, ledger: Ledger) -> None:
    """Pass over what stands above the heading; what may be a row is reported."""
    above = list(islice(rows, max(layout.heading_row, 0)))
    for row in above:
        filled = sum(bool(cell.strip()) for cell in row.cells)
        if filled > 1 and layout.columns.form != "report":
            ledger.record, ledger.line = ledger.record + 1, row.line
            ledger.fates[ledger.say("csv-above-heading", "left_out")] += 1
    heading = next(rows, None) if layout.heading_row >= 0 else None
    ledger.line = heading.line if heading else 0


def _take_heading(layout: Layout, ledger: Ledger) -> Marked:
    """Take what the heading holds; its problems are of no record."""
    record, ledger.record = ledger.record, 0
    if layout.columns.unread:
        names = ", ".join(layout.columns.unread)
        ledger.say("attendance-columns-unread", names=names)
    if layout.either:
        which = "month" if layout.month_first else "day"
        ledger.say(f"attendance-{which}-first", value=layout.either)
    if layout.columns.form == "report" and (
        layout.first is None or layout.first != layout.last
    ):
        ledger.say("attendance-only-counts")
    marked = take_heading(layout, ledger)
    ledger.record = record
    return marked


def _take_all(
    rows: Iterator[Row], layout: Layout, marked: Marked, ledger: Ledger
) -> None:
    told = False
    for row in rows:
        cells = [cell.strip() for cell in row.cells[:WIDEST]]
        if not row.faults and not any(cells):
            continue
        ledger.record, ledger.line = ledger.record + 1, row.line
        if ledger.record > MOST_ROWS:
            ledger.say("attendance-too-many-rows", count=f"{MOST_ROWS:,}")
            return
        try:
            fate = _take(row, cells, layout, marked, ledger)
        except Exception:
            # A row that breaks the reader costs no other; one line in the log is
            # enough, a file may have a million such rows.
            if not told:
                _log.exception("the row at line %d broke the reader", row.line)
            told = True
            fate = ledger.say("unreadable", "failed")
        ledger.fates[fate] += 1


def _take(
    row: Row, cells: list[str], layout: Layout, marked: Marked, ledger: Ledger
) -> Fate:
    if "csv-too-long" in row.faults:
        return ledger.say("csv-too-long", "failed")
    for fault in row.faults:
        ledger.say(fault)
    if not any(cells):
        return ledger.say("attendance-no-name", "failed")
    if len(row.cells) > len(layout.heading) and any(cells[len(layout.heading) :]):
        ledger.say("attendance-row-longer")
    return take_row(cells, layout, marked, ledger)
