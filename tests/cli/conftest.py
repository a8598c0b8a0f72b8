"""The command line, run in this process: what it prints and what it ends with."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from kontor.cli.main import run
from kontor.records.models import Book


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it printed on either output."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Read the output, which must be JSON and nothing else."""
        return json.loads(self.out)


class Typist(io.StringIO):
    """Somebody who sits at a terminal and has typed ahead, perhaps Ctrl+C."""

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(size)
        if line.startswith("\x03"):
            raise KeyboardInterrupt
        return line


Kontor = Callable[..., Ran]


@pytest.fixture
def kontor(
    book: Book,
    moment: datetime,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Kontor:
    """Run the command line as Anna, on the Monday of the other tests."""
    for place in ("ground", "imports", "batches", "import_text"):
        monkeypatch.setattr(f"kontor.cli.{place}.now", lambda: moment)

    def kontor(*words: str, typed: str | None = None, piped: str = "") -> Ran:
        stdin = io.StringIO(piped) if typed is None else Typist(typed)
        monkeypatch.setattr(sys, "stdin", stdin)
        with pytest.raises(SystemExit) as ended:
            run(words)
        said = capsys.readouterr()
        status = ended.value.code
        return Ran(status if isinstance(status, int) else 0, said.out, said.err)

    return kontor
