"""A copy of the whole data folder in one file, made while Kontor runs."""

from __future__ import annotations

import os
import re
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.conf import settings

from kontor import __version__
from kontor.core.errors import Unavailable
from kontor.exchange.backup.folder import read_folder, write_folder
from kontor.exchange.backup.leftovers import clear_leftovers
from kontor.exchange.backup.seal import Opener, Sealer
from kontor.exchange.backup.swap import DATABASE
from kontor.lib.text import gettext_noop
from kontor.records.safety import (
    copy_file,
    dump,
    is_sqlite,
    look_at,
    look_at_dump,
    migrations_done,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    Progress = Callable[[int, int], None]

DUMP = "kontor.dump"
IMPORTS = "imports"
LARGEST_BESIDE = 64 * 1024**2
_PLACE = re.compile(r"backing-up-(\d{1,9})")
# Not of the book, or of a moment that is over.
_NOT_KEPT = re.compile(
    rf"{DATABASE}(?:-.*)?|running\.json|.*\.part|secret-key\.\d+|erased\.json\.\d+|\..*"
)


class NotTheSame(Unavailable):
    """What was written is not what was to be written: the disk is at fault."""

    text = gettext_noop(
        "What was written to {file} could not be read back. It was deleted; try "
        "another disk."
    )


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds: rows by table, bytes of the files before packing."""

    counts: dict[str, int]
    bytes: int
    encrypted: bool


def silent(done: int, total: int) -> None:
    """Tell nobody how far the work is."""


def make_backup(
    out: BinaryIO,
    *,
    moment: datetime,
    salt: bytes,
    passphrase: str = "",
    progress: Progress = silent,
) -> Made:
    """Write a backup of everything in the data folder.

    The database is copied as of one moment and looked at; pages and writers go on.

    Args:
        out: where to; nothing but a whole backup is worth keeping.
        salt: 16 random bytes.
        passphrase: to encrypt it with, "" for not at all.
        progress: told how many bytes of how many are packed.

    Raises:
        DatabaseDamaged: the database is not sound.
        NoPrograms, ProgramFailed: PostgreSQL's own programs are wanted.
    """
    with _place() as place:
        # An import's file goes when it is read, so it is taken before and after.
        kept = _kept(place, {})
        counts = _copy(place)
        kept = _kept(place, kept)
        database = place / (DATABASE if is_sqlite() else DUMP)
        files = [*sorted(kept.items()), (database.name, database)]
        total = sum(path.stat().st_size for _, path in files)
        told = {
            "program": __version__, "made": moment.isoformat(), "counts": counts,
            "database": "sqlite" if is_sqlite() else "postgresql",
            "migrations": migrations_done(),
        }  # fmt: skip
        sealer = Sealer(out, salt=salt, passphrase=passphrase, made=told["made"])
        try:
            with _looking_at(database) as looked:
                write_folder(
                    sealer, files, lambda: {**told, **looked()},
                    lambda done: progress(done, total),
                )  # fmt: skip
        except BaseException:
            sealer.give_up()
            raise
        sealer.close()
    return Made(counts, total, bool(passphrase))


def prove(path: Path, passphrase: str) -> dict[str, Any]:
    """Read a backup to its end and give what it tells of itself.

    Raises:
        NoBackup, NewerBackup, NeedsPassphrase, WrongPassphrase, Damaged: it is of no
            use.
    """
    with path.open("rb") as source:
        opener = Opener(source, path.name, lambda: passphrase)
        return read_folder(opener, path.name, None)


def _copy(place: Path) -> dict[str, int]:
    return copy_file(place / DATABASE) if is_sqlite() else dump(place / DUMP)


@contextmanager
def _place() -> Iterator[Path]:
    """Make a folder for the copy beside the database, and clear it away."""
    folder = Path(settings.DATA)
    clear_leftovers(folder, _PLACE)
    place = folder / f"backing-up-{os.getpid()}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _kept(place: Path, before: dict[str, Path]) -> dict[str, Path]:
    """Take hold of what lies beside the database, so that nobody can take it away."""
    folder = Path(settings.DATA)
    found = dict(before)
    beside = [path for path in folder.iterdir() if path.is_file()]
    beside += [path for path in (folder / IMPORTS).glob("*/*") if path.is_file()]
    for path in beside:
        name = path.relative_to(folder).as_posix()
        if name not in found and not _NOT_KEPT.fullmatch(name):
            target = place / "beside" / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if _held(path, target):
                found[name] = target
    return found


def _held(path: Path, target: Path) -> bool:
    """Have a file under a second name, or a copy; tell whether it was there still."""
    in_import = path.parent.parent.name == IMPORTS
    try:
        if not in_import and path.stat().st_size > LARGEST_BESIDE:
            return False
        try:
            target.hardlink_to(path)
        except OSError:
            shutil.copyfile(path, target)
    except FileNotFoundError:
        return False
    return True


@contextmanager
def _looking_at(database: Path) -> Iterator[Callable[[], dict[str, Any]]]:
    """Look at the copy while it is packed; both keep a processor busy for long."""
    failed: list[BaseException] = []

    def look() -> None:
        try:
            (look_at if is_sqlite() else look_at_dump)(database)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=look, name="look at the copy")
    thread.start()

    def looked() -> dict[str, Any]:
        thread.join()
        if failed:
            raise failed[0]
        return {"looked_at": True}

    try:
        yield looked
    finally:
        thread.join()
