"""Damaged files all the way: read, applied, taken back, and nothing is left."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

import pytest
from django.db.models import Sum, TextField
from django.db.models.functions import Cast, Length
from hypothesis import given, settings

from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.columns import waiting_tables
from kontor.actions.overview.imports.mapping import map_columns
from kontor.actions.overview.imports.stages import (
    apply_batch,
    drop_batch,
    read_batch,
    undo_batch,
)
from kontor.actions.overview.undo import NotUndoable
from kontor.lib.hand import Hand
from kontor.records.models import Batch, BatchFile, Book, Item
from tests.actions.overview.bringing import clock
from tests.exchange.damage import SAME_EACH_TIME, damaged
from tests.records.ledger import check, ledger

pytestmark = pytest.mark.django_db
KINDS = ("vcard", "csv", "ical", "mbox", "monica", "linkedin")


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_damaged_file_brings_can_be_taken_back(
    book: Book, hand: Hand, kind: str
) -> None:
    before = ledger(book.pk)

    @settings(SAME_EACH_TIME, max_examples=10)
    @given(damaged(kind, most=3))
    def look(data: bytes) -> None:
        batch = _read(book, hand, data)
        _look_at_counts(batch, data)
        if batch.state == Batch.State.PREVIEW:
            apply_batch(book.pk, batch.uid, clock=clock)
            # Where nothing came of a file, there is nothing to take back.
            with suppress(NotUndoable):
                undo_batch(book.pk, batch.uid, hand=hand, clock=clock)
        else:
            drop_batch(book.pk, batch.uid, clock=clock)
        assert ledger(book.pk) == before

    look()
    check(book.pk)


def _read(book: Book, hand: Hand, data: bytes) -> Batch:
    files = [("file", io.BytesIO(data))]
    uid = begin_import(book.pk, hand=hand, files=files, with_titles=True).batch
    batch = Batch.objects.get(uid=uid)
    read_batch(book.pk, uid, clock=clock)
    if waiting := waiting_tables(batch):
        for table in waiting:
            columns = table.columns["columns"]
            choices = [column["guess"] or "keep" for column in columns]
            choices[0] = "name"
            heading = table.columns["has_heading"]
            map_columns(
                book.pk, uid, table.pk, choices=choices, has_heading=heading,
                remember=False,
            )  # fmt: skip
        read_batch(book.pk, uid, clock=clock)
    batch.refresh_from_db()
    return batch


def _look_at_counts(batch: Batch, data: bytes) -> None:
    files = BatchFile.objects.filter(batch=batch)
    for counts in (file.counts["records"] for file in files):
        told = counts["used"] + counts["left_out"] + counts["failed"]
        assert counts["read"] == told
    unpacked = sum(file.size for file in files)
    size: Any = Sum(Length(Cast("data", TextField())))
    kept = Item.objects.filter(batch=batch).aggregate(size=size)["size"] or 0
    # What a record says, the record as it stood, and the same once more in JSON.
    assert kept <= 40 * (unpacked + len(data)) + 100_000
