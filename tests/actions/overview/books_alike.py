"""Two books compared but for moments of writing and for keys."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from kontor.actions.overview.bring_book import Brought, bring_book
from kontor.lib.hand import Hand
from kontor.reports.overview.everything.pack import everything
from tests.conftest import MOMENT

# Of which table the key under a name is.
KINDS = {
    "deed_id": "deed", "undoes_id": "deed", "person_id": "person",
    "person": "person", "first_id": "person", "second_id": "person",
    "met_through_id": "person", "organisation_id": "organisation",
    "touch_id": "touch", "touch": "touch", "tag_id": "tag", "plan_id": "plan",
    "group_id": "group", "gathering_id": "gathering", "segment_id": "segment",
    "invited_by_id": "person",
    "batch_id": "batch", "file_id": "batchfile", "base": "sourcecard",
    "twin": "item", "book_id": "book",
}  # fmt: skip
PLACES = {"jobs": "affiliation", "addresses": "postaladdress"}


def packed(book: int, **how: Any) -> bytes:
    """Give the ZIP of a book."""
    return b"".join(everything(book, moment=MOMENT, **how))


def lines(data: bytes) -> list[dict[str, Any]]:
    """Read the lines of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("kontor.jsonl").decode()
    return [json.loads(line) for line in text.splitlines()]


def photos(data: bytes) -> dict[str, bytes]:
    """Read the pictures of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if n.startswith("photos/")]
        return {name: archive.read(name) for name in names}


def brought(data: bytes, folder: Path, hand: Hand, **how: Any) -> Brought:
    """Bring a ZIP in as a new book."""
    path = folder / "book.zip"
    path.write_bytes(data)
    return bring_book(path, hand=hand, **how)


def canonical(found: list[dict[str, Any]]) -> list[Any]:
    """Give lines with every key replaced by its place among those of its table."""
    head, *rows = found
    places: dict[tuple[str, int], int] = {}
    without_moment = {n: v for n, v in head.items() if n != "written"}
    return [without_moment, *(_placed(row, row["is"], places) for row in rows)]


def _placed(value: Any, table: str, places: dict[tuple[str, int], int]) -> Any:
    """Number keys in the order in which they come: the same in books that are alike."""
    if isinstance(value, list):
        if len(value) == 3 and value[0] in PLACES:
            return [_placed(part, PLACES[value[0]], places) for part in value]
        return [_placed(part, table, places) for part in value]
    if not isinstance(value, dict):
        return value
    inner = value.get("table", table)
    found = {}
    for name, part in value.items():
        kind = {"id": table, "row": inner}.get(name, KINDS.get(name, ""))
        if name == "counts":
            # How many people there are is no key of one.
            found[name] = part
        elif kind and isinstance(part, int):
            found[name] = places.setdefault((kind, part), len(places))
        elif name == "people" and isinstance(part, list):
            found[name] = [_whom(key, places) for key in part]
        else:
            found[name] = _placed(part, inner, places)
    return found


def _whom(key: int, places: dict[tuple[str, int], int]) -> int:
    kind = ("item", -key) if key < 0 else ("person", key)
    return places.setdefault(kind, len(places))
