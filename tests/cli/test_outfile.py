from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kontor.cli.outfile import written


@pytest.mark.parametrize(
    ("left", "stays"),
    [
        # An export of the same name, a backup of any.
        (".book.zip.{}.part", {"kontor-backup": True, "zip": False}),
        (".monday.kontor-backup.{}.part", {"kontor-backup": False, "zip": True}),
        # What others may call theirs.
        (".other.zip.{}.part", {"kontor-backup": True, "zip": True}),
        ("book.zip.{}.part", {"kontor-backup": True, "zip": True}),
    ],
)
@pytest.mark.parametrize("ending", ["kontor-backup", "zip"])
def test_what_somebody_killed_had_begun_is_cleared_away(
    tmp_path: Path, left: str, stays: dict[str, bool], ending: str
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    part = tmp_path / left.format(gone.pid)
    part.touch()
    with written(tmp_path / f"book.{ending}") as out:
        out.write(b"whole")
    assert (tmp_path / f"book.{ending}").read_bytes() == b"whole"
    assert part.exists() is stays[ending]
