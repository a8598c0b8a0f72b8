"""What the mark in a cell says of whether somebody came."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kontor.exchange.attendance.words import BLANK, MARKS
from kontor.lib.text import fold_german

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kontor.exchange.attendance.sheet import State

# No mark is longer.
_LONGEST = 40


def state_of(text: str, *, a_is_absent: bool = True) -> State | None:
    """Tell the state that a mark means; None for one that is not known.

    Args:
        text: the cell, not blank.
        a_is_absent: whether ``A`` is: the German word for present begins with it too.
    """
    word = _word(text) if len(text) <= _LONGEST else ""
    return None if word == "a" and not a_is_absent else MARKS.get(word)


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: it is empty, or holds a dash."""
    return not text or (len(text) <= _LONGEST and _word(text) in BLANK)


def tells_absent(texts: Iterable[str]) -> bool:
    """Tell whether ``A`` is absent: where something else in the table is present."""
    return any(state_of(text) == "present" for text in texts)


@lru_cache(maxsize=4096)
def _word(text: str) -> str:
    return fold_german(text.replace("\ufe0f", "")).strip(" .")
