"""Taking a deed back: one way for edits, log lines, merges and whole imports.

What the deed changed is set back column by column, what it deleted comes back,
what it made goes. Whatever was changed by a later deed is kept and listed. Taking
back is a deed itself with changes of its own, so it can be taken back in turn.

The work goes in steps, each a transaction of few rows that also notes how far it
has come, so a killed undo is gone on with. Each step holds the deed of the undoing:
of two who take back the same deed, each does what the other has left to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.records.models import Deed
from kontor.records.setback import set_back
from kontor.records.step import Step
from kontor.records.survivors import Survivors
from kontor.records.unmake import unmake_next

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def take_back(
    deed: Deed, undoing: Deed, finish: Callable[[], None] = lambda: None
) -> Iterator[int]:
    """Take ``deed`` back in the name of ``undoing``; yields rows done per step.

    ``undoing.kept`` lists what was left alone: table, row and name.

    Args:
        finish: called in the transaction of the last step.
    """
    survivors = Survivors(deed, undoing)
    going_on = True
    while going_on:
        yield _step(deed, undoing, survivors, finish)
        going_on = undoing.state == Deed.State.OPEN


@transaction.atomic
def _step(
    deed: Deed, undoing: Deed, survivors: Survivors, finish: Callable[[], None]
) -> int:
    """Do the next step; count its rows."""
    undoing.refresh_from_db(from_queryset=Deed.objects.select_for_update())
    if undoing.state == Deed.State.DONE:
        return 0
    step = Step(deed, undoing, survivors)
    if "set" not in undoing.facts:
        set_back(step)
        if step.room > 0:
            undoing.facts.pop("at", None)
            undoing.facts["set"] = True
    if step.room > 0:
        unmake_next(step)
    step.stale.rebuild()
    if step.room > 0:
        undoing.state = Deed.State.DONE
        for name in ("at", "set", "table", "row", "instead"):
            undoing.facts.pop(name, None)
    undoing.save(update_fields=["state", "facts", "kept"])
    if step.room > 0:
        finish()
    return step.done
