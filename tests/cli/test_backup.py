"""Backup and restore, each command in a process of its own, as they are used."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = "import sys; sys.path.insert(0, {!r}); from kontor.cli.main import run; run()"
PASSPHRASE = "geheim äö"


class Folder:
    """A data folder, and Kontor run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir()
        (folder / "pass.txt").write_text(f"{PASSPHRASE}\nsecond line\n")
        (folder / "wrong.txt").write_text("falsch\n")

    @property
    def environment(self) -> dict[str, str]:
        kept = {n: v for n, v in os.environ.items() if not n.startswith("KONTOR_")}
        return {**kept, "KONTOR_DATA": str(self.data), "LANG": "en_GB.UTF-8"}

    def begin(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", RUN.format(str(ROOT / "src")), *words]
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: str) -> tuple[int, str]:
        process = self.begin(*words)
        out, err = process.communicate(timeout=120)
        return process.returncode, out + err

    def json(self, *words: str) -> Any:
        process = self.begin(*words, "--json")
        out, err = process.communicate(timeout=120)
        assert err == "", err
        return json.loads(out)

    def names(self) -> list[str]:
        """Read who is in the book, past Kontor."""
        file = self.data / "kontor.sqlite3"
        with closing(sqlite3.connect(file)) as found:
            (sound,) = found.execute("PRAGMA integrity_check").fetchone()
            assert sound == "ok"
            rows = found.execute(
                "SELECT display FROM records_person WHERE NOT is_owner ORDER BY id"
            )
            return [name for (name,) in rows]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A book with Ben, backed up twice; then Clara came."""
    found = Folder(tmp_path_factory.mktemp("backup"))
    found.run("add", "Ben", "Brandt")
    (found.data / "imports" / "ab-1").mkdir(parents=True)
    (found.data / "imports" / "ab-1" / "0001").write_text("BEGIN:VCARD")
    plain = found.json("backup", "plain.kontor-backup")
    locked = found.json(
        "backup", "locked.kontor-backup", "--passphrase-file", "pass.txt"
    )
    assert (plain["encrypted"], locked["encrypted"]) == (False, True)
    assert plain["counts"]["person"] == 2  # Ben, and the owner
    found.run("add", "Clara", "Coors")
    return found


@pytest.fixture
def folder(made: Folder, tmp_path: Path) -> Folder:
    """A copy of it, to be restored into."""
    found = Folder(tmp_path)
    found.data.rmdir()
    subprocess.run(["cp", "-r", str(made.data), str(found.data)], check=True)
    for name in ("plain", "locked"):
        file = f"{name}.kontor-backup"
        (tmp_path / file).write_bytes((made.folder / file).read_bytes())
    return found


def test_a_backup_is_for_its_owners_eyes(made: Folder) -> None:
    for name in ("plain", "locked"):
        file = made.folder / f"{name}.kontor-backup"
        assert file.stat().st_mode & 0o777 == 0o600
    assert not list(made.data.glob("backing-up-*"))


def test_a_restore_puts_everything_back_and_keeps_what_was_there(
    folder: Folder,
) -> None:
    (folder.data / "imports" / "ab-1" / "0001").write_text("changed since")
    key = (folder.data / "secret-key").read_text()
    (folder.data / "secret-key").write_text("x" * 64)

    done = folder.json("restore", "plain.kontor-backup")

    assert folder.names() == ["Ben Brandt"]
    assert (folder.data / "imports/ab-1/0001").read_text() == "BEGIN:VCARD"
    assert (folder.data / "secret-key").read_text() == key
    before = folder.data / done["before"]
    with closing(sqlite3.connect(before / "kontor.sqlite3")) as old:
        count = old.execute("SELECT COUNT(*) FROM records_person").fetchone()
    assert count == (3,)
    assert (before / "imports/ab-1/0001").read_text() == "changed since"
    assert (before / "secret-key").read_text() == "x" * 64
    assert not list(folder.data.glob("restor*"))


def test_an_encrypted_one_wants_its_passphrase(folder: Folder) -> None:
    file = "locked.kontor-backup"
    assert folder.json("restore", file)["error"] == "needs_passphrase"
    wrong = folder.json("restore", file, "--passphrase-file", "wrong.txt")
    assert wrong["error"] == "wrong_passphrase"
    assert folder.names() == ["Ben Brandt", "Clara Coors"]
    done = folder.json("restore", file, "--passphrase-file", "pass.txt")
    assert done["counts"]["person"] == 2, done
    assert folder.names() == ["Ben Brandt"]


def test_a_restore_can_be_taken_back_by_a_backup_made_before(folder: Folder) -> None:
    folder.json("backup", "later.kontor-backup")
    folder.json("restore", "plain.kontor-backup")
    folder.json("restore", "later.kontor-backup")
    assert folder.names() == ["Ben Brandt", "Clara Coors"]
    assert len(list(folder.data.glob("before-*"))) == 2


@pytest.mark.parametrize("name", ["plain", "locked"])
@pytest.mark.parametrize("end", [0, 5, 60, 400, -1])
def test_a_file_that_was_cut_off_changes_nothing(
    folder: Folder, name: str, end: int
) -> None:
    file = folder.folder / f"{name}.kontor-backup"
    file.write_bytes(file.read_bytes()[:end])
    said = folder.json("restore", file.name, "--passphrase-file", "pass.txt")
    assert said["error"] in {"damaged", "no_backup"}
    assert folder.names() == ["Ben Brandt", "Clara Coors"]
    assert not list(folder.data.glob("*estor*"))
    assert not list(folder.data.glob("before-*"))


def test_other_files_are_no_backups(folder: Folder) -> None:
    (folder.folder / "x.zip").write_bytes(b"PK\x03\x04")
    assert folder.json("restore", "x.zip")["error"] == "no_backup"
    assert folder.json("restore", "nothing")["error"] == "no_backup_file"
    assert folder.json("backup", "pass.txt")["error"] == "is_there"
    assert (folder.folder / "pass.txt").read_text().startswith(PASSPHRASE)
    empty = folder.folder / "empty"
    empty.touch()
    said = folder.json("backup", "--passphrase-file", "empty")
    assert said["error"] == "no_passphrase"


def test_without_a_name_the_day_is_its_name(folder: Folder) -> None:
    said = folder.json("backup")
    assert said["file"].startswith("kontor-2")
    assert said["file"].endswith(".kontor-backup")
    # The same day once more: an earlier backup of ours may be written over.
    assert folder.json("backup")["file"] == said["file"]


def test_nobody_is_asked_twice_and_saying_no_changes_nothing(folder: Folder) -> None:
    status, said = folder.run("restore", "plain.kontor-backup")
    # There is nobody at the other end to agree.
    assert status == 1
    assert "takes the place of everything" in said
    assert folder.names() == ["Ben Brandt", "Clara Coors"]


def test_while_kontor_runs_nothing_is_restored_and_a_backup_can_be_made(
    folder: Folder,
) -> None:
    server = folder.begin("start", "--no-browser", "--port", "0")
    try:
        assert server.stdout is not None
        for line in server.stdout:
            if "/door/" in line:
                break
        said = folder.json("restore", "plain.kontor-backup")
        assert said["error"] == "in_use"
        assert folder.json("backup", "now.kontor-backup")["counts"]["person"] == 3
    finally:
        server.terminate()
        server.communicate(timeout=30)
    assert folder.names() == ["Ben Brandt", "Clara Coors"]


def test_while_another_program_has_the_book_open_nothing_is_restored(
    folder: Folder,
) -> None:
    with sqlite3.connect(folder.data / "kontor.sqlite3") as other:
        other.execute("SELECT COUNT(*) FROM records_person").fetchone()
        said = folder.json("restore", "plain.kontor-backup")
    other.close()
    assert said["error"] == "in_use"
    assert folder.names() == ["Ben Brandt", "Clara Coors"]


def test_a_damaged_database_is_not_backed_up_and_can_be_restored(
    folder: Folder,
) -> None:
    file = folder.data / "kontor.sqlite3"
    data = bytearray(file.read_bytes())
    # Somewhere in the middle of the tables, not in the page that SQLite opens first.
    data[len(data) // 2 : len(data) // 2 + 60_000] = bytes(60_000)
    for beside in folder.data.glob("kontor.sqlite3-*"):
        beside.unlink()
    file.write_bytes(bytes(data))
    said = folder.json("backup", "bad.kontor-backup")
    assert said["error"] in {"database_damaged", "database"}
    assert not (folder.folder / "bad.kontor-backup").exists()
    folder.json("restore", "plain.kontor-backup")
    assert folder.names() == ["Ben Brandt"]


def test_what_a_newer_kontor_made_is_not_restored(folder: Folder) -> None:
    with sqlite3.connect(folder.data / "kontor.sqlite3") as own:
        own.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('records', '9999_future', '2030-01-01')"
        )
    own.close()
    # A newer Kontor makes its own backups; here its table of steps is enough.
    driver = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'kontor.settings'\n"
        "import django; django.setup()\n"
        "from datetime import datetime, UTC\n"
        "from kontor.actions.overview.backup import make_backup\n"
        "with open('new.kontor-backup', 'wb') as out:\n"
        "    make_backup(out, moment=datetime.now(UTC), salt=bytes(16))\n"
    )
    subprocess.run(
        [sys.executable, "-c", driver, str(ROOT / "src")],
        cwd=folder.folder, env=folder.environment, check=True,
    )  # fmt: skip
    with sqlite3.connect(folder.data / "kontor.sqlite3") as own:
        own.execute("DELETE FROM django_migrations WHERE name = '9999_future'")
    own.close()
    assert folder.json("restore", "new.kontor-backup")["error"] == "newer_backup"
    assert folder.names() == ["Ben Brandt", "Clara Coors"]


def test_what_a_killed_backup_left_is_cleared_away_by_the_next(
    folder: Folder,
) -> None:
    # Nobody has this number: a process has ended before its number is told.
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    yesterdays = folder.folder / f".kontor-2026-03-01.kontor-backup.{gone}.part"
    running = folder.folder / f".y.kontor-backup.{os.getpid()}.part"
    foreign = folder.folder / f".holiday.zip.{gone}.part"
    for path in (yesterdays, running, foreign):
        path.touch()
    (folder.data / f"backing-up-{gone}").mkdir()
    folder.json("backup", "x.kontor-backup")
    assert [yesterdays.exists(), running.exists(), foreign.exists()] == [False, 1, 1]
    assert not list(folder.data.glob("backing-up-*"))


def test_a_restore_that_was_killed_is_gone_on_with_at_the_next_start(
    folder: Folder,
) -> None:
    # As many kills at random moments: tests/actions/overview/test_killed.py.
    folder.json("restore", "plain.kontor-backup")
    ready = folder.data / "restored"
    ready.mkdir()
    # Right after the one rename that counts.
    for path in folder.data.glob("before-*"):
        for name in ("kontor.sqlite3", "secret-key", "imports"):
            (path / name).rename(ready / name)
    assert "Clara Coors" in folder.run("people")[1]
    assert not ready.exists()
    assert folder.names() == ["Ben Brandt", "Clara Coors"]
