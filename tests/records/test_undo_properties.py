"""Undo, whatever a keeper has done and in whatever order it is taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from kontor.actions.overview.undo import NothingToUndo, NotUndoable, undo
from kontor.records.models import Change, Deed
from kontor.records.verbs import SILENT
from tests.records.acts import Keeper
from tests.records.ledger import PLANS, Ledger, check, ledger, without

pytestmark = pytest.mark.django_db
# What a row merely names can go.
MENTIONS = {"met_through_id", "touch_id", "invited_by_id", "gathering_id"}


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a mail to three be a circular, and no undo be done in a single step."""
    monkeypatch.setattr("kontor.records.facts.touches.MOST_RECIPIENTS", 2)
    monkeypatch.setattr("kontor.records.step.ROWS", 3)


def run(machine: type[Keeper], examples: int, steps: int) -> None:
    class InRoom(machine):  # type: ignore[valid-type, misc]
        """Every example leaves the database as it was."""

        def __init__(self) -> None:
            self.room = transaction.atomic()
            self.room.__enter__()
            super().__init__()

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                transaction.set_rollback(True)
                self.room.__exit__(None, None, None)

    run_state_machine_as_test(
        InRoom,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            # To make a failing example small would take longer than a run may.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )


class Backwards(Keeper):
    """Notes how the book was before each deed, then goes back deed by deed."""

    def __init__(self) -> None:
        super().__init__()
        self.first = self._last()
        self.before: dict[int, Ledger] = {}
        self.seen = ledger(self.book)

    @invariant()
    def note_deed(self) -> None:
        now = ledger(self.book)
        if (last := self._last()) not in (self.first, *self.before):
            self.before[last] = self.seen
        self.seen = now

    def teardown(self) -> None:
        self.note_deed()
        done: list[tuple[int, Ledger]] = []
        while deeds := self._standing():
            number, now = deeds[-1], ledger(self.book)
            undone = undo(self.book, hand=self.hand)
            assert undone.kept == []
            self._compare(self.before[number], ledger(self.book), number)
            check(self.book)
            done.append((undone.deed, now))
        # Forwards again, the same way, and back once more.
        begin = ledger(self.book)
        again = []
        for number, then in reversed(done):
            undone = undo(self.book, number, hand=self.hand)
            assert undone.kept == []
            assert ledger(self.book) == then
            again.append(undone.deed)
        check(self.book)
        for number in reversed(again):
            assert undo(self.book, number, hand=self.hand).kept == []
        assert ledger(self.book) == begin
        check(self.book)

    def _compare(self, before: Ledger, after: Ledger, number: int) -> None:
        # A plan that was made since stands: it is nothing the keeper did.
        since = Deed.objects.filter(book=self.book, verb__in=SILENT, pk__gt=number)
        names = PLANS if since.exists() else set()
        assert without(after, *names) == without(before, *names)

    def _standing(self) -> list[int]:
        return [n for n in self.before if not self._undone(n) and not self._silent(n)]

    def _silent(self, number: int) -> bool:
        return Deed.objects.filter(pk=number, verb__in=SILENT).exists()

    def _undone(self, number: int) -> bool:
        return Deed.objects.filter(undoes=number).exists()

    def _last(self) -> int:
        last = Deed.objects.filter(book=self.book).order_by("pk").last()
        assert last is not None
        return last.pk


def test_undone_from_the_latest_to_the_first_everything_is_as_it_was() -> None:
    run(Backwards, 10, 15)


class AnyOrder(Keeper):
    """Takes deeds back in any order, and does them again, while work goes on."""

    @rule(which=st.integers(0, 99))
    def take_back(self, which: int) -> None:
        deeds = Deed.objects.filter(book=self.book).exclude(verb="open_book")
        numbers = list(deeds.order_by("pk").values_list("pk", flat=True))
        check(self.book)
        before, last = ledger(self.book), _last_change()
        try:
            undone = undo(self.book, numbers[which % len(numbers)], hand=self.hand)
        except NotUndoable:
            return
        target = Deed.objects.get(undone_by=undone.deed)
        after = ledger(self.book)
        check_hand(target, before, after, last)
        check_listed(target, undone.kept, before, after, last)
        check(self.book)

    def teardown(self) -> None:
        check(self.book)
        try:
            while True:
                undo(self.book, hand=self.hand)
                check(self.book)
        except NothingToUndo:
            pass


def check_hand(target: Deed, before: Ledger, after: Ledger, last: int) -> None:
    """Check that an undo changed nothing but what the deed had done.

    Args:
        last: key of the last change before the undo.
    """
    for table, rows in before.items():
        if table in PLANS:
            continue
        for key, row in rows.items():
            if key not in after[table]:
                assert target.pk in _makers(table, row, last), (table, row)
                continue
            for name, value in after[table][key].items():
                if value != row[name]:
                    wrote = _written(target, table, key, name)
                    gone = name in MENTIONS and value is None
                    assert row[name] in wrote or gone, (table, row, name)


def check_listed(
    target: Deed, kept: list[dict[str, Any]], before: Ledger, after: Ledger, last: int
) -> None:
    """Check that what an undo left alone is listed."""
    listed = {(entry["table"], entry["row"]) for entry in kept}
    for change in target.changes.exclude(before__isnull=True).exclude(
        after__isnull=True
    ):
        row = before[change.table].get(change.row)
        if row is None or change.row not in after[change.table]:
            continue
        for name, value in change.after.items():
            if row[name] not in (value, change.before[name]):
                assert after[change.table][change.row][name] == row[name]
                ours = _written(target, change.table, change.row, name)
                assert row[name] in ours or (change.table, change.row) in listed
    for table, rows in after.items():
        left = [k for k, r in rows.items() if target.pk in _makers(table, r, last)]
        assert not left or listed, (table, left)


def _makers(table: str, row: dict[str, Any], last: int) -> set[int | None]:
    """Tell which deed made a row, and which one brought it back last."""
    made = Change.objects.filter(
        table=table, row=row["id"], before__isnull=True, pk__lte=last
    )
    found = made.order_by("pk").last()
    return {row.get("deed_id"), found.deed_id if found else None}


def _written(target: Deed, table: str, key: int, name: str) -> list[Any]:
    """List what a deed wrote into a column."""
    changes = target.changes.filter(table=table, row=key).exclude(after__isnull=True)
    return [change.after[name] for change in changes if name in change.after]


def _last_change() -> int:
    last = Change.objects.order_by("pk").last()
    return last.pk if last else 0


def test_undone_in_any_order_nothing_done_since_is_lost() -> None:
    run(AnyOrder, 10, 20)
