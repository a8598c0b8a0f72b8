"""Taking an import back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.overview.imports.files import delete_files
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.journal import TABLES
from kontor.records.models import Batch, Deed, Item

if TYPE_CHECKING:
    from kontor.actions.overview.imports.claim import Claim

CHUNK = 500


def take_all_back(batch: Batch, claim: Claim) -> None:
    """Take back what a batch brought, from where it stands."""
    options = batch.options
    moment = datetime.fromisoformat(options["undone_at"])
    hand = Hand(options["undone_by"], moment)
    _say_how_much(batch, claim)

    def advance(done: int) -> None:
        with transaction.atomic():
            claim.advance(done - batch.done)

    target = _target(batch.deed)
    if target is not None:
        undo(batch.book_id, target, hand=hand, progress=advance)
    with transaction.atomic():
        claim.advance(state=Batch.State.UNDONE)
    _forget(batch, claim)
    delete_files(batch)


def _target(deed: Deed) -> int | None:
    """Give the deed to take back: the import, or what did it again last.

    None where it has been taken back already.
    """
    stands = True
    while (later := Deed.objects.filter(undoes=deed).first()) is not None:
        if later.state == Deed.State.OPEN:
            return deed.pk
        deed, stands = later, not stands
    return deed.pk if stands else None


def _say_how_much(batch: Batch, claim: Claim) -> None:
    """Count what there is to take back, so that the progress has an end."""
    with transaction.atomic():
        claim.advance(-batch.done, total=rows_of(batch.deed))


def rows_of(deed: Deed) -> int:
    """Count the rows a deed made and changed."""
    made = sum(m._default_manager.filter(deed=deed).count() for m in TABLES)
    return made + deed.changes.count()


def _forget(batch: Batch, claim: Claim) -> None:
    """Keep nothing of an import that was broken off and taken back."""
    rest = Item.objects.filter(batch=batch, data__isnull=False).order_by("pk")
    last = 0
    while keys := list(rest.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        last = keys[-1]
        with transaction.atomic():
            erased = Item.objects.filter(pk__in=keys, data__has_key="erased")
            erased.update(title="", data=None)
            Item.objects.filter(pk__in=keys).update(data=None)
            claim.advance()
