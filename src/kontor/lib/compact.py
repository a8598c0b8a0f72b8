"""JSON in as few letters as can be, of which an import writes a great deal."""

from __future__ import annotations

from typing import Any

import orjson


def encoded(value: Any) -> str:
    """Write JSON without blanks, every letter as it is.

    Raises:
        TypeError: there is half a pair of code units in it, which no text may hold,
            or what is no JSON.
    """
    return orjson.dumps(value).decode()


def decoded(text: str | bytes) -> Any:
    """Read JSON.

    Raises:
        ValueError: it is none.
    """
    return orjson.loads(text)
