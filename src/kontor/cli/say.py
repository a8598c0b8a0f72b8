"""How the command line prints: plain words, aligned columns, or JSON.

What stands in a book is never taken for markup, and control characters in it never
reach the terminal. Long lines are broken at words in a terminal only, so that other
programs get one line for each thing.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

# A word, or a word with its style.
Part = str | tuple[str, str]
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
# Longer lines are hard to read, however wide the window is.
WIDEST = 100
GAP = 2
NARROWEST = 8
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def say(*parts: Part, indent: int = 0, to: Console = out) -> None:
    """Print one line for people."""
    text = Text.assemble(*(_clean(part) for part in parts))
    if not to.is_terminal:
        text.rstrip()
        to.print(Text(" " * indent) + text if text else text)
        return
    room = max(min(to.width, WIDEST) - indent, 20)
    for line in text.wrap(to, room) or [Text()]:
        line.rstrip()
        to.print(Text(" " * indent) + line)


def say_rows(rows: Sequence[Sequence[Part]], *, indent: int = 0) -> None:
    """Print lines in columns; in a terminal the widest give way."""
    cells = [[_clean(part) for part in row] for row in rows]
    if not cells:
        return
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    if out.is_terminal:
        widths = _fit(widths, out.width - indent)
    for row in cells:
        texts = [
            Text(_cut(words, width), style)
            for (words, style), width in zip(row, widths, strict=True)
            if width
        ]
        line = Text(" " * GAP).join(texts)
        line.rstrip()
        out.print(Text(" " * indent) + line)


def note(text: str) -> None:
    """Tell something beside the answer, where JSON does not mind it."""
    say((text, "dim"), to=err)


def say_json(value: Any) -> None:
    """Print what a command found as JSON, and nothing else."""
    ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
    text = json.dumps(plain(value), ensure_ascii=ascii_only, indent=2)
    sys.stdout.write(text + "\n")


def plain(value: Any) -> Any:
    """Turn what a report gives into what JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(part) for part in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def one_line(text: str) -> str:
    """Put a text of several lines into one."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """Put a mark where a text has bytes that are no letters."""
    return text.encode(errors="replace").decode()


def _clean(part: Part) -> tuple[str, str]:
    words, style = part if isinstance(part, tuple) else (part, "")
    return _CONTROLS.sub(" ", printable(words)), style


def _width(part: tuple[str, str]) -> int:
    return cell_len(part[0])


def _fit(widths: list[int], room: int) -> list[int]:
    """Narrow the widest columns until all fit, but none below ``NARROWEST``."""
    # Backwards, because names stand in front and are worth most.
    fitted = widths[::-1]
    gaps = GAP * (sum(map(bool, widths)) - 1)
    while sum(fitted) + gaps > room and max(fitted) > NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted[::-1]


def _cut(words: str, width: int) -> str:
    if cell_len(words) <= width:
        return set_cell_size(words, width)
    return set_cell_size(words, width - 1) + "…"
