"""What programs leave behind that were killed while they wrote.

Whatever Kontor writes has another name until it is whole, with the number of the
process in it; so it can be told that nobody will ever finish it.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from pathlib import Path


def clear_leftovers(folder: Path, name: re.Pattern[str]) -> None:
    """Clear away files and folders that were begun by a process that is gone.

    Args:
        name: what they are called; its one group is the number of the process.
    """
    for path in list(folder.iterdir()):
        found = name.fullmatch(path.name)
        if found and not _lives(int(found[1])):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _lives(process: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
