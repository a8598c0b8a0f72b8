from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tools import apt, postgres

# Stand-ins: whether the real programs serve is shown by every run on PostgreSQL.
INITDB = """#!/bin/sh
mkdir "$2"
"""
# A shell does not hear of Ctrl-C in the background; the real one does.
POSTGRES = f"""#!{sys.executable}
import signal, sys, time
signal.signal(signal.SIGINT, lambda *_: sys.exit())
with open(sys.argv[2] + "/postmaster.pid", "w") as note:
    note.write("ready   \\n")
while True:
    time.sleep(0.05)
"""


def _programs(folder: Path, **scripts: str) -> None:
    for name, text in scripts.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)


@pytest.fixture
def as_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Look for the programs in the test's folder first, and do not drop rights."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(postgres, "_as_root", lambda: False)


def test_a_server_is_waited_for_and_leaves_nothing_behind(
    as_itself: None, tmp_path: Path
) -> None:
    _programs(tmp_path, initdb=INITDB, postgres=POSTGRES)
    server = postgres.Server()
    folder = Path(unquote(urlsplit(server.start()).hostname or ""))
    assert (folder / "data" / "postmaster.pid").exists()
    server.stop()
    assert not folder.exists()


def test_a_server_that_does_not_start_gives_its_own_reason(
    as_itself: None, tmp_path: Path
) -> None:
    _programs(tmp_path, initdb=INITDB, postgres="#!/bin/sh\necho no room >&2\nexit 1\n")
    server = postgres.Server()
    with pytest.raises(postgres.CannotServe, match="no room"):
        server.start()
    server.stop()


def test_without_a_server_a_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres, "PLACES", ())
    monkeypatch.setattr(apt, "install", lambda package: False)
    with pytest.raises(postgres.CannotServe, match="apt-get install postgresql"):
        postgres.Server().start()


def test_a_missing_server_is_installed_where_that_is_allowed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def install(package: str) -> bool:
        for name in ("initdb", "postgres"):
            (tmp_path / name).touch()
        return package == "postgresql"

    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    monkeypatch.setattr(postgres, "PLACES", ())
    monkeypatch.setattr(apt, "install", install)
    assert postgres.ensure() == tmp_path


def test_the_newest_of_several_servers_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for version in ("9", "15", "17"):
        programs = tmp_path / version / "bin"
        programs.mkdir(parents=True)
        for name in ("initdb", "postgres"):
            (programs / name).touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgres, "PLACES", (f"{tmp_path}/*/bin",))
    assert postgres.find() == tmp_path / "17" / "bin"
