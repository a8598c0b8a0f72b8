"""Lines of text to the rows of a table; no broken row costs another.

A quotation mark that is never closed would swallow all rows after it. It is found
by the end of the file, by the length, or by text after a closing mark; then the
row is read again, up to the end of its first line only.
"""

from __future__ import annotations

import csv
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kontor.exchange.csv.lines import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

# The limit of the csv module holds for the whole process. It is below what an
# address record may hold, and is only ever raised.
csv.field_size_limit(max(csv.field_size_limit(), LIMIT))


@dataclass(slots=True)
class Row:
    """One row: its cells, its first line from 1, its text, and what was wrong.

    ``faults`` holds codes of ``exchange.problems``; with "csv-too-long" there are
    no cells.
    """

    line: int
    cells: list[str]
    raw: str
    faults: list[str] = field(default_factory=list)


class _TooLong(Exception):
    """A record is longer than the limit."""


class _Feed:
    """The lines for a csv reader; those of the record in hand can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._waiting: deque[str] = deque()
        self._size = 0
        self.taken: list[str] = []
        self.line = 1

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        self.taken.append(line)
        self._size += len(line)
        if self._size > LIMIT:
            raise _TooLong
        return line.replace("\0", "") if "\0" in line else line

    def begin(self) -> None:
        """Forget the record in hand; the next line begins a new one."""
        self.line += len(self.taken)
        self.taken.clear()
        self._size = 0

    def keep(self, count: int) -> None:
        """Give back all lines in hand but the first ``count``."""
        self._waiting.extendleft(reversed(self.taken[count:]))
        del self.taken[count:]


def read_rows(
    lines: Iterator[str],
    delimiter: str,
    width: int | None = None,
    heading_row: int = -1,
) -> Iterator[Row]:
    """Yield the rows of a table; blank lines are none.

    Args:
        lines: the physical lines, with their ends.
        delimiter: one character.
        width: how many cells a row should have, where it is known; it helps to
            tell where a broken row ends.
        heading_row: the row above which that does not hold.
    """
    feed = _Feed(lines)
    count = -1
    # Strict, so that a mark in the wrong place is noticed and not guessed over.
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin()
        faults: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong):
            holds = count >= heading_row
            cells, faults = _mend(feed, delimiter, width if holds else None)
        raw = feed.taken[0] if len(feed.taken) == 1 else "".join(feed.taken)
        if "\0" in raw:
            raw = raw.replace("\0", "")
            faults.append("csv-nul")
        if cells or faults:
            count += 1
            yield Row(feed.line, cells, raw.rstrip("\r\n"), faults)


def _mend(
    feed: _Feed, delimiter: str, width: int | None
) -> tuple[list[str], list[str]]:
    lines = [line.replace("\0", "") for line in feed.taken]
    if len(lines[0]) > LIMIT:
        feed.keep(1)
        return [], ["csv-too-long"]
    alone = _first_line(lines[0], delimiter)
    if len(lines) > 1 and len(alone) != width:
        together = _lenient(lines, delimiter)
        if together and len(together) == width:
            return together, ["csv-quote"]
    feed.keep(1)
    return alone, ["csv-quote"]


def _first_line(line: str, delimiter: str) -> list[str]:
    """Read a line by itself; a mark that stays open ends with its line."""
    # The reader asks for the second, empty line only if a mark is still open.
    reader = csv.reader([line, ""], delimiter=delimiter)
    cells = next(reader)
    if reader.line_num == 1 or not cells:
        return cells
    last = cells.pop().rstrip("\r\n")
    return cells + last.split(delimiter)


def _lenient(lines: list[str], delimiter: str) -> list[str] | None:
    """Read lines as one row, marks in wrong places and all; None if it is not one."""
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        cells = next(reader)
    except csv.Error:
        return None
    return cells if reader.line_num == len(lines) else None
