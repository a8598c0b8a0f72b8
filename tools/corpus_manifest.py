"""What a corpus says of its own files: how much a right importer finds in each.

A corpus is a folder of files from the real world with a ``MANIFEST.md``. Its tables
have a column "file" and one that tells what a right importer yields, as "2 card(s)",
"1 event(s), 2 RRULE" or "3 contacts; the last row has only a date". What stands in a
column "special" beside it knows better than the count of other readers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "MANIFEST.md"
Kind = Literal["contact", "event", "message"]
_WORDS: dict[str, Kind] = {
    "card": "contact", "contact": "contact", "row": "contact", "person": "contact",
    "people": "contact", "event": "event", "message": "message", "mail": "message",
}  # fmt: skip
_CELL = re.compile(r"(?<!\\)\|")
# The number said first counts, with one word between at most: "3 organisation rows".
_FIRST = re.compile(r"(?<![\w.])(\d+) +([^\W\d]+)(?:\(s\))?(?: +([^\W\d]+))?")
_CARDS = re.compile(r"(?<![\w.])(?:(\d+) cards?|(no card))\b")
_ASKS = re.compile(r"\basks?\b[^;]*\bmapping\b")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is said of one file.

    Attributes:
        text: in the words of the manifest.
        count: how many of ``kind`` are in it, None where nothing is counted that
            Kontor would count as well.
        asks: what the columns mean can only be asked.
    """

    text: str
    count: int | None = None
    kind: Kind = "contact"
    asks: bool = False


def read_manifest(folder: Path) -> dict[str, Expected]:
    """Read the manifest of a corpus: by the path of each file, "/" between names.

    Empty where there is none.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    found: dict[str, Expected] = {}
    for row in _rows(path.read_text("utf-8", "replace")):
        yields = [cell for head, cell in row.items() if "yields" in head]
        if "file" in row and yields:
            found[row["file"]] = expected(yields[0], row.get("special", ""))
    return found


def expected(yields: str, special: str = "") -> Expected:
    """Understand what a right importer yields.

    Args:
        yields: as "1 card(s) [BEGIN 1, vobject 0]".
        special: what is said beside it.
    """
    text = "; ".join(part for part in (yields, special) if part)
    asks = bool(_ASKS.search(text))
    first = _FIRST.search(yields)
    kind = _kind(first[2], first[3]) if first else None
    if first is None or kind is None:
        return Expected(text, asks=asks)
    count = int(first[1])
    if kind == "contact" and (better := _CARDS.search(special)):
        count = int(better[1] or 0)
    return Expected(text, count, kind, asks)


def _kind(*words: str | None) -> Kind | None:
    """Tell what is counted; "18 women" is nothing that Kontor would count."""
    for word in words:
        bare = (word or "").lower()
        if kind := _WORDS.get(bare) or _WORDS.get(bare.removesuffix("s")):
            return kind
    return None


def _rows(text: str) -> Iterator[dict[str, str]]:
    """Give the rows of all tables, each by the heads of its columns."""
    heads: list[str] = []
    for line in text.splitlines():
        if not line.startswith("|"):
            heads = []
            continue
        cells = [cell.strip() for cell in _CELL.split(line.strip())[1:-1]]
        if not heads:
            heads = [cell.lower() for cell in cells]
        elif any(cell.strip("-: ") for cell in cells):
            yield dict(zip(heads, cells, strict=False))
