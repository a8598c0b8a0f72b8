"""What imports leave behind that are killed between two transactions."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from kontor.actions.overview.imports import apply as applying
from kontor.actions.overview.imports import stages, takeback
from kontor.actions.overview.imports.leftovers import clear_leftovers
from kontor.actions.overview.undo import NothingToUndo, undo
from kontor.actions.worker import LEARN_AFTER, Worker
from kontor.lib.hand import Hand
from kontor.records.models import Batch, BatchFile, Book, Deed, Item
from tests.actions.overview.bringing import (
    MOMENT,
    apply,
    begin,
    bring,
    card,
    clock,
    later,
    look,
)

pytestmark = pytest.mark.django_db
TWO = card(uid="u1", name="P1 Brandt") + card(uid="u2", name="P2 Brandt")


class Killed(BaseException):
    """The process was killed."""


def killed(*args: Any, **kwargs: Any) -> None:
    raise Killed


def folder_of(batch: Batch) -> Path:
    return Path(settings.DATA, "imports", str(batch.uid))


def lay(batch: Batch) -> Path:
    """Have a copy of a file on disk, as while it is being read."""
    folder = folder_of(batch)
    folder.mkdir(parents=True)
    (folder / "0001").write_text(TWO)
    path = f"imports/{batch.uid}/0001"
    BatchFile.objects.filter(batch=batch).update(path=path)
    return folder


def test_killed_at_dropping_it_is_dropped_and_the_next_import_forgets_it(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = look(book, hand, TWO)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(stages, "delete_files", killed)
        stages.drop_batch(book.pk, batch.uid, clock=clock)
    batch.refresh_from_db()
    assert (batch.state, batch.deed.verb) == ("dropped", "drop_import")
    # It holds nobody back: not even its deed is open.
    assert not Deed.objects.filter(state=Deed.State.OPEN).exists()
    with pytest.raises(NothingToUndo):
        undo(book.pk, hand=hand)
    begin(book, Hand(hand.account_id, later()), TWO)
    assert not Item.objects.filter(batch=batch).exists()


def test_what_is_being_dropped_is_left_to_whoever_drops_it(
    book: Book, hand: Hand
) -> None:
    batch = look(book, hand, TWO)
    until = MOMENT + timedelta(seconds=20)
    Batch.objects.filter(pk=batch.pk).update(state="dropped", claimed_until=until)
    clear_leftovers(MOMENT)
    assert Item.objects.filter(batch=batch).count() == 2


def test_killed_at_the_end_of_an_undo_nothing_of_its_records_is_kept(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = look(book, hand, TWO)
    folder = lay(batch)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(applying, "_tie_all", killed)
        apply(batch)
    undone = takeback.undo

    def last(*args: Any, **kwargs: Any) -> None:
        undone(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(takeback, "undo", last)
        stages.undo_batch(book.pk, batch.uid, hand=hand, clock=later)
    # Nobody goes on with what is undone.
    batch.refresh_from_db()
    assert batch.state == "undone"
    assert not Item.objects.filter(data__isnull=False).exists()
    assert not folder.exists()


def test_killed_at_the_end_of_an_import_no_copy_of_its_file_stays(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = look(book, hand, TWO)
    folder = lay(batch)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(applying, "count_again", killed)
        apply(batch)
    assert not folder.exists()
    stages.apply_batch(book.pk, batch.uid, clock=later)
    batch.refresh_from_db()
    assert batch.state == "done"


def test_a_copy_of_which_no_import_knows_goes_when_nobody_can_be_at_it(
    book: Book, hand: Hand
) -> None:
    waiting = Batch.objects.get(uid=begin(book, hand, TWO))
    over = bring(book, hand, TWO)
    lay(over)
    stray = Path(settings.DATA, "imports", str(uuid4()))
    fresh = Path(settings.DATA, "imports", str(uuid4()))
    foreign = Path(settings.DATA, "imports", "ab-1")
    for folder in (stray, fresh, foreign):
        folder.mkdir(exist_ok=True)
        (folder / "0001").write_text(TWO)
    # Of the one a file was begun two hours ago, of the other an hour later.
    now = datetime.now(UTC)
    old = (now - timedelta(hours=2)).timestamp()
    for path in (stray, stray / "0001", fresh):
        os.utime(path, (old, old))
    try:
        clear_leftovers(now)
        there = [waiting, over]
        assert [folder_of(batch).exists() for batch in there] == [True, False]
        assert [f.exists() for f in (stray, fresh, foreign)] == [False, True, True]
    finally:
        for path in (fresh / "0001", foreign / "0001"):
            path.unlink()
            path.parent.rmdir()


def test_the_worker_clears_away_now_and_then(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = bring(book, hand, TWO)
    folder = lay(over)
    now = [MOMENT]
    worker = Worker(clock=lambda: now[0])
    worker._learn()
    assert folder.exists()
    now[0] += timedelta(seconds=LEARN_AFTER)
    worker._learn()
    assert not folder.exists()
