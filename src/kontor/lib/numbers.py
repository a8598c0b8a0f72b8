"""Numbers that come as text from anywhere."""

from __future__ import annotations

# Beyond that nobody means a number; and Python refuses thousands of digits.
MOST_DIGITS = 15


def small_number(text: str) -> int | None:
    """Read a whole number of plain digits; None where it is none, or far too long."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    return None
