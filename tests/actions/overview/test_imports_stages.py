"""The stages of an import: killed, gone on with, dropped, undone."""

from __future__ import annotations

import io
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kontor.actions.connections.people import edit_person
from kontor.actions.overview.imports import apply as apply_module
from kontor.actions.overview.imports import read as read_module
from kontor.actions.overview.imports.begin import NoFiles, begin_import
from kontor.actions.overview.imports.claim import LEASE, AtWork, Claim
from kontor.actions.overview.imports.files import CannotOpen
from kontor.actions.overview.imports.stages import (
    NotNow,
    apply_batch,
    carry_on,
    drop_batch,
    order_apply,
    order_redo,
    order_undo,
    read_batch,
    silent,
    undo_batch,
)
from kontor.actions.overview.undo import NothingToUndo, NotUndoable, undo
from kontor.actions.worker import Worker
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Batch, BatchFile, Book, Deed, Item, Person
from tests.actions.overview.bringing import (
    MOMENT,
    begin,
    bring,
    card,
    clock,
    later,
    look,
    snapshot,
    verdicts,
)

pytestmark = pytest.mark.django_db
SEVEN = "".join(
    card(f"EMAIL:p{n}@example.org", "ORG:Brandt GmbH", uid=f"u{n}", name=f"P{n} Brandt")
    for n in range(7)
)


class Killed(BaseException):
    """The process was killed."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a chunk have two records, so that seven make four of them."""
    monkeypatch.setattr("kontor.records.step.ROWS", 2)
    monkeypatch.setattr("kontor.exchange.chunk.CHUNK", 2)
    monkeypatch.setattr("kontor.actions.overview.imports.todo.CHUNK", 2)


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let a function of a module kill the process when it is called again."""

    def at(module: Any, name: str, times: int, *, after: bool = False) -> None:
        original = getattr(module, name)
        calls = 0

        def counted(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == times and not after:
                raise Killed
            found = original(*args, **kwargs)
            if calls == times:
                raise Killed
            return found

        monkeypatch.setattr(module, name, counted)

    return at


def people(book: Book) -> int:
    return Person.objects.filter(book=book, is_owner=False).count()


def rest(book: Book) -> dict[str, Any]:
    """Give what is in the book beside the journal."""
    return {k: v for k, v in snapshot(book).items() if k != "Change"}


def test_nothing_is_in_the_book_before_it_is_applied(book: Book, hand: Hand) -> None:
    before = snapshot(book)
    batch = look(book, hand, SEVEN)
    assert (batch.state, snapshot(book)) == ("preview", before)


def test_files_lie_where_only_kontor_reads_them(book: Book, hand: Hand) -> None:
    uid = begin(book, hand, SEVEN)
    path = Path(settings.DATA, BatchFile.objects.get(batch__uid=uid).path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    read_batch(book.pk, uid, clock=clock)
    # What they held is in the items now.
    assert not path.parent.exists()


def test_a_file_that_is_not_there_begins_nothing(book: Book, hand: Hand) -> None:
    begin(book, hand, SEVEN)
    kept = Path(settings.DATA, "imports")
    before = sorted(kept.iterdir())
    files = [("a.vcf", io.BytesIO(b"")), ("b.vcf", Path("/nowhere/b.vcf"))]
    with pytest.raises(CannotOpen, match=r"b\.vcf"):
        begin_import(book.pk, hand=hand, files=files)
    with pytest.raises(NoFiles):
        begin_import(book.pk, hand=hand, files=[])
    assert Batch.objects.count() == 1
    assert sorted(kept.iterdir()) == before


def test_the_name_of_a_file_leads_nowhere(book: Book, hand: Hand) -> None:
    named = begin_import(
        book.pk, hand=hand, files=[("..\\..\\x/../a.vcf", io.BytesIO(b"x"))]
    )
    assert BatchFile.objects.get(batch__uid=named.batch).name == "a.vcf"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("after", [False, True])
def test_a_killed_reading_starts_the_file_again(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch, kill: Any, after: bool
) -> None:
    with monkeypatch.context() as patch:
        # In the third chunk, before its transaction ends or just after.
        kill(read_module, "_write" if after else "stage_chunk", 3, after=after)
        uid = begin(book, hand, SEVEN)
        with pytest.raises(Killed):
            read_batch(book.pk, uid, clock=clock)
        patch.undo()
    monkeypatch.undo()
    read_batch(book.pk, uid, clock=later)
    batch = Batch.objects.get(uid=uid)
    assert verdicts(batch) == ["new"] * 7
    assert [i.record for i in batch.items.order_by("pk")] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.usefixtures("small")
def test_a_reading_gone_on_with_knows_the_files_before(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch, kill: Any
) -> None:
    # The third chunk with records is the first of the second file.
    kill(read_module, "stage_chunk", 3)
    first = card("EMAIL:p0@example.org", "TEL:0171 5550001", name="P0 Brandt")
    other = card("EMAIL:p1@example.org", name="P1 Brandt")
    uid = begin(book, hand, first + other, SEVEN)
    with pytest.raises(Killed):
        read_batch(book.pk, uid, clock=clock)
    monkeypatch.undo()
    read_batch(book.pk, uid, clock=later)
    batch = Batch.objects.get(uid=uid)
    # The first two of the seven are the two of the first file, and bring their work.
    assert verdicts(batch) == ["new", "new", "changed", "changed", *["new"] * 5]
    apply_batch(book.pk, uid, clock=later)
    assert people(book) == 7


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["apply_people", "_mark", "apply_touches"])
def test_a_killed_import_can_be_finished(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch, kill: Any, name: str
) -> None:
    batch = look(book, hand, SEVEN)
    kill(apply_module, name, 3)
    with pytest.raises(Killed):
        apply_batch(book.pk, batch.uid, clock=clock)
    # Whole chunks are in the book, no half ones.
    assert people(book) in (2, 4)
    monkeypatch.undo()
    apply_batch(book.pk, batch.uid, clock=later)
    batch.refresh_from_db()
    assert (batch.state, people(book), batch.done) == ("done", 7, 7)
    assert verdicts(bring(book, hand, SEVEN)) == ["same"] * 7


@pytest.mark.usefixtures("small")
def test_a_killed_import_can_be_undone(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch, kill: Any
) -> None:
    before = rest(book)
    batch = look(book, hand, SEVEN)
    kill(apply_module, "apply_people", 3)
    with pytest.raises(Killed):
        apply_batch(book.pk, batch.uid, clock=clock)
    monkeypatch.undo()
    undo_batch(book.pk, batch.uid, hand=hand, clock=later)
    batch.refresh_from_db()
    assert (batch.state, rest(book)) == ("undone", before)
    assert not Item.objects.filter(batch=batch, data__isnull=False).exists()


@pytest.mark.usefixtures("small")
def test_a_killed_undo_is_gone_on_with(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rest(book)
    batch = bring(book, hand, SEVEN)
    steps = 0

    def progress(done: int, total: int) -> None:
        nonlocal steps
        steps += 1
        if steps == 4:
            raise Killed

    with pytest.raises(Killed):
        undo_batch(book.pk, batch.uid, hand=hand, clock=clock, progress=progress)
    batch.refresh_from_db()
    assert batch.state == "undoing"
    carry_on(book.pk, batch.uid, clock=later)
    batch.refresh_from_db()
    assert (batch.state, rest(book)) == ("undone", before)
    # An undo that was done but not written down as such is not done twice.
    Batch.objects.filter(pk=batch.pk).update(state="undoing")
    carry_on(book.pk, batch.uid, clock=later)
    assert rest(book) == before


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("step", range(1, 9))
def test_doing_it_again_is_gone_on_with_wherever_it_was_killed(
    book: Book, hand: Hand, step: int, monkeypatch: pytest.MonkeyPatch, kill: Any
) -> None:
    batch = bring(book, hand, SEVEN)
    before = rest(book)
    undo_batch(book.pk, batch.uid, hand=hand, clock=clock)
    order_redo(book.pk, batch.uid, hand=hand, clock=clock)
    kill(Claim, "advance", step)
    with pytest.raises(Killed):
        carry_on(book.pk, batch.uid, clock=clock)
    monkeypatch.undo()

    carry_on(book.pk, batch.uid, clock=later)

    batch.refresh_from_db()
    assert (batch.state, rest(book)) == ("done", before)
    # Seven people, with a mail address, a work place and a source card each, and what
    # else came with them.
    assert batch.total > 28


@pytest.mark.usefixtures("small")
def test_doing_it_again_can_be_taken_back_half_way(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch, kill: Any
) -> None:
    before = rest(book)
    batch = bring(book, hand, SEVEN)
    undo_batch(book.pk, batch.uid, hand=hand, clock=clock)
    order_redo(book.pk, batch.uid, hand=hand, clock=clock)
    kill(Claim, "advance", 5)
    with pytest.raises(Killed):
        carry_on(book.pk, batch.uid, clock=clock)
    monkeypatch.undo()
    assert people(book) > 0

    undo_batch(book.pk, batch.uid, hand=hand, clock=later)

    batch.refresh_from_db()
    assert (batch.state, rest(book)) == ("undone", before)


def test_only_what_was_taken_back_is_done_again(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, SEVEN)
    with pytest.raises(NotNow):
        order_redo(book.pk, batch.uid, hand=hand, clock=clock)
    assert people(book) == 7


def test_undoing_by_its_deed_is_the_same(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, SEVEN)
    undone = undo(book.pk, hand=hand)
    batch.refresh_from_db()
    assert (batch.state, people(book)) == ("undone", 0)
    undo(book.pk, undone.deed, hand=hand)
    batch.refresh_from_db()
    assert (batch.state, people(book)) == ("done", 7)
    undo_batch(book.pk, batch.uid, hand=hand, clock=clock)
    assert people(book) == 0


def test_an_undo_lists_what_was_edited_by_hand(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, SEVEN)
    one = Person.objects.get(book=book, given="P3")
    edit_person(book.pk, one.uid, hand=hand, note="Mag Tee")
    undo_batch(book.pk, batch.uid, hand=hand, clock=clock)
    assert people(book) == 1
    kept = Deed.objects.get(undoes=batch.deed).kept
    assert "P3 Brandt" in [entry["name"] for entry in kept]


def test_an_import_not_applied_is_nothing_to_undo(book: Book, hand: Hand) -> None:
    batch = look(book, hand, SEVEN)
    with pytest.raises(NothingToUndo):
        undo(book.pk, hand=hand)
    with pytest.raises(NotNow):
        undo_batch(book.pk, batch.uid, hand=hand, clock=clock)


def test_an_import_that_brought_nothing_is_passed_over_by_undo(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, SEVEN)
    again = bring(book, hand, SEVEN)
    with pytest.raises(NotUndoable):
        undo_batch(book.pk, again.uid, hand=hand, clock=clock)
    assert undo(book.pk, hand=hand).verb == "import"
    assert people(book) == 0


def test_a_dropped_import_leaves_nothing(book: Book, hand: Hand) -> None:
    before = snapshot(book)
    batch = look(book, hand, SEVEN)
    drop_batch(book.pk, batch.uid, clock=clock)
    batch.refresh_from_db()
    assert (batch.state, Item.objects.count()) == ("dropped", 0)
    assert snapshot(book) == before
    with pytest.raises(NotNow):
        apply_batch(book.pk, batch.uid, clock=clock)
    assert Deed.objects.get(pk=batch.deed_id).verb == "drop_import"


def test_one_stage_of_one_import_at_a_time(book: Book, hand: Hand) -> None:
    one, two = look(book, hand, SEVEN), look(book, hand, SEVEN)
    with Claim(one, clock, silent):
        for work in (
            lambda: apply_batch(book.pk, two.uid, clock=clock),
            lambda: order_undo(book.pk, one.uid, hand=hand, clock=clock),
            lambda: drop_batch(book.pk, two.uid, clock=clock),
        ):
            with pytest.raises(AtWork):
                work()
    apply_batch(book.pk, two.uid, clock=clock)
    assert people(book) == 7


def test_another_book_is_worked_on_meanwhile(
    book: Book, hand: Hand, clara_book: Book
) -> None:
    with Claim(look(book, hand, SEVEN), clock, silent):
        bring(clara_book, hand, SEVEN)
    assert people(clara_book) == 7


def test_whoever_lost_the_claim_writes_nothing_more(book: Book, hand: Hand) -> None:
    batch = look(book, hand, SEVEN)

    def overtake(done: int, total: int) -> None:
        Batch.objects.filter(pk=batch.pk).update(
            claimed_until=MOMENT + timedelta(hours=2)
        )

    with pytest.raises(AtWork):
        apply_batch(book.pk, batch.uid, clock=clock, progress=overtake)
    batch.refresh_from_db()
    # Nor does it give away what somebody else holds by now.
    assert batch.claimed_until == MOMENT + timedelta(hours=2)


def test_a_claim_runs_out_by_itself(book: Book, hand: Hand) -> None:
    batch = look(book, hand, SEVEN)
    Batch.objects.filter(pk=batch.pk).update(claimed_until=MOMENT + LEASE)
    with pytest.raises(AtWork, match="20 seconds"):
        apply_batch(book.pk, batch.uid, clock=clock)
    apply_batch(book.pk, batch.uid, clock=later)
    assert people(book) == 7


def test_two_imports_of_one_file_bring_everybody_once(book: Book, hand: Hand) -> None:
    one, two = look(book, hand, SEVEN), look(book, hand, SEVEN)
    assert verdicts(two) == ["new"] * 7
    apply_batch(book.pk, one.uid, clock=clock)
    apply_batch(book.pk, two.uid, clock=clock)
    assert people(book) == 7


def test_the_worker_does_what_was_ordered(book: Book, hand: Hand) -> None:
    uid = begin(book, hand, SEVEN)
    worker = Worker(clock)
    assert worker.work_once()
    order_apply(book.pk, uid)
    assert worker.work_once()
    assert people(book) == 7
    order_undo(book.pk, uid, hand=hand, clock=clock)
    assert worker.work_once()
    assert (people(book), worker.work_once()) == (0, False)
    order_redo(book.pk, uid, hand=hand, clock=clock)
    assert worker.work_once()
    assert (people(book), worker.work_once()) == (7, False)


def test_the_worker_leaves_to_others_what_is_theirs(book: Book, hand: Hand) -> None:
    begin(book, hand, SEVEN, inline=True)
    assert not Worker(clock).work_once()


def test_one_that_cannot_be_done_stops_no_other(
    book: Book, hand: Hand, caplog: pytest.LogCaptureFixture
) -> None:
    broken = begin(book, hand, SEVEN)
    Batch.objects.filter(uid=broken).update(options={})
    uid = begin(book, hand, SEVEN)
    worker = Worker(clock)
    assert worker.work_once()
    assert Batch.objects.get(uid=uid).state == "preview"
    assert str(broken) in caplog.text


def test_progress_is_told_to_the_end(book: Book, hand: Hand) -> None:
    told: list[tuple[int, int]] = []
    uid = begin(book, hand, SEVEN)
    read_batch(
        book.pk,
        uid,
        clock=clock,
        progress=lambda done, total: told.append((done, total)),
    )
    size = BatchFile.objects.get(batch__uid=uid).size
    # In kilobytes, rounded up.
    assert (-(-size // 1024),) * 2 in told
    told.clear()
    apply_batch(
        book.pk,
        uid,
        clock=clock,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (7, 7)


def test_clara_can_do_nothing_to_it(book: Book, hand: Hand, clara_book: Book) -> None:
    batch = look(book, hand, SEVEN)
    for work in (apply_batch, drop_batch, carry_on, order_apply):
        with pytest.raises(Missing):
            work(clara_book.pk, batch.uid)
    for order in (order_undo, order_redo):
        with pytest.raises(Missing):
            order(clara_book.pk, batch.uid, hand=hand)
    batch.refresh_from_db()
    assert batch.state == "preview"
