"""What imports left behind that were killed: copies of files, records of dropped ones.

Nothing of it is in the book and nobody will ask for it, but it tells of people.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kontor.actions.overview.imports.files import FOLDER, delete_files
from kontor.records.facts.books import coming_in
from kontor.records.models import Batch, Item
from kontor.records.traces import leaving_no_traces

if TYPE_CHECKING:
    from collections.abc import Callable

State = Batch.State
CHUNK = 500
# Whoever takes in a file is done with it after so long.
AGE = timedelta(hours=1)
_WAITING = (State.READING, State.MAPPING, State.PREVIEW)


def forget_items(batch: Batch, advance: Callable[[], None] = lambda: None) -> None:
    """Delete the records of an import that was dropped.

    Args:
        advance: called in the transaction of each chunk.
    """
    items = Item.objects.filter(batch=batch).order_by("pk")
    while keys := list(items.values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            Item.objects.filter(pk__in=keys)._raw_delete(using="default")
            advance()


def clear_leftovers(moment: datetime) -> None:
    """Clear away what nobody will go on with; safe at any time."""
    free = Batch.objects.exclude(claimed_until__gt=moment)
    dropped = free.filter(state=State.DROPPED, items__isnull=False).distinct()
    if dropped.exists():
        # Whoever was erased may stand in them.
        with leaving_no_traces():
            for batch in dropped:
                forget_items(batch)
    # A book that is not whole yet is filled from the beginning.
    over = free.exclude(state__in=_WAITING).exclude(pk__in=coming_in())
    for batch in over.filter(files__path__gt="").distinct():
        delete_files(batch)
    _clear_folders(moment)


def _clear_folders(moment: datetime) -> None:
    """Delete copies that no import names: whoever made them was killed at it."""
    for folder in Path(settings.DATA, FOLDER).glob("*-*"):
        if _is_left(folder, moment):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path, moment: datetime) -> bool:
    try:
        changed = max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
        uid = UUID(folder.name)
    except (OSError, ValueError):
        return False
    is_old = moment - datetime.fromtimestamp(changed, UTC) > AGE
    return is_old and not Batch.objects.filter(uid=uid).exists()
