"""What was restored put in the place of what was there: all of it or nothing.

A restore is prepared in a folder of its own and counts from the moment on at which
that folder is called ``READY``: one rename. Whatever starts next, or the restore
itself, moves the files to their places; killed on the way, the next one goes on.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

READY = "restored"
DATABASE = "kontor.sqlite3"
# What SQLite keeps beside the database belongs to the old one.
_BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal")


def finish_restore(folder: Path) -> bool:
    """Move what was restored to its place in a data folder; tell whether there was any.

    To be called before anything else looks into the folder.
    """
    ready = folder / READY
    if not ready.is_dir():
        return False
    if (ready / DATABASE).exists():
        for name in _BESIDE:
            (folder / name).unlink(missing_ok=True)
    # The database comes last: until then what belongs to it may be missing.
    for path in sorted(ready.iterdir(), key=lambda path: path.name == DATABASE):
        target = folder / path.name
        if path.is_dir() and target.is_dir():
            shutil.rmtree(target)
        path.replace(target)
    sync_folder(folder)
    ready.rmdir()
    return True


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_files(folder: Path) -> None:
    """See that the files below a folder are on the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    sync_folder(folder)
