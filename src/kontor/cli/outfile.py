"""Files that Kontor writes for its user: whole or not at all, over nothing else."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kontor.cli.say import printable
from kontor.core.errors import Invalid, Refused, Unavailable
from kontor.exchange.backup.leftovers import clear_leftovers
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# Of a backup.
ENDING = ".kontor-backup"


class IsThere(Refused):
    """A file of this name is not ours to replace."""

    text = gettext_noop(
        "There is a file {path} already, and Kontor did not write it. Choose another "
        "name."
    )


class NoFolder(Invalid):
    """There is no place for the file."""

    text = gettext_noop("There is no folder {path}. Nothing was written.")


class CannotWrite(Unavailable):
    """The disk is full, or nobody may write there."""

    text = gettext_noop("{path} cannot be written ({reason}). Nothing was left behind.")


def place_for(name: str, ours: Callable[[Path], bool]) -> Path:
    """Give the place of a file that is to be written.

    Args:
        ours: tells whether a file that is there may be replaced.

    Raises:
        NoFolder, IsThere: it cannot be written there.
    """
    path = Path(name).expanduser()
    if not path.parent.is_dir():
        raise NoFolder(path=printable(str(path.parent)))
    if path.exists() and not (path.is_file() and ours(path)):
        raise IsThere(path=printable(name))
    return path


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside its place and move it there once it is whole.

    Only its owner may read it: it holds other people's lives. ``name`` of what is
    given tells where it lies meanwhile. What is left there of an earlier one that was
    killed is cleared away.

    Raises:
        CannotWrite: nothing is left of it.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        clear_leftovers(path.parent, _parts_of(path))
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite(path=printable(str(path)), reason=reason) from error
    finally:
        part.unlink(missing_ok=True)


def _parts_of(path: Path) -> re.Pattern[str]:
    """Give what is begun for a place is called, with the number of the process.

    An ending of our own tells enough: the name of a backup has the day in it.
    """
    own = path.suffix == ENDING
    name = rf".*{re.escape(ENDING)}" if own else re.escape(path.name)
    return re.compile(rf"\.{name}\.(\d{{1,9}})\.part", re.DOTALL)
