"""Applying an import: exactly what its items say, chunk by chunk.

Each chunk is one transaction that also marks its items as applied, so an import
that was killed is gone on with where it stood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.overview.imports.apply_others import apply_organisations
from kontor.actions.overview.imports.apply_people import apply_people
from kontor.actions.overview.imports.apply_touches import apply_touches
from kontor.actions.overview.imports.counts import count_again
from kontor.actions.overview.imports.files import delete_files
from kontor.actions.overview.imports.links import apply_groups, tie_people
from kontor.actions.overview.imports.run import run_of
from kontor.actions.overview.imports.todo import CHUNK, Todo, chunks, open_items
from kontor.actions.overview.merge.search import want_search
from kontor.records import bulk
from kontor.records.journal import did_anything
from kontor.records.models import Batch, Deed, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet

    from kontor.actions.overview.imports.claim import Claim
    from kontor.actions.overview.imports.run import Run

    Apply = Callable[[Run, Sequence[Todo]], None]


def apply_all(batch: Batch, claim: Claim) -> None:
    """Apply what is wanted of a batch, from where it stands."""
    run = run_of(batch)
    _say_how_far(batch, claim)
    items = open_items(batch)
    _apply_each(run, claim, items.exclude(kind="group"), _apply_records)
    _apply_each(run, claim, items.filter(kind="group"), _apply_groups)
    _tie_all(run, claim)
    _forget_all(batch, claim)
    # Before the end: whoever is killed after it does not come back.
    delete_files(batch)
    with transaction.atomic():
        count_again(batch)
        if _finish_deed(batch):
            want_search(batch.book_id)
        claim.advance(state=Batch.State.DONE)


def _say_how_far(batch: Batch, claim: Claim) -> None:
    left = open_items(batch).count()
    total = max(batch.total, left)
    with transaction.atomic():
        claim.advance(total - left - batch.done, total=total)


def _apply_each(run: Run, claim: Claim, items: QuerySet[Item], apply: Apply) -> None:
    for chunk in chunks(items):
        with transaction.atomic():
            apply(run, chunk)
            claim.advance(len(chunk))


def _apply_records(run: Run, chunk: Sequence[Todo]) -> None:
    touches = [item for item in chunk if item.kind == "touch"]
    others = [item for item in chunk if item.kind != "touch"]
    apply_people(run, [item for item in others if item.kind == "person"])
    apply_organisations(run, [i for i in others if i.kind == "organisation"])
    # Who took part in a touch is looked up by the items that made them.
    _mark(others)
    apply_touches(run, touches)
    _mark(touches)


def _apply_groups(run: Run, chunk: Sequence[Todo]) -> None:
    apply_groups(run, chunk)
    _mark(chunk)


def _mark(items: Sequence[Todo]) -> None:
    bulk.update(
        Item,
        ["applied", "person_id", "organisation_id", "data"],
        [(True, item.person, item.organisation, item.kept, item.key) for item in items],
    )


def _tie_all(run: Run, claim: Claim) -> None:
    """Tie those whom their records call related; needed once everybody is there."""
    kept = Item.objects.filter(
        batch=run.batch, applied=True, kind="person", data__isnull=False
    ).exclude(person=None)
    while rows := list(
        kept.order_by("pk").values_list("pk", "person_id", "data")[:CHUNK]
    ):
        with transaction.atomic():
            tie_people(
                run, [(key, int(who or 0), dict(d or {})) for key, who, d in rows]
            )
            Item.objects.filter(pk__in=[key for key, *_ in rows]).update(data=None)
            claim.advance()


def _forget_all(batch: Batch, claim: Claim) -> None:
    """Keep nothing of those who were left out, of the erased not even the name."""
    rest = Item.objects.filter(batch=batch, data__isnull=False).order_by("pk")
    last = 0
    while keys := list(rest.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        last = keys[-1]
        with transaction.atomic():
            erased = Item.objects.filter(pk__in=keys, data__has_key="erased")
            erased.update(title="", data=None)
            Item.objects.filter(pk__in=keys).update(data=None)
            claim.advance()


def _finish_deed(batch: Batch) -> bool:
    """Finish the deed, and tell whether it changed anything."""
    deed = batch.deed
    deed.state = Deed.State.DONE
    changed = did_anything(deed)
    if not changed:
        # Whoever takes back the latest deed means the one before.
        deed.verb = "import_nothing"
    deed.save(update_fields=["state", "verb"])
    return changed
