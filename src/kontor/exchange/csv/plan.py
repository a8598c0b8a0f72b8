"""Which cell of a row goes where: the columns of a table, made ready once."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.exchange.csv.meaning import LEFT_OUT, Meaning, phrase_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kontor.exchange.csv.layout import Layout
    from kontor.exchange.csv.rows import Row


LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Slot:
    """One value of a card, filled by one column or by several, a part each.

    ``heading`` is that of the first of its columns.
    """

    what: str
    kind: str
    preferred: bool
    heading: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the number of its slot, and the part it fills.

    ``slot`` is -1 for a column without a meaning; ``for_mail`` marks one of these
    whose heading still speaks of mail addresses ("Dads email"). Nothing is kept of
    a column that is ``left_out``.
    """

    heading: str
    slot: int = -1
    part: str = ""
    for_mail: bool = False
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns and slots of a table, and the headings that stand twice."""

    layout: Layout
    columns: tuple[Column, ...]
    slots: tuple[Slot, ...]
    twice: tuple[str, ...]

    def raw_of(self, row: Row) -> str:
        """Give a row as it stood, without what the keeper leaves out."""
        out = {i for i, column in enumerate(self.columns) if column.left_out}
        if not out:
            return row.raw
        text = io.StringIO()
        cells = ["" if i in out else cell for i, cell in enumerate(row.cells)]
        csv.writer(text, delimiter=self.layout.delimiter).writerow(cells)
        return text.getvalue().rstrip("\r\n")


def plan_of(layout: Layout) -> Plan:
    """Make a layout ready for reading rows.

    Of two columns with the same heading for something that comes once, the first
    counts; the cells of the second are kept as unknown.
    """
    width = max(len(layout.heading), len(layout.meanings))
    headings = [*layout.heading, *[""] * (width - len(layout.heading))]
    meanings = [*layout.meanings, *[None] * (width - len(layout.meanings))]
    phrases = [phrase_of(heading) for heading in headings]
    first = {phrase: i for i, phrase in reversed(list(enumerate(phrases)))}
    again = [bool(p) and first[p] < i for i, p in enumerate(phrases)]
    slots: dict[Hashable, int] = {}
    made: list[Slot] = []
    columns: list[Column] = []
    for i, (heading, meaning) in enumerate(zip(headings, meanings, strict=True)):
        name = name_of(heading, i)
        if meaning == LEFT_OUT:
            columns.append(Column(name, left_out=True))
            continue
        if meaning is None or (again[i] and meaning.single):
            columns.append(Column(name, for_mail=phrases[i].endswith("mail")))
            continue
        number = slots.setdefault(_key(i, meaning), len(made))
        if number == len(made):
            made.append(Slot(meaning.what, meaning.kind, meaning.preferred, name))
        columns.append(Column(name, number, meaning.part or "value"))
    twice = dict.fromkeys(name_of(headings[i], i) for i in range(width) if again[i])
    return Plan(layout, tuple(columns), tuple(made), tuple(twice))


def name_of(heading: str, index: int) -> str:
    """Name a column, also one without a heading: ``#38``.

    Each row keeps the names of the columns that Kontor has no place for: a heading
    as long as a book would be there as often as there are rows.
    """
    return " ".join(heading.split())[:LONGEST_NAME] or f"#{index + 1}"


def _key(index: int, meaning: Meaning) -> Hashable:
    """Tell columns of one value: they have the same key."""
    if meaning.single:
        return meaning.what
    if meaning.what in {"address", "job"} or meaning.part:
        return meaning.what, meaning.kind, meaning.number
    return index
