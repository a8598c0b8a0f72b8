"""How far long work is: a bar on the error output, in a terminal only."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kontor.cli.say import err

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Progress = Callable[[int, int], None]

# Nobody needs a bar for less.
FEW = 500


@contextmanager
def bar(about: str) -> Iterator[Progress]:
    """Show a bar while something goes on; it is told (done, total), 0 for unknown.

    It appears once there is something worth waiting for, and leaves nothing behind.
    """
    if not err.is_terminal:
        yield lambda done, total: None
        return
    from rich import progress

    shown = progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        console=err,
        transient=True,
    )
    task = shown.add_task(about, total=None)

    def advance(done: int, total: int) -> None:
        if not shown.live.is_started and max(done, total) > FEW:
            shown.start()
        shown.update(task, completed=done, total=total or None)

    try:
        yield advance
    finally:
        shown.stop()
