"""Address tables to cards."""

from __future__ import annotations

import logging
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from kontor.exchange.card import Card, Problem
from kontor.exchange.csv.assemble import card_of
from kontor.exchange.csv.layout import Layout, Mapping, look
from kontor.exchange.csv.lines import read_lines, take_head
from kontor.exchange.csv.plan import Plan, plan_of
from kontor.exchange.csv.rows import Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger(__name__)


def read_table(
    source: BinaryIO, mapping: Mapping | None = None
) -> Iterator[Card | Problem]:
    """Yield a card or a problem for every row of an address table.

    The file is read as it comes: memory does not grow with its length.

    Args:
        source: the bytes of the file.
        mapping: what the columns mean, where the keeper has said so; else the
            words of the heading decide.
    """
    head = take_head(source)
    layout = look(head, mapping)
    if layout.trouble:
        yield Problem(layout.trouble, 0, 0)
        return
    lines = read_lines(head, source, layout.charset)
    width = len(layout.heading) or len(layout.meanings)
    rows = read_rows(lines, layout.delimiter, width, layout.heading_row)
    before = list(islice(rows, max(layout.heading_row, 0)))
    heading = next(rows, None) if layout.heading_row >= 0 else None
    plan = plan_of(layout)
    # Cards are counted with the rows before the heading that might have been some.
    lost = _before(before, layout)
    yield from lost
    if heading and plan.twice:
        facts = {"value": ", ".join(plan.twice)}
        yield Problem("csv-double-heading", 0, heading.line, "noted", facts)
    yield from _cards(rows, len(lost), plan)


def _before(rows: list[Row], layout: Layout) -> list[Problem]:
    """Report the rows above the heading that are no title and no remark."""
    if layout.format == "linkedin":
        return []
    wide = [row for row in rows if sum(bool(c.strip()) for c in row.cells) > 1]
    return [Problem("csv-above-heading", i, r.line) for i, r in enumerate(wide, 1)]


def _cards(rows: Iterator[Row], number: int, plan: Plan) -> Iterator[Card | Problem]:
    first = next(rows, None)
    if first is None:
        yield Problem("csv-no-rows", 0, 0, "noted")
        return
    told = False
    for row in chain([first], rows):
        if not row.faults and not any(map(str.strip, row.cells)):
            continue
        number += 1
        try:
            yield card_of(row, number, plan)
        except Exception:
            # A row that breaks the reader costs no other; one line in the log is
            # enough, a file may have a million such rows.
            if not told:
                _log.exception("the row at line %d broke the reader", row.line)
            told = True
            yield Problem("unreadable", number, row.line)
