"""How a table is laid out: charset, delimiter, heading, and whose export it is.

All of it is found in the first bytes, never by a file's name.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from kontor.exchange.charset import guess_charset
from kontor.exchange.csv.lines import read_lines
from kontor.exchange.csv.meaning import Meaning, meaning_from, meaning_of, phrase_of
from kontor.exchange.csv.rows import Row, read_rows
from kontor.exchange.csv.whose import whose
from kontor.lib.days import is_month_first

DELIMITERS = ",;\t|"
# A heading stands in the first rows, or there is none.
_SEARCHED = 25
_SAMPLED = 200
# A cell longer than this is no heading.
_LONGEST = 60
# What people have and things on a list seldom do.
_PERSONAL = frozenset({"email", "phone", "birthday", "nickname", "met_day", "related"})
# With these alone a name is still that of somebody.
_PLAIN = frozenset({"name", "display", "job", "note", "address", "language"})
_DATA = re.compile(r"\S@\S|https?://|\d{5}|^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the keeper says of a table's columns, one text form each, in order.

    "" stands for a column that is kept without a meaning, "-" for one that is left
    out; see ``exchange.csv.meaning``.
    """

    forms: tuple[str, ...]
    has_heading: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read one table.

    Attributes:
        format: "linkedin", "google", "outlook", "thunderbird", "hubspot",
            "monica-csv" or "csv"; also the kind of source of its cards.
        heading_row: which row is the heading, from 0; -1 where there is none.
        heading: its cells as written.
        meanings: what each column means.
        month_first: what ``11/12/2023`` means here.
        trouble: "" or the code of the problem for which it cannot be read.
    """

    format: str
    charset: str
    delimiter: str
    heading_row: int
    heading: tuple[str, ...]
    meanings: tuple[Meaning | None, ...]
    month_first: bool = False
    trouble: str = ""


def look(head: bytes, mapping: Mapping | None = None) -> Layout:
    """Find out how a table is laid out from its first bytes.

    Args:
        head: the beginning of the file, ``exchange.csv.lines.HEAD`` bytes of it.
        mapping: what the keeper says of its columns, else the heading decides.
    """
    charset = guess_charset(head)
    samples = {d: sample_rows(head, charset, d) for d in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda d: _score(samples[d]))
    rows = samples[delimiter]
    at = _heading_at(rows)
    if mapping is not None:
        at = (at if at >= 0 else first_row(rows)) if mapping.has_heading else -1
    heading = tuple(rows[at].cells) if rows and at >= 0 else ()
    if mapping is not None:
        # A word that means something else beside others may have been remembered.
        meanings = _settle([meaning_from(form) for form in mapping.forms])
        layout = Layout("csv", charset, delimiter, at, heading, meanings)
    else:
        settled = _settle([meaning_of(cell) for cell in heading])
        width = max((len(row.cells) for row in rows[at:]), default=0)
        export = whose(heading, settled, width)
        layout = Layout(export.format, charset, delimiter, at, heading, export.meanings)
        clear = bool(heading) and _is_clear(layout.meanings)
        layout = replace(layout, trouble="" if clear else "csv-needs-mapping")
    return replace(layout, month_first=_month_first(layout, rows))


def first_row(rows: list[Row]) -> int:
    """Find the first row that is no title above the table, 0 where all are alike."""
    widths = Counter(_filled(row) for row in rows)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    at = (i for i, row in enumerate(rows[:_SEARCHED]) if _filled(row) * 2 >= usual)
    return next(at, 0)


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def sample_rows(head: bytes, charset: str, delimiter: str) -> list[Row]:
    """Read the first rows of a table from its first bytes."""
    lines = read_lines(head, io.BytesIO(), charset)
    return list(islice(read_rows(lines, delimiter), _SAMPLED))


def _score(rows: list[Row]) -> tuple[int, float, int]:
    """Rate a delimiter: words known in the heading, then how even the rows are."""
    at = _heading_at(rows)
    known = _known_words(rows[at].cells) if at >= 0 else 0
    widths = Counter(len(row.cells) for row in rows)
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return known, count / len(rows) if width > 1 else 0.0, width


def _heading_at(rows: list[Row]) -> int:
    """Find the row with most words known, -1 where no row has any."""
    known = [_known_words(row.cells) for row in rows[:_SEARCHED]]
    best = max(known, default=0)
    return known.index(best) if best else -1


def _known_words(cells: list[str]) -> int:
    if has_data(cells):
        return 0
    short = (cell for cell in cells if len(cell) <= _LONGEST)
    return sum(meaning_of(cell) is not None for cell in short)


def has_data(cells: list[str]) -> bool:
    """Tell whether a row holds what no heading does: an address, a number, a day."""
    return any(_DATA.search(cell.strip()) for cell in cells)


def _settle(meanings: list[Meaning | None]) -> tuple[Meaning | None, ...]:
    """Decide the words that mean something else beside others."""
    forms = {(m.what, m.part) for m in meanings if m}
    turned = {
        # "Title" beside "Job Title" is the honorific, alone it is the job.
        ("name", "title"): Meaning("name", "prefix")
        if ("job", "role") in forms or ("name", "suffix") in forms
        else Meaning("job", "role"),
        ("name", "salutation"): None
        if ("name", "prefix") in forms
        else Meaning("name", "prefix"),
        # "Name; Vorname" is how German lists begin.
        ("name", ""): Meaning("name", "family")
        if ("name", "given") in forms and ("name", "family") not in forms
        else Meaning("display"),
    }
    if ("birthday", "year") in forms:
        turned["birthday", ""] = Meaning("birthday", "day")
    return tuple(turned.get((m.what, m.part), m) if m else None for m in meanings)


def _is_clear(meanings: tuple[Meaning | None, ...]) -> bool:
    """Tell whether the columns say enough of whom a row is about.

    An address alone does not, where columns beside it may hold the name; nor does a
    name beside what any list of things has.
    """
    known = [m for m in meanings if m]
    whats, parts = {m.what for m in known}, {m.part for m in known}
    whole = len(known) == len(meanings)
    if {"given", "family"} <= parts:
        return True
    if whats & {"name", "display", "nickname"} or "organisation" in parts:
        personal = whats & _PERSONAL or parts & {"given", "role", "street"}
        return bool(personal) or (whole and whats <= _PLAIN)
    return whole and bool(whats & {"email", "phone"})


def _month_first(layout: Layout, rows: list[Row]) -> bool:
    """Decide ``11/12/2023`` by the column, else by the language of the heading."""
    days = [i for i, m in enumerate(layout.meanings) if m and _is_day(m)]
    below = rows[layout.heading_row + 1 :]
    for i in days:
        found = is_month_first(row.cells[i] for row in below if i < len(row.cells))
        if found is not None:
            return found
    german = {"vorname", "nachname", "firma", "unternehmen", "geburtstag"}
    return not german & {phrase_of(cell) for cell in layout.heading}


def _is_day(meaning: Meaning) -> bool:
    return meaning.what in {"birthday", "met_day"} and not meaning.part
