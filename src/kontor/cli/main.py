"""The command ``kontor``: run here, told apart in the files beside it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from kontor import __version__
from kontor.cli.say import err, one_line, printable, say, say_json
from kontor.cli.trouble import STOPPED, STOPPED_CODE, Trouble, stopped, trouble_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(words: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the program.

    Args:
        words: what stands behind ``kontor``; the program's own arguments if None.
    """
    given = list(sys.argv[1:] if words is None else words)
    _open_whatever_is_closed()
    _print_anything()
    try:
        sys.exit(_obey(given))
    except BrokenPipeError:
        # Whoever reads the output has seen enough.
        _print_nothing()
        sys.exit(1)


def _obey(words: list[str]) -> int:
    """Do what is asked; gives what the program ends with."""
    try:
        status = _do(words)
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        _tell(trouble, json=_wants_json(words))
        return trouble.status
    sys.stdout.flush()
    return status


def _do(words: list[str]) -> int:
    if words[:1] == ["--version"]:
        # Told even where the settings cannot be read.
        say(f"kontor {__version__}")
        return 0
    from kontor.cli.ground import prepare

    # The settings come first: the help of every command is translated.
    prepare()
    from kontor.cli.app import kontor

    given = [_readable(word) for word in words]
    status = kontor().main(given, prog_name="kontor", standalone_mode=False)
    if status == STOPPED:
        raise stopped(STOPPED)
    return status if isinstance(status, int) else 0


def _readable(word: str) -> str:
    """Mend what is no text, unless it is the name of a file."""
    return word if os.path.lexists(word) else printable(word)


def _tell(trouble: Trouble, *, json: bool) -> None:
    if json:
        say_json({"error": trouble.code, "text": trouble.text})
        sys.stdout.flush()
    else:
        if trouble.code == STOPPED_CODE and sys.stdin.isatty():
            # Below the line that was being typed.
            say(to=err)
        say((one_line(trouble.text), "red"), to=err)


def _wants_json(words: list[str]) -> bool:
    options = words[: words.index("--")] if "--" in words else words
    return "--json" in options


def _open_whatever_is_closed() -> None:
    """Read nothing and print nowhere, where the caller has closed a stream."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(handle, "r" if name == "stdin" else "w"))


def _print_anything() -> None:
    """Never fail over a letter that the terminal, or Kontor, does not know."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _print_nothing() -> None:
    """Leave nothing to be flushed into a pipe that is closed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
