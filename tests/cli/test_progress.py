"""The bar that shows how far long work is."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from kontor.cli import progress
from kontor.cli.progress import FEW, bar


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What a terminal shows."""
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=60, color_system=None)
    monkeypatch.setattr(progress, "err", console)
    return shown


def test_work_worth_waiting_for_has_a_bar_that_leaves_nothing(
    seen: io.StringIO,
) -> None:
    with bar("Reading [red]"):
        pass
    assert seen.getvalue() == ""
    with bar("Reading [red]") as advance:
        advance(0, FEW + 2)
        advance((FEW + 2) // 2, FEW + 2)
    assert "Reading [red]" in seen.getvalue()
    # The last that happens to the line is that it is wiped out.
    assert seen.getvalue().endswith("\x1b[2K")


def test_little_work_has_none(seen: io.StringIO) -> None:
    with bar("Reading") as advance:
        advance(FEW, FEW)
    assert seen.getvalue() == ""


def test_another_program_sees_none(capsys: pytest.CaptureFixture[str]) -> None:
    with bar("Reading") as advance:
        advance(0, 10 * FEW)
    assert capsys.readouterr() == ("", "")
