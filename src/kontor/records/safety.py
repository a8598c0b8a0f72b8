"""Copies of the database as a whole: made while others write, looked at, put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kontor.core.errors import Refused, Unavailable
from kontor.exchange.backup.errors import InUse
from kontor.lib.text import gettext_noop
from kontor.records.models import (
    Account,
    Book,
    Deed,
    Device,
    Organisation,
    Person,
    SignInLink,
    Touch,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# Four megabytes: so long does a step of copying hold whoever wants to write.
PAGES = 1_000
COUNTED = (Account, Book, Person, Organisation, Touch, Deed)
# What signs a browser in.
_KEYS = tuple(model._meta.db_table for model in (Device, SignInLink))
# The copy may be of tables from before there were these, and in any schema.
_SIGN_OUT = f"""
DO $$ DECLARE keys regclass; BEGIN
  FOR keys IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relname IN {_KEYS} LOOP
    EXECUTE format('DELETE FROM %s', keys);
  END LOOP;
END $$
"""


class DatabaseDamaged(Refused):
    """SQLite finds that the file is not sound."""

    text = gettext_noop(
        "The database {file} is damaged: {reason}. Nothing was written. Restore the "
        "latest backup that is good."
    )


class NoPrograms(Unavailable):
    """PostgreSQL's own programs make and put back copies of its databases."""

    text = gettext_noop(
        "The program {program} was not found. Install the client programs of "
        "PostgreSQL (Debian and Ubuntu: apt-get install postgresql-client), or do it "
        "on its server: {example}"
    )


class ProgramFailed(Unavailable):
    """PostgreSQL's program did not do it."""

    text = gettext_noop("{program} did not succeed: {reason}")


def is_sqlite() -> bool:
    """Tell whether the book is a file."""
    return connection.vendor == "sqlite"


def database_file() -> Path:
    """Give where the file of the database lies."""
    return Path(str(connection.settings_dict["NAME"]))


def migrations_done() -> list[str]:
    """List the steps by which the tables of this database came to be."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def migrations_known() -> set[str]:
    """List the steps that this program knows."""
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {f"{app}.{name}" for app, name in found}


def copy_file(
    target: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> dict[str, int]:
    """Copy the database as of one moment, while others go on writing; count rows.

    Args:
        progress: told how many pages are done.
    """
    with (
        closing(sqlite3.connect(database_file(), isolation_level=None)) as source,
        closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        # What others write meanwhile is none of this look, so nothing begins anew.
        source.execute("BEGIN")
        source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        source.backup(
            copy,
            pages=PAGES,
            progress=lambda status, left, total: progress(total - left, total),
        )
        source.execute("ROLLBACK")
        # One file, with nothing beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        return _counts(copy)


def look_at(file: Path) -> None:
    """See that a database is sound.

    Raises:
        DatabaseDamaged: it is not.
    """
    try:
        with closing(_reading(file)) as found:
            said = found.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise DatabaseDamaged(file=file.name, reason=" ".join(str(said).split())[:200])


def counts_of(file: Path) -> dict[str, int]:
    """Count the rows of the tables in a copy."""
    with closing(_reading(file)) as found:
        return _counts(found)


def _counts(found: sqlite3.Connection) -> dict[str, int]:
    return {
        model._meta.model_name or "": found.execute(
            f'SELECT COUNT(*) FROM "{model._meta.db_table}"'  # noqa: S608
        ).fetchone()[0]
        for model in COUNTED
    }


def sign_out_in(copy: Path) -> None:
    """Sign every browser out in a copy of SQLite, and void links not yet used."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as found:
        tables = found.execute("SELECT name FROM sqlite_master").fetchall()
        for (name,) in tables:
            if name in _KEYS:
                found.execute(f'DELETE FROM "{name}"')  # noqa: S608


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, isolation_level=None)


def have_alone() -> None:
    """Have the database to oneself, all of it in one file.

    Raises:
        InUse: another program has it open.
    """
    connections.close_all()
    file = database_file()
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as own:
            # Whoever has it open keeps SQLite from giving up its log.
            mode = own.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            own.execute("BEGIN EXCLUSIVE")
            own.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        raise InUse from error
    except sqlite3.DatabaseError:
        # Damaged beyond use: that is what a backup is for.
        return
    if mode != "delete":
        raise InUse


def dump(target: Path) -> dict[str, int]:
    """Have PostgreSQL write a copy of its database; count rows.

    Raises:
        NoPrograms, ProgramFailed: there is none.
    """
    example = f"pg_dump --format=custom --file=kontor.dump {_name()}"
    counts = {m._meta.model_name or "": m._default_manager.count() for m in COUNTED}
    _run("pg_dump", ["--format=custom", "--no-owner", f"--file={target}"], example)
    return counts


def look_at_dump(file: Path) -> None:
    """See that a copy of PostgreSQL can be read.

    Raises:
        NoPrograms, ProgramFailed: it cannot.
    """
    example = f"pg_restore --list {file.name}"
    program = _program("pg_restore", example)
    _done("pg_restore", [program, "--list", str(file)], {})


def put_back(file: Path) -> None:
    """Have PostgreSQL put a copy in the place of its database, in one transaction.

    Every browser is signed out in it, and links not yet used are void.

    Raises:
        NoPrograms, ProgramFailed: the database is as it was.
    """
    example = f"pg_restore --clean --if-exists --dbname={_name()} kontor.dump"
    # What there is goes first, also tables that the copy does not know of yet.
    drop, make = file.with_suffix(".drop.sql"), file.with_suffix(".make.sql")
    drop.write_text("".join(f"DROP TABLE {t} CASCADE;\n" for t in _tables()), "utf-8")
    connections.close_all()
    try:
        words = ["--no-owner", f"--file={make}", str(file)]
        _run("pg_restore", words, example, named=True)
        how = ["--no-psqlrc", "--quiet", "--single-transaction"]
        steps = [f"--file={drop}", f"--file={make}", f"--command={_SIGN_OUT}"]
        where = ["--set=ON_ERROR_STOP=1", f"--dbname={_name()}"]
        _run("psql", [*how, *where, *steps], example, named=True)
    finally:
        drop.unlink(missing_ok=True)
        make.unlink(missing_ok=True)


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return [connection.ops.quote_name(name) for name in names]


def _name() -> str:
    return str(connection.settings_dict["NAME"])


# What the programs are told of the address of the database, by what Django calls it.
_GIVEN = (
    ("PGHOST", "HOST"), ("PGPORT", "PORT"), ("PGUSER", "USER"),
    ("PGPASSWORD", "PASSWORD"), ("PGSSLMODE", "sslmode"), ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"), ("PGSSLROOTCERT", "sslrootcert"),
)  # fmt: skip


def _run(program: str, words: list[str], example: str, *, named: bool = False) -> None:
    """Run a program of PostgreSQL for this database; no password is on its line."""
    path = _program(program, example)
    told: dict[str, Any] = connection.settings_dict
    given = {**told, **told.get("OPTIONS", {})}
    environment = {
        variable: str(given[name]) for variable, name in _GIVEN if given.get(name)
    }
    last = [] if named else [_name()]
    _done(program, [path, *words, *last], environment)


def _program(program: str, example: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise NoPrograms(program=program, example=example)
    return path


def _done(program: str, words: list[str], environment: dict[str, str]) -> None:
    ran = subprocess.run(
        words, env={**os.environ, **environment}, capture_output=True, check=False
    )
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().splitlines()
        with suppress(IndexError):
            raise ProgramFailed(program=program, reason=said[-1][:300])
        raise ProgramFailed(program=program, reason=ran.returncode)
