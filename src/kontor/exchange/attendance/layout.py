"""How a list is laid out: charset, delimiter, heading and columns, by content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.exchange.attendance.columns import Columns, columns_of, roles_of
from kontor.exchange.attendance.gatherings import day_from, decide_month_first, is_day
from kontor.exchange.attendance.marks import is_blank, state_of, tells_absent
from kontor.exchange.attendance.words import FROM, LETTERS, TO
from kontor.exchange.charset import guess_charset
from kontor.exchange.csv.layout import DELIMITERS, first_row, sample_rows
from kontor.exchange.csv.meaning import meaning_of, phrase_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kontor.exchange.csv.rows import Row

# A heading stands in the first rows.
_SEARCHED = 25
# No list has more columns; the rest of a row is not looked at.
WIDEST = 2_100
_GERMAN = (
    "mitglied mitglieder teilnehmer treffen termin datum vorname nachname firma seit"
    " anwesenheit anwesend von bis sitzung veranstaltung branche"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read one list.

    Attributes:
        heading_row: which row is the heading, from 0; -1 where there is none.
        month_first: what ``11/12/2023`` means here; ``either`` is such a text where
            only the language says so, else "".
        a_is_absent: whether the mark ``A`` means absent.
        first, last: the period that stands above the heading.
        trouble: "" or the code of the problem for which it cannot be read.
    """

    charset: str
    delimiter: str
    heading_row: int
    heading: tuple[str, ...]
    columns: Columns
    month_first: bool = False
    either: str = ""
    a_is_absent: bool = True
    first: date | None = None
    last: date | None = None
    trouble: str = ""


def look(head: bytes, today: date) -> Layout:
    """Find out how a list is laid out from its first bytes, some hundred thousand."""
    charset = guess_charset(head)
    samples = {d: sample_rows(head, charset, d) for d in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda d: _score(samples[d]))
    rows = samples[delimiter]
    at = _heading_at(rows)
    below = [row.cells[:WIDEST] for row in rows[at + 1 :]]
    own = rows[at].cells[:WIDEST] if at >= 0 else []
    width = max(map(len, [own, *below]))
    heading = (*own, *[""] * (width - len(own)))
    columns = columns_of(heading, below)
    days = _days(heading, below, columns)
    german = delimiter == ";" or bool(
        set(_GERMAN.split()) & {phrase_of(cell) for cell in heading}
    )
    above = [row.cells for row in rows[: max(at, 0)]]
    days += [cells[1] for cells in map(_said, above) if len(cells) > 1]
    month_first, either = decide_month_first(days, today, german=german)
    first, last = (_beside(above, words, month_first) for words in (FROM, TO))
    return Layout(
        charset,
        delimiter,
        at,
        heading,
        columns,
        month_first,
        either,
        tells_absent(_marks(below, columns)),
        first,
        last,
        _trouble(columns, own),
    )


def is_certain(layout: Layout) -> bool:
    """Tell whether a table can be nothing but one of attendance.

    No column is of an address table, and there are two days at least that people
    are marked at, or a name and an event, or the letters of a report.
    """
    columns = layout.columns
    meanings = [meaning_of(cell) for cell in layout.heading if len(cell) < 60]
    if {m.what for m in meanings if m} - {"name", "display"}:
        return False
    if columns.form == "report":
        return len(columns.states) >= len(LETTERS) - 1
    if columns.form == "wide":
        return sum(is_day(layout.heading[i]) for i in columns.marks) > 1
    said = {"name", "given"} & set(roles_of(layout.heading))
    return bool(
        columns.form == "long" and columns.title >= 0 and said and not columns.unread
    )


def _score(rows: list[Row]) -> tuple[int, float, int]:
    """Rate a delimiter: words known in the heading, then how even the rows are."""
    known = max((_known(row)[0] for row in rows[:_SEARCHED]), default=0)
    widths = Counter(len(row.cells) for row in rows)
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return known, count / len(rows) if width > 1 else 0.0, width


def _known(row: Row) -> tuple[int, int]:
    """Count the headings known in a row, days only beside others; then all cells."""
    cells = row.cells[:WIDEST]
    roles = [role for role in roles_of(cells) if role]
    days = roles.count("gathering")
    known = len(roles) if len(roles) > days or days > 1 else 0
    return known, sum(bool(cell.strip()) for cell in cells)


def _heading_at(rows: list[Row]) -> int:
    """Find the row that is the heading, -1 where the first is one of data."""
    known = [_known(row) for row in rows[:_SEARCHED]]
    best = max(known, default=(0, 0))
    if best[0]:
        return known.index(best)
    at = first_row(rows)
    return at if rows and not _is_data(rows, at) else -1


def _is_data(rows: list[Row], at: int) -> bool:
    """Tell whether a row of no known word has what stands in the rows below too."""
    for i, cell in enumerate(rows[at].cells[:WIDEST]):
        text = cell.strip()
        below = {row.cells[i].strip() for row in rows[at + 1 :] if i < len(row.cells)}
        if text and (text in below or is_day(text)) and not text.isdigit():
            return True
    return False


def _days(
    heading: Sequence[str], below: list[list[str]], columns: Columns
) -> list[str]:
    """Give the texts that may be days."""
    found = [heading[i] for i in columns.marks]
    for i in (columns.day, columns.title, dict(columns.facts).get("since", -1)):
        found += [row[i] for row in below if 0 <= i < len(row)]
    return found


def _marks(below: list[list[str]], columns: Columns) -> list[str]:
    places = [*columns.marks, columns.state]
    return [row[i] for row in below for i in places if 0 <= i < len(row)]


def _said(cells: Sequence[str]) -> list[str]:
    return [text for text in map(str.strip, cells[:WIDEST]) if text]


def _beside(
    above: list[list[str]], words: frozenset[str], month_first: bool
) -> date | None:
    """Find the day beside "from" or "to" in a row above the heading."""
    for cells in map(_said, above):
        for word, text in zip(cells, cells[1:], strict=False):
            if phrase_of(word[:40]) in words:
                return day_from(text, month_first=month_first)
    return None


def _trouble(columns: Columns, own: list[str]) -> str:
    if not columns.names and columns.form != "turned":
        return "attendance-needs-heading"
    if columns.form == "turned" and not columns.marks:
        return "attendance-needs-heading"
    if not own and columns.form != "long":
        return "attendance-needs-heading"
    known = set(filter(None, roles_of(own)))
    # A heading of marks is a row of somebody.
    marks = [cell.strip() for cell in own[1:] if not is_blank(cell.strip())]
    of_marks = marks and all(state_of(m) for m in marks) and not marks[0].isdigit()
    if not known and (of_marks or (columns.form == "members")):
        return "attendance-needs-heading"
    return ""
