from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kontor.exchange.backup.leftovers import clear_leftovers

PLACE = re.compile(r"making-(\d+)")


@pytest.fixture
def gone() -> int:
    """Give the number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_what_a_process_that_is_gone_began_is_cleared_away(
    tmp_path: Path, gone: int
) -> None:
    folder = tmp_path / f"making-{gone}"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "file").touch()
    clear_leftovers(tmp_path, PLACE)
    file = tmp_path / f"making-{gone}"
    assert not file.exists()
    file.touch()
    clear_leftovers(tmp_path, PLACE)
    assert not file.exists()


def test_what_others_are_at_stays(tmp_path: Path, gone: int) -> None:
    names = {f"making-{os.getpid()}", f"making-{gone}-x", f"x-making-{gone}"}
    # No process has a number this large, and it is no reason to fail either.
    names.add(f"making-{10**30}")
    for name in names:
        (tmp_path / name).touch()
    clear_leftovers(tmp_path, PLACE)
    assert {path.name for path in tmp_path.iterdir()} == names
