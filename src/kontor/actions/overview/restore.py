"""A backup put back: proved first, then in one step; what was there is kept aside."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from kontor.actions.overview.backup import (
    DUMP,
    IMPORTS,
    silent,
)
from kontor.core.errors import Refused
from kontor.exchange.backup.errors import Damaged, NewerBackup
from kontor.exchange.backup.folder import read_folder
from kontor.exchange.backup.leftovers import clear_leftovers
from kontor.exchange.backup.seal import Opener
from kontor.exchange.backup.swap import (
    DATABASE,
    READY,
    finish_restore,
    sync_files,
    sync_folder,
)
from kontor.lib.text import gettext_noop
from kontor.records.erasing.listed import FILE as ERASED
from kontor.records.erasing.listed import adopt
from kontor.records.safety import (
    counts_of,
    dump,
    have_alone,
    is_sqlite,
    look_at,
    look_at_dump,
    migrations_known,
    put_back,
    sign_out_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kontor.actions.overview.backup import Progress

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_PLACE = re.compile(r"restoring-(\d{1,9})")


class OtherDatabase(Refused):
    """A copy of one kind of database is of no use to another."""

    text = gettext_noop(
        "{file} is of a book kept in {theirs}, and this one is kept in {ours}. Set "
        "KONTOR_DATABASE_URL as it was when the backup was made; or export the book "
        "there and import it here."
    )


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: when it was made, rows by table; and where the old lies."""

    made: str
    counts: dict[str, int]
    before: str


def restore(
    path: Path,
    *,
    moment: datetime,
    ask: Callable[[], str],
    progress: Progress = silent,
) -> Restored:
    """Put a backup in the place of everything in the data folder.

    Nothing is touched before all of it has been proved. Killed at any moment, the
    folder holds what was there or what was restored, whole.

    Every browser signs in anew: one that was signed out after the backup was made must
    not be in again.

    Args:
        ask: gives the passphrase, where one is needed.
        progress: told how many bytes of how many are read.

    Raises:
        NoBackup, NewerBackup, NeedsPassphrase, WrongPassphrase, Damaged: it cannot be.
        InUse: Kontor is running.
        OtherDatabase, NoRoom, NoPrograms, ProgramFailed: it cannot be put here.
    """
    folder = Path(settings.DATA)
    clear_leftovers(folder, _PLACE)
    place = folder / f"restoring-{os.getpid()}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    try:
        told = _unpacked(path, place, ask, progress)
        _prove(path, place, told)
        before = _put(folder, place, moment)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return Restored(str(told.get("made", "")), told["counts"], before)


def _unpacked(
    path: Path, place: Path, ask: Callable[[], str], progress: Progress
) -> dict[str, Any]:
    with path.open("rb") as source:
        opener = Opener(source, path.name, ask)
        return read_folder(opener, path.name, place, lambda done: progress(done, 0))


def _prove(path: Path, place: Path, told: dict[str, Any]) -> None:
    """See that the copy is sound, holds what it should, and is for this Kontor."""
    own, theirs = SQLITE if is_sqlite() else POSTGRESQL, told.get("database")
    if theirs not in {SQLITE, POSTGRESQL} or not isinstance(told.get("counts"), dict):
        raise Damaged(file=path.name)
    if theirs != own:
        raise OtherDatabase(file=path.name, theirs=theirs, ours=own)
    if not migrations_known() >= {str(name) for name in told.get("migrations", ())}:
        raise NewerBackup(file=path.name)
    copy = place / (DATABASE if is_sqlite() else DUMP)
    if not copy.is_file():
        raise Damaged(file=path.name)
    if not is_sqlite():
        look_at_dump(copy)
        return
    look_at(copy)
    if counts_of(copy) != told["counts"]:
        raise Damaged(file=path.name)


def _put(folder: Path, place: Path, moment: datetime) -> str:
    """Put what has been proved in its place; name the folder of what was there."""
    if is_sqlite():
        have_alone()
        sign_out_in(place / DATABASE)
    listed = place / ERASED
    if listed.exists():
        # Whoever was erased since stays so; the list only ever grows.
        adopt(listed.read_text("utf-8"))
        listed.unlink()
    before = _keep_aside(folder, place, moment)
    if not is_sqlite():
        # From here on this is the only copy of what was there.
        sync_files(place / before)
        (place / before).rename(folder / before)
        sync_folder(folder)
        put_back(place / DUMP)
        (place / DUMP).unlink()
    (place / IMPORTS).mkdir(exist_ok=True, mode=0o700)
    sync_files(place)
    if is_sqlite():
        # Whoever wrote meanwhile would lose it.
        have_alone()
    place.rename(folder / READY)
    sync_folder(folder)
    finish_restore(folder)
    return before


def _keep_aside(folder: Path, place: Path, moment: datetime) -> str:
    """Keep all that is there under a second name, which comes with what is restored."""
    name = f"before-{moment:%Y-%m-%dT%H%M%S}"
    while (folder / name).exists():
        name += "-2"
    before = place / name
    before.mkdir(mode=0o700)
    if not is_sqlite():
        dump(before / DUMP)
    beside = [path for path in folder.iterdir() if path.is_file()]
    for path in [*beside, *(folder / IMPORTS).glob("*/*")]:
        target = before / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            target.hardlink_to(path)
        except OSError:
            shutil.copyfile(path, target)
    return name
