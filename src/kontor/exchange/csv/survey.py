"""A table before anybody has said what it means: its columns, samples, guesses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from kontor.exchange.csv.guess import guess_forms
from kontor.exchange.csv.kinds import DATA, kind_of, kind_of_column
from kontor.exchange.csv.layout import first_row, has_data, look, sample_rows
from kontor.exchange.csv.meaning import phrase_of
from kontor.exchange.csv.plan import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kontor.exchange.csv.meaning import Meaning
    from kontor.exchange.csv.rows import Row

# What is beyond is kept as it is; nobody goes through more.
MOST_COLUMNS = 200
SAMPLES = 3
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: its heading, "#3" for one without.
        first: its cell in the first row, which may be the heading.
        samples: up to three different values below that.
        guess: the text form of what it may mean, see ``exchange.csv.meaning``.
    """

    name: str
    first: str
    samples: tuple[str, ...]
    guess: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What can be told of a table by looking at its beginning.

    Attributes:
        has_heading: the first row seems to be a heading.
        shape: the same for every file with these headings in this order.
        bare_shape: the same for every file without a heading whose columns hold the
            like, "" where that could be mistaken.
        unclear: somebody has to say what the columns mean.
    """

    columns: tuple[Column, ...]
    has_heading: bool
    shape: str
    bare_shape: str
    unclear: bool


def survey(head: bytes, learned: Mapping[str, str] | None = None) -> Survey:
    """Look at the first bytes of a table.

    Args:
        head: the beginning of the file, ``exchange.csv.lines.HEAD`` bytes of it.
        learned: text forms of meanings by ``phrase_of`` the heading, as the keeper
            has said before.
    """
    layout = look(head)
    rows = sample_rows(head, layout.charset, layout.delimiter)
    at = layout.heading_row if layout.heading_row >= 0 else first_row(rows)
    first, body = _first_and_rest(rows, at)
    columns = _transposed(body, len(first))
    kinds = [kind_of_column(cells) for cells in columns]
    has_heading = layout.heading_row >= 0 or _seems_heading(first, kinds)
    phrases = [phrase_of(cell) if has_heading else "" for cell in first]
    meanings = [_form(m) for m in layout.meanings]
    told = [
        (learned or {}).get(phrase) or form
        for phrase, form in zip_longest(phrases, meanings[: len(first)], fillvalue="")
    ]
    # Of a table that is clear, what it says is not guessed over.
    unclear = bool(layout.trouble)
    guesses = guess_forms(told, phrases, kinds, columns) if unclear else told
    return Survey(
        tuple(
            Column(
                name_of(cell if has_heading else "", number)[:_LONGEST],
                cell.strip()[:_LONGEST],
                _samples(columns[number]),
                guesses[number],
            )
            for number, cell in enumerate(first)
        ),
        has_heading,
        _hashed("heading", [phrase_of(cell) or "#" for cell in first]),
        _bare_shape(first, columns),
        unclear,
    )


def _form(meaning: Meaning | None) -> str:
    if meaning is None:
        return ""
    # Only of these do several columns make one value.
    counted = meaning.what in {"job", "address"}
    return meaning.form if counted else replace(meaning, number="").form


def _first_and_rest(rows: list[Row], at: int) -> tuple[list[str], list[list[str]]]:
    """Give the cells of the first row, made as wide as the widest, and the others."""
    table = [row.cells[:MOST_COLUMNS] for row in rows[at:]]
    width = max(map(len, table), default=0)
    first = table[0] if table else []
    return [*first, *[""] * (width - len(first))], table[1:]


def _transposed(body: list[list[str]], width: int) -> list[list[str]]:
    return [
        [cell for row in body if number < len(row) and (cell := row[number].strip())]
        for number in range(width)
    ]


def _seems_heading(first: Sequence[str], kinds: Sequence[str]) -> bool:
    """Tell whether a row whose words nobody knows stands above data, not among it."""
    if has_data(list(first)):
        return False
    alike = zip(first, kinds, strict=True)
    return not any(kind in DATA and kind_of(cell) == kind for cell, kind in alike)


def _samples(cells: Sequence[str]) -> tuple[str, ...]:
    different = dict.fromkeys(" ".join(cell.split())[:_LONGEST] for cell in cells)
    return tuple(different)[:SAMPLES]


def _bare_shape(first: Sequence[str], columns: Sequence[Sequence[str]]) -> str:
    cells = zip(first, columns, strict=True)
    kinds = [kind_of_column([cell, *below]) for cell, below in cells]
    certain = any(
        kind in DATA and kind_of(cell) == kind
        for cell, kind in zip(first, kinds, strict=True)
    )
    return _hashed("bare", kinds) if certain else ""


def _hashed(how: str, parts: Sequence[str]) -> str:
    whole = "\x1f".join((how, *parts)).encode()
    return hashlib.md5(whole, usedforsecurity=False).hexdigest()
