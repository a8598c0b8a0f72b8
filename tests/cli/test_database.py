"""A database that cannot be used, and processes that end in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection

from kontor.cli.database import database_text
from kontor.records.models import Book

Kontor = Callable[..., Any]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database is locked", "Another program is writing into the book."),
        ("attempt to write a readonly database", "cannot be written"),
        ("unable to open database file", "cannot be opened"),
        ("database or disk is full", "The disk is full."),
        ("connection refused\nIs it running?", "connection refused Is it running?"),
    ],
)
def test_what_is_wrong_with_the_database_is_told(said: str, told: str) -> None:
    text = database_text(OperationalError(said))
    assert told in text
    assert "\n" not in text


def test_a_damaged_file_is_told_and_a_fault_of_the_program_is_not() -> None:
    assert "no book of Kontor" in database_text(DatabaseError("file is not a database"))
    assert "is damaged" in database_text(DatabaseError("disk image is malformed"))
    assert database_text(IntegrityError("UNIQUE constraint failed")) == ""


def test_a_database_that_fails_is_one_line(
    kontor: Kontor, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = OperationalError("database is locked")

    def fails(*_: object) -> None:
        raise locked

    monkeypatch.setattr("kontor.cli.books.at", fails)
    assert kontor("books", "--json").json["error"] == "database"
    assert kontor("books").err.count("\n") == 1


def test_a_book_of_a_newer_kontor_is_left_alone(kontor: Kontor, book: Book) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('records', '9999_later', '2026-01-01')"
        )
    ran = kontor("books")
    assert ran.status == 1
    assert ran.err.startswith("This book was kept by a newer Kontor.")


def _kontor(
    folder: Path, *words: str, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process and a data folder of its own."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith("KONTOR_")}
    return subprocess.run(
        [sys.executable, "-c", "from kontor.cli.main import run; run()", *words],
        env={**kept, "KONTOR_DATA": str(folder), "LANG": "en_GB.UTF-8", **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\0x"]
)
def test_a_broken_file_is_one_line_and_stays_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "kontor.sqlite3"
    file.write_bytes(content)
    ran = _kontor(tmp_path, "people")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.count(b"\n") == 1
    assert str(file) in ran.stderr.decode()
    assert file.read_bytes() == content


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = _kontor(tmp_path / "file" / "data", "people", "--json")
    assert ran.returncode == 1
    assert b'"error": "settings"' in ran.stdout
    assert b"KONTOR_DATA" in ran.stdout


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    ran = _kontor(tmp_path, "people", KONTOR_DATABASE_URL="mysql://x")
    assert ran.returncode == 1
    assert ran.stderr.startswith(
        b"KONTOR_DATABASE_URL is not the address of a PostgreSQL database (mysql)."
    )


def test_whoever_reads_only_the_beginning_gets_no_complaint(tmp_path: Path) -> None:
    code = (
        "import sys, os\n"
        "os.environ['KONTOR_DATA'] = sys.argv.pop()\n"
        "from kontor.cli.main import run\n"
        "run(['--help'])"
    )
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        ran = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert (ran.returncode, ran.stderr) == (1, b"")


def test_closed_streams_end_nothing(tmp_path: Path) -> None:
    code = "from kontor.cli.main import run; run(['quux'])"
    shell = f'"{sys.executable}" -c "{code}" <&- >&- 2>&-; echo $?'
    ran = subprocess.run(
        ["sh", "-c", shell],
        env={**os.environ, "KONTOR_DATA": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (ran.stdout, ran.stderr) == (b"2\n", b"")


def test_letters_the_terminal_does_not_know_end_nothing(tmp_path: Path) -> None:
    ran = _kontor(tmp_path, "quux", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"There is no command ?quux?.")
