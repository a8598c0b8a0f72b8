"""What cells hold, by their look alone: mail addresses, telephones, days, links."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kontor.exchange.csv.take import is_address
from kontor.lib.days import read_day

if TYPE_CHECKING:
    from collections.abc import Sequence

# What no heading looks like.
DATA = frozenset({"mail", "link", "day", "phone"})
# So many cells, and this share of them, decide about a column.
_LOOKED_AT = 50
_SHARE = 0.8
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.I)
_PHONE = re.compile(r"(?:\+|00|0|\()[\d\s()./-]{6,24}(?:\s?(?:x|ext\.?)\s?\d+)?")
_POSTAL = re.compile(r"(?:[A-Z]{1,3}-)?\d{4,5}")
_STREET = re.compile(r"[^\d@]{3,}\s\d+\s?[a-zA-Z]?(?:\s?[-/]\s?\d+\s?[a-z]?)?")
_NUMBER = re.compile(r"[-+]?[\d.,' ]*\d(?:\s?[€$£%])?")


def kind_of(cell: str) -> str:
    """Tell what a cell looks like.

    Returns:
        "mail", "link", "day", "phone", "postal", "number", "street", "text" or "".
    """
    text = cell.strip()
    if not text:
        return ""
    if is_address(text.removeprefix("mailto:")):
        return "mail"
    for kind, pattern in (("link", _LINK), ("postal", _POSTAL)):
        if pattern.fullmatch(text):
            return kind
    if read_day(text) and not text.isdigit():
        return "day"
    for kind, pattern in (("phone", _PHONE), ("number", _NUMBER), ("street", _STREET)):
        if pattern.fullmatch(text):
            return kind
    return "text"


def kind_of_column(cells: Sequence[str]) -> str:
    """Tell what nearly all cells of a column look like, "text" where they differ."""
    kinds = Counter(kind_of(cell) for cell in cells[:_LOOKED_AT])
    kinds.pop("", None)
    if not kinds:
        return ""
    kind, count = kinds.most_common(1)[0]
    return kind if count >= _SHARE * kinds.total() else "text"
