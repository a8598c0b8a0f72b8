"""Which of LinkedIn's tables one is, by its heading."""

from __future__ import annotations

from kontor.exchange.csv.meaning import phrase_of

MESSAGES = "linkedin-messages"
_MESSAGES = frozenset({"conversation id", "from", "to", "date"})
_PROFILE = frozenset({"first name", "last name", "headline"})
_ADDRESSES = frozenset({"email address", "confirmed", "primary"})
_LONGEST = 2_000


def is_messages(text: str) -> bool:
    """Tell whether a text begins with the heading of ``messages.csv``."""
    return set(columns_of(text)[1]) >= _MESSAGES


def is_own(text: str) -> str:
    """Tell which table of the owner's a text is: "profile", "addresses" or ""."""
    phrases = set(columns_of(text)[1])
    if phrases >= _PROFILE:
        return "profile"
    return "addresses" if phrases >= _ADDRESSES else ""


def columns_of(text: str) -> tuple[str, list[str]]:
    """Give the delimiter and the headings, as plain words, of the first line."""
    line = text.lstrip("\ufeff \t\r\n")[:_LONGEST].split("\n", 1)[0]
    delimiter = max(",;\t", key=line.count)
    cells = (cell.strip().strip('"') for cell in line.split(delimiter))
    return delimiter, [phrase_of(cell) for cell in cells]
