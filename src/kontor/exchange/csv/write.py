"""Writing tables that a spreadsheet opens and runs nothing of.

A cell that begins with = + - @, a tab or a carriage return is a formula to a
spreadsheet. It gets an apostrophe in front, and so does one that has apostrophes
before such a sign already; our own reader takes one off again (``plain``), so that
nothing changes on the way there and back.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kontor.exchange.card import Card, Entry

BOM = b"\xef\xbb\xbf"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRAL = re.compile(r"'+[=+\-@\t\r]")
_FIRST = frozenset("=+-@\t\r'")
_ROWS = 500
# So many of each have columns of their own; the last of them holds all the rest.
EMAILS, PHONES, LINKS, ADDRESSES, JOBS = 3, 3, 2, 2, 1
BETWEEN = " ::: "


def neutral(cell: str) -> str:
    """Write a cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """Take off again what ``neutral`` has put in front."""
    return cell[1:] if _NEUTRAL.match(cell) else cell


def heading_bytes(heading: Sequence[str], delimiter: str) -> bytes:
    """Write the beginning of a table in UTF-8, with a mark that says so.

    Args:
        delimiter: "," or, where spreadsheets take the comma for a decimal, ";".
    """
    return BOM + rows_bytes([heading], delimiter)


def rows_bytes(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    """Write some rows of a table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows(
        [neutral(cell) if cell[:1] in _FIRST else cell for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8", "replace")


def write_table(
    heading: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str
) -> Iterator[bytes]:
    """Write a table, some rows at a time."""
    yield heading_bytes(heading, delimiter)
    left = iter(rows)
    while some := list(islice(left, _ROWS)):
        yield rows_bytes(some, delimiter)


# Google's headings: whatever reads address tables knows them.
PEOPLE: tuple[str, ...] = (
    "Name Prefix", "First Name", "Middle Name", "Last Name", "Name Suffix",
    "Display Name", "Nickname", "Organization Name", "Organization Department",
    "Organization Title", "Birthday", "Labels", "Notes",
    *(f"E-mail {n} - {part}" for n in range(1, EMAILS + 1)
      for part in ("Label", "Value")),
    *(f"Phone {n} - {part}" for n in range(1, PHONES + 1)
      for part in ("Label", "Value")),
    *(f"Website {n} - {part}" for n in range(1, LINKS + 1)
      for part in ("Label", "Value")),
    *(f"Address {n} - {part}" for n in range(1, ADDRESSES + 1)
      for part in ("Label", "Street", "Extended Address", "City", "Region",
                   "Postal Code", "Country")),
    "Met on", "Met at", "Language", "UID",
)  # fmt: skip


def person_row(card: Card) -> list[str]:
    """Write somebody as a row below ``PEOPLE``."""
    name = card.name
    job = card.jobs[0] if card.jobs else None
    return [
        name.prefix, name.given, name.additional, name.family, name.suffix,
        card.display, card.nickname,
        job.organisation if job else "", job.department if job else "",
        job.role if job else "",
        _birthday(card), BETWEEN.join(card.tags), card.note,
        *_entries(card.emails, EMAILS),
        *_entries(card.phones, PHONES),
        *_entries(card.links, LINKS),
        *_addresses(card),
        card.met_day.isoformat() if card.met_day else "", card.met_place,
        card.language, card.source_id,
    ]  # fmt: skip


def _birthday(card: Card) -> str:
    day = card.birthday
    if day is None:
        return ""
    year = f"{day.year:04}" if day.year else "-"
    return f"{year}-{day.month:02}-{day.day:02}"


def _entries(entries: Sequence[Entry], most: int) -> list[str]:
    cells: list[str] = []
    for number in range(most):
        last = number == most - 1
        some = entries[number:] if last else entries[number : number + 1]
        cells += [_label(some), BETWEEN.join(entry.value for entry in some)]
    return cells


def _label(some: Sequence[Entry]) -> str:
    if not some:
        return ""
    # Google's way to say which is preferred.
    return f"{'* ' if some[0].preferred else ''}{some[0].kind}".strip()


def _addresses(card: Card) -> list[str]:
    cells: list[str] = []
    for number in range(ADDRESSES):
        if number < len(card.addresses):
            place = card.addresses[number]
            cells += [
                place.kind, place.street, place.extra, place.city, place.region,
                place.postal_code, place.country,
            ]  # fmt: skip
        else:
            cells += [""] * 7
    return cells
