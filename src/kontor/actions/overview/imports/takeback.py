"""Taking an import back, and bringing in again what was taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.overview.imports.files import delete_files
from kontor.actions.overview.merge.search import want_search
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.journal import TABLES
from kontor.records.models import Batch, Deed, Item

if TYPE_CHECKING:
    from kontor.actions.overview.imports.claim import Claim

CHUNK = 500


def take_all_back(batch: Batch, claim: Claim) -> None:
    """Take back what a batch brought, from where it stands."""
    # First: killed after the last step of the undoing, nobody would come back to it.
    _forget(batch, claim)
    delete_files(batch)
    _turn_round(batch, claim, stands=False)
    with transaction.atomic():
        claim.advance(state=Batch.State.UNDONE)


def bring_all_back(batch: Batch, claim: Claim) -> None:
    """Bring in again what a batch brought before it was taken back."""
    # First, for the same reason: it is done when no import is at work any more.
    want_search(batch.book_id)
    _turn_round(batch, claim, stands=True)
    with transaction.atomic():
        claim.advance(state=Batch.State.DONE)


def _turn_round(batch: Batch, claim: Claim, *, stands: bool) -> None:
    """Take deeds back until the import stands, or stands no more."""
    options = batch.options
    moment = datetime.fromisoformat(options["undone_at"])
    hand = Hand(options["undone_by"], moment)

    def advance(done: int) -> None:
        with transaction.atomic():
            claim.advance(done - batch.done)

    while (target := _target(batch.deed, stands=stands)) is not None:
        # So that the progress has an end.
        with transaction.atomic():
            claim.advance(-batch.done, total=rows_of(target))
        undo(batch.book_id, target.pk, hand=hand, progress=advance)


def _target(deed: Deed, *, stands: bool) -> Deed | None:
    """Give the deed to take back next: the import, or what turned it round last.

    What was begun is done to its end first. None where nothing is left to do.
    """
    standing = True
    while (later := Deed.objects.filter(undoes=deed).first()) is not None:
        if later.state == Deed.State.OPEN:
            return deed
        deed, standing = later, not standing
    return None if standing == stands else deed


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
