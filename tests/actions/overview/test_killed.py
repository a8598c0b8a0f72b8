"""Whatever is killed in the midst of it, the book is whole afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# So many times in all, shared among the acts.
KILLS = os.environ.get("KONTOR_KILLS", "200")
# What each may be found to be; a kill comes before the act, in its midst, or late.
STATES = {
    "import": {"nothing", "reading", "preview", "applying", "done"},
    "undo-import": {"done", "undoing", "undone"},
    "merge": {"one", "two"},
    "search": {"wanted", "under way", "found"},
    "backup": {"older", "under way", "new"},
    "restore": {"old", "under way", "new"},
    "bring": {"nothing", "under way", "whole"},
    "bring-page": {"nothing", "under way", "whole"},
    "erase": {"there", "listed", "gone"},
}


class Killing:
    """All acts killed, one after the other, beside the tests."""

    def __init__(self, said: Path) -> None:
        self.said = said
        self.found: dict[str, dict[str, int]] = {}
        with said.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.actions.overview.killing", KILLS],
                cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True,
            )  # fmt: skip

    def wait_for(self, act: str) -> dict[str, int]:
        """Give how often an act was found to be what."""
        assert self.process.stdout is not None
        while act not in self.found:
            line = self.process.stdout.readline()
            assert line, self.said.read_text()
            told = json.loads(line)
            self.found[told["act"]] = told["found"]
        return self.found[act]


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killing]:
    # A book of its own, and SQLite: a server survives whoever speaks to it.
    killing = Killing(tmp_path_factory.mktemp("killing") / "said")
    yield killing
    killing.process.kill()
    killing.process.communicate()


@pytest.mark.parametrize("act", STATES)
def test_killed_at_any_moment_it_is_done_whole_or_can_be_finished_or_undone(
    killing: Killing, act: str
) -> None:
    found = killing.wait_for(act)
    assert found, killing.said.read_text()
    assert found.keys() <= STATES[act]
    # Else the kills did not come in its midst.
    assert len(found) >= 2, found


def test_all_are_killed_as_often_as_was_asked_for(killing: Killing) -> None:
    found = [killing.wait_for(act) for act in STATES]
    # The first round of each act is left alone.
    assert sum(sum(counts.values()) - 1 for counts in found) >= int(KILLS)
    assert killing.process.wait(timeout=60) == 0, killing.said.read_text()
