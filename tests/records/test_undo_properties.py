"""Undo, whatever a keeper has done and in whatever order it is taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from kontor.actions.overview.undo import NothingToUndo, NotUndoable, undo
from kontor.records.journal import BY_NAME
from kontor.records.models import Change, Deed, Person
from kontor.records.verbs import SILENT
from tests.records.acts import Keeper
from tests.records.ledger import PLANS, Ledger, check, ledger, without

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a mail to three be a circular, and no undo be done in a single step."""
    monkeypatch.setattr("kontor.records.derived.MOST_RECIPIENTS", 2)
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

    # Nothing of a test but the number of examples depends on the machine it runs on.
    run_state_machine_as_test(
        InRoom,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
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
    run(Backwards, 30, 15)
