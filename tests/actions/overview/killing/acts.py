"""The acts that are killed."""

from __future__ import annotations

from collections.abc import Callable

from tests.actions.overview.killing.books import (
    BringingABook,
    BringingABookByPage,
    Erasing,
)
from tests.actions.overview.killing.copies import BackingUp, Restoring
from tests.actions.overview.killing.imports import Importing, UndoingImport
from tests.actions.overview.killing.merges import Merging, Searching
from tests.actions.overview.killing.rounds import Act

ACTS: dict[str, Callable[[], Act]] = {
    "import": Importing,
    "undo-import": UndoingImport,
    "merge": Merging,
    "search": Searching,
    "backup": BackingUp,
    "restore": Restoring,
    "bring": BringingABook,
    "bring-page": BringingABookByPage,
    "erase": Erasing,
}
# Of two hundred rounds; there is most to an import.
SHARES = {
    "import": 50, "undo-import": 20, "merge": 20, "search": 20, "backup": 25,
    "restore": 25, "bring": 10, "bring-page": 10, "erase": 20,
}  # fmt: skip


def shared(rounds: int, act: str = "") -> list[tuple[str, Callable[[], Act], int]]:
    """Share rounds among the acts, or give all to one; none goes without."""
    names, whole = ([act], SHARES[act]) if act else (list(ACTS), sum(SHARES.values()))
    return [(n, ACTS[n], -(-rounds * SHARES[n] // whole)) for n in names]
