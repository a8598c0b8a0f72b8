"""What is left of a line: its note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kontor.core.connections.line.slip import COVER

if TYPE_CHECKING:
    from kontor.core.connections.line.slip import Slip

_RUN = re.compile(rf"[^{COVER}]+")
_EDGES = " ,;:.!?-–—…•|/\t\n\u00a0"
_APART = re.compile(r"[,;:.!?\n|•…–—]")


def note_of(slip: Slip) -> str:
    """Put together the words that were not understood, in their order."""
    note, apart = "", False
    for run in _RUN.findall(slip.open):
        words = _tidy(run)
        before, after = _edges(run, words)
        apart = apart or bool(_APART.search(before))
        if words:
            note += f"{', ' if apart and note else ' ' if note else ''}{words}"
            apart = False
        apart = apart or bool(_APART.search(after))
    return note


def _tidy(run: str) -> str:
    words = " ".join(run.split()).lstrip(_EDGES + ")")
    # A sentence keeps its end; a clause does not.
    return words.rstrip(" ,;:" if words.endswith(("!", "?")) else _EDGES + "(")


def _edges(run: str, words: str) -> tuple[str, str]:
    squeezed = " ".join(run.split()) if "\n" not in run else run
    before, _, after = squeezed.partition(words) if words else (run, "", "")
    return before, after
