"""Whatever is killed in the midst of it, the book is whole afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ROUNDS = 25


@pytest.mark.parametrize(
    ("act", "found"),
    [("merge", {"one", "two"}), ("search", {"under way", "found", "wanted"})],
)
def test_killed_at_any_moment_it_is_done_whole_or_not_at_all(
    tmp_path: Path, act: str, found: set[str]
) -> None:
    # A book of its own, and SQLite: a server survives whoever speaks to it.
    kept = {k: v for k, v in os.environ.items() if not k.startswith("KONTOR_")}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.actions.overview.killing", act, str(ROUNDS)],
        cwd=ROOT,
        env={**kept, "KONTOR_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    counts = json.loads(ran.stdout)
    # The first, undisturbed one is looked at as well.
    assert sum(counts.values()) == ROUNDS + 1
    assert counts.keys() <= found
