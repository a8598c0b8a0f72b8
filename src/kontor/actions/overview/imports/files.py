"""The files of an import, on disk until they have been read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings

from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.records.models import BatchFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from kontor.records.models import Batch

FOLDER = "imports"
PIECE = 1 << 20
Given = tuple[str, Path | str | BinaryIO]


class CannotOpen(Invalid):
    """A file is not there or may not be read."""

    text = gettext_noop("{name} cannot be opened: {reason}")


def store_files(uid: UUID, files: Sequence[Given]) -> list[tuple[str, str, int]]:
    """Copy files where only Kontor reads them.

    Returns:
        For each its name, its path under the data folder, and its size in bytes.

    Raises:
        CannotOpen: one of them is not there; nothing is kept of the others.
    """
    folder = Path(settings.DATA, FOLDER, str(uid))
    folder.mkdir(parents=True, mode=0o700)
    stored: list[tuple[str, str, int]] = []
    try:
        for number, (name, given) in enumerate(files, start=1):
            target = folder / f"{number:04d}"
            _copy(given, target)
            path = f"{FOLDER}/{uid}/{target.name}"
            stored.append((name, path, target.stat().st_size))
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise CannotOpen(name=name, reason=error.strerror or str(error)) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return stored


def delete_files(batch: Batch) -> None:
    """Delete the copies of a batch, and samples of them; the rest is in its items."""
    files = BatchFile.objects.filter(batch=batch)
    # Not by its uid, which an import of the same book brought in anew has as well.
    for path in files.exclude(path="").values_list("path", flat=True):
        shutil.rmtree(Path(settings.DATA, path).parent, ignore_errors=True)
    files.update(path="", columns={})


def delete_copies(uid: UUID) -> None:
    """Delete the copies that were made for an import of which there is no row."""
    shutil.rmtree(Path(settings.DATA, FOLDER, str(uid)), ignore_errors=True)


def _copy(given: Path | str | BinaryIO, target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        if isinstance(given, Path | str):
            with Path(given).open("rb") as source:
                shutil.copyfileobj(source, out, PIECE)
        else:
            shutil.copyfileobj(given, out, PIECE)
