"""One row of a table to one card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.exchange.card import Card, Job, Name, Problem
from kontor.exchange.csv.take import TAKE, is_address, note_problem
from kontor.exchange.csv.write import plain

if TYPE_CHECKING:
    from kontor.exchange.csv.plan import Plan
    from kontor.exchange.csv.rows import Row

_NO_NAME = Name()


def card_of(row: Row, number: int, plan: Plan) -> Card | Problem:
    """Make a card of a row, or a problem where it names nobody.

    Args:
        row: the row as read.
        number: which record of the file it is, from 1.
        plan: the columns of its table.
    """
    if "csv-too-long" in row.faults:
        return Problem("csv-too-long", number, row.line)
    card = Card(plan.layout.format, number, row.line, raw=plan.raw_of(row))
    for code in row.faults:
        note_problem(card, code)
    filled = _fill(card, row.cells, plan)
    for index, parts in filled.items():
        slot = plan.slots[index]
        TAKE[slot.what](card, slot, parts, plan)
    _finish(card, plan)
    if _names_nobody(card):
        return Problem("no-name", number, row.line, facts={"value": card.raw[:200]})
    return card


def _fill(card: Card, cells: list[str], plan: Plan) -> dict[int, dict[str, str]]:
    """Sort the cells into slots; what has none is kept as unknown."""
    filled: dict[int, dict[str, str]] = {}
    columns = plan.columns
    if len(cells) != len(columns):
        cells = _trimmed(card, cells, plan)
    for column, cell in zip(columns, cells, strict=False):
        if not cell or cell.isspace() or column.left_out:
            continue
        if cell[0] == "'":
            cell = plain(cell)
        parts = filled.setdefault(column.slot, {}) if column.slot >= 0 else None
        if parts is not None and column.part not in parts:
            parts[column.part] = cell.strip()
        elif parts is None or parts[column.part] != cell.strip():
            card.unknown.append((column.heading, cell))
            if column.for_mail and not is_address(cell.strip()):
                note_problem(card, "bad-email", cell.strip())
    return filled


def _trimmed(card: Card, cells: list[str], plan: Plan) -> list[str]:
    """Report a row of another length than the heading, and keep what is beyond."""
    width = len(plan.columns)
    beyond = [(f"#{i + 1}", c) for i, c in enumerate(cells) if i >= width and c.strip()]
    if beyond:
        card.unknown.extend(beyond)
        note_problem(card, "csv-row-longer")
    elif len(cells) < width:
        note_problem(card, "csv-row-shorter")
    return cells[:width]


def _finish(card: Card, plan: Plan) -> None:
    """Settle what several columns together tell."""
    if plan.layout.format == "linkedin" and card.links:
        link = card.links[0]
        link.kind = link.kind or "linkedin"
        card.source_id = link.value.split("?")[0].rstrip("/")
    named = _is_named(card)
    firm = card.jobs[0] if len(card.jobs) == 1 and not named else Job()
    if firm.organisation and not firm.role and card.source != "linkedin":
        card.kind = "organisation"
        card.display = firm.organisation


def _is_named(card: Card) -> bool:
    return bool(card.display or card.nickname or card.name != _NO_NAME)


def _names_nobody(card: Card) -> bool:
    return not (card.emails or card.phones or _is_named(card))
