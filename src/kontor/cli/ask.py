"""Questions at the terminal; they stand on the error output, beside any answer."""

from __future__ import annotations

import sys

import typer

from kontor.cli.say import err
from kontor.lib.text import fold

YES = frozenset({"", "y", "yes", "j", "ja"})
NO = frozenset({"n", "no", "nein"})


def ask(question: str) -> str:
    """Ask, and give what was typed.

    Raises:
        typer.Abort: the user broke off, with Ctrl+C or by the end of the input.
    """
    err.print(question, end=" ", markup=False)
    err.file.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt as error:
        raise typer.Abort from error
    if not line:
        raise typer.Abort
    return line.strip()


def agreed(question: str) -> bool:
    """Ask for a nod; Enter is one."""
    while True:
        answer = fold(ask(question))
        if answer in YES or answer in NO:
            return answer in YES
