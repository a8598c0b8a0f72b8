"""The book as lines of JSON, nothing left out; see docs/formats/kontor-json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor import __version__
from kontor.exchange.kontor.lines import BOOK, MARK, TABLE, VERSION, encoded
from kontor.records.journal import name_of
from kontor.records.quick import PIECE, can_be_quick, quick_lines
from kontor.records.readout import count_rows, keepers_of, rows_out, settings_of
from kontor.records.tables import HISTORY, ORDER
from kontor.reports.overview.everything.out import silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.records.tables import Model
    from kontor.reports.overview.everything.out import Out, Progress


def book_lines(
    out: Out, *, history: bool = True, progress: Progress = silent
) -> Iterator[bytes]:
    """Give the lines of a book, some at a time.

    Args:
        history: with deeds, changes and imports.
        progress: told how many rows are written.
    """
    tables = [model for model in ORDER if history or model not in HISTORY]
    counts = {name_of(model): count_rows(model, out.id) for model in tables}
    yield encoded({
        MARK: BOOK, "version": VERSION, "program": __version__,
        "written": out.moment.isoformat(), "history": history,
        BOOK: settings_of(out.id), "keepers": keepers_of(out.id), "rows": counts,
    })  # fmt: skip
    done, total = 0, sum(counts.values())
    for model in tables:
        for piece, rows in _lines(model, out.id, history):
            yield piece
            done += rows
            progress(done, total)


def _lines(model: Model, book: int, history: bool) -> Iterator[tuple[bytes, int]]:
    if can_be_quick(model):
        yield from quick_lines(model, book, with_deed=history)
        return
    name, lines = name_of(model), list[bytes]()
    size = 0
    for row in rows_out(model, book):
        if not history:
            # There is no deed for it to name.
            row.pop("deed_id", None)
        lines.append(encoded({TABLE: name, **row}))
        size += len(lines[-1])
        if size > PIECE:
            yield b"".join(lines), len(lines)
            lines, size = [], 0
    yield b"".join(lines), len(lines)
