"""Reading the files of an import: records to items, chunk by chunk.

Killed, a reading goes on with the file it was at: what it had made of that file
is taken away first, so that nothing is there twice.
"""

from __future__ import annotations

from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from kontor.actions.overview.imports.chunk import stage_chunk
from kontor.actions.overview.imports.columns import (
    TABLE,
    settle_columns,
    waiting_tables,
)
from kontor.actions.overview.imports.counts import count_file
from kontor.actions.overview.imports.draft import COLUMNS, problem_fact
from kontor.actions.overview.imports.files import delete_files
from kontor.actions.overview.imports.patience import patiently
from kontor.actions.overview.imports.reload import reload_pending
from kontor.actions.overview.imports.run import run_of
from kontor.exchange.aside import Reading
from kontor.exchange.chunk import CHUNK, Task
from kontor.exchange.read import open_sources
from kontor.records import bulk
from kontor.records.models import Batch, BatchFile, Item

if TYPE_CHECKING:
    from kontor.actions.overview.imports.claim import Claim
    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.chunk import Ready
    from kontor.exchange.read import Source

# Progress is counted in kilobytes.
UNIT = 1024
# After so many seconds it is seen to that the claim does not run out.
LOOK = 2.0


def read_all(batch: Batch, claim: Claim) -> None:
    """Read every file that has not been read; then the preview is ready.

    A table of which nobody can tell what its columns mean is passed over, and the
    import waits until somebody has said it.
    """
    run = run_of(batch)
    _set_back(batch, claim)
    reload_pending(run)
    files = BatchFile.objects.filter(batch=batch).order_by("path", "pk")
    for path, rows in groupby(list(files), key=lambda row: row.path):
        _read_path(run, claim, path, list(rows))
    waiting = bool(waiting_tables(batch))
    state = Batch.State.MAPPING if waiting else Batch.State.PREVIEW
    with transaction.atomic():
        claim.advance(state=state, done=0, total=0)
    if not BatchFile.objects.filter(batch=batch, format=TABLE).exists():
        # Else the keeper may still say something else of the columns.
        delete_files(batch)


def _set_back(batch: Batch, claim: Claim) -> None:
    """Take away what was made of files that were not read to their end."""
    begun = BatchFile.objects.filter(batch=batch, read_done=False)
    items = Item.objects.filter(batch=batch, file__in=list(begun))
    while keys := list(items.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            claim.advance()
            Item.objects.filter(pk__in=keys)._raw_delete(using="default")
    whole = BatchFile.objects.filter(batch=batch, read_done=True)
    done = sum(map(_units, whole.values_list("size", flat=True)))
    with transaction.atomic():
        claim.advance(done - batch.done)


def _read_path(run: Run, claim: Claim, path: str, rows: list[BatchFile]) -> None:
    """Read a file, or each file of an archive, which gets a row of its own."""
    name = run.options["names"][path]
    sources = open_sources(Path(settings.DATA, path), name)
    for number, source in enumerate(sources):
        if number == len(rows):
            rows.append(BatchFile(batch=run.batch, book=run.book, deed=run.deed))
        row = rows[number]
        if not row.read_done and _begin_source(run, claim, row, source, path):
            _read_source(run, claim, row, source)


@transaction.atomic
def _begin_source(
    run: Run, claim: Claim, row: BatchFile, source: Source, path: str
) -> bool:
    """Enter a file into the list; tell whether it can be read as it is."""
    row.name, row.format, row.size = source.name[:300], source.format, source.size
    row.path, row.read_bytes = path, 0
    clear = settle_columns(source, row, ask=bool(run.options.get("ask_columns")))
    row.save()
    files = BatchFile.objects.filter(batch=run.batch)
    sizes = files.values_list("size", flat=True)
    claim.advance(total=sum(map(_units, sizes)))
    return clear


def _read_source(run: Run, claim: Claim, row: BatchFile, source: Source) -> None:
    run.pending.left_out.clear()
    run.notes = []
    task = Task(source, run.book.time_zone, run.today, run.book.region)
    reading = Reading(task)
    steps = patiently(reading.chunks, waiting=claim.keep, every=LOOK)
    # It ends first, so that nobody waits for what is not wanted any more.
    with closing(steps), reading:
        for ready in steps:
            _write(run, claim, row, ready)
    with transaction.atomic():
        row.read_done = True
        row.counts = {**count_file(row), "notes": run.notes}
        row.save(update_fields=["read_done", "counts"])
        claim.advance()


def _write(run: Run, claim: Claim, row: BatchFile, ready: Ready) -> None:
    """Write the items of a chunk."""
    run.notes += [{**problem_fact(p), "record": p.record} for p in ready.notes]
    with transaction.atomic():
        drafts = stage_chunk(run, ready)
        bulk.insert(
            Item,
            COLUMNS,
            [draft.row(key) for key, draft in drafts],
            book_id=run.book.pk,
            deed_id=run.deed.pk,
            batch_id=run.batch.pk,
            file_id=row.pk,
        )
        gained = _units(ready.read_bytes) - _units(row.read_bytes)
        row.read_bytes = ready.read_bytes
        row.save(update_fields=["read_bytes"])
        claim.advance(gained)


def _units(size: int) -> int:
    return -(-size // UNIT)
