"""Erasing, whatever was done before and is taken back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from kontor.actions.overview.erase import erase_person
from kontor.actions.overview.undo import NothingToUndo, NotUndoable, undo
from kontor.records.erasing import listed
from kontor.records.models import Change, Deed, Person
from tests.records.acts import Keeper, few
from tests.records.ledger import check
from tests.records.test_undo_properties import run

pytestmark = pytest.mark.django_db
NAMING = ("person_id", "first_id", "second_id", "met_through_id", "invited_by_id")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("kontor.records.step.ROWS", 3)
    yield
    listed.list_file().unlink(missing_ok=True)


class Erasing(Keeper):
    """Erases people now and then, and takes back whatever else was done."""

    def __init__(self) -> None:
        super().__init__()
        self.gone: dict[int, str] = {}

    @rule(whom=few)
    def erase(self, whom: int) -> None:
        person = self.one(Person, whom, is_owner=False)
        if person.pk is None:
            return
        erase_person(self.book, person.uid, hand=self.hand, name=person.display)
        self.gone[person.pk] = str(person.uid)
        check(self.book)

    @rule(which=st.integers(0, 99))
    def take_back(self, which: int) -> None:
        deeds = Deed.objects.filter(book=self.book).order_by("pk")
        number = list(deeds.values_list("pk", flat=True))[which % deeds.count()]
        try:
            undo(self.book, number, hand=self.hand)
        except NotUndoable:
            return
        check(self.book)

    @invariant()
    def nobody_comes_back(self) -> None:
        assert not Person.objects.filter(uid__in=self.gone.values()).exists()
        for change in Change.objects.filter(book=self.book) if self.gone else ():
            assert change.person not in self.gone
            for side in filter(None, (change.before, change.after)):
                assert not {side.get(name) for name in NAMING} & self.gone.keys()
                assert side.get("uid") not in self.gone.values()

    def teardown(self) -> None:
        done: list[Any] = []
        try:
            while True:
                done.append(undo(self.book, hand=self.hand).deed)
                check(self.book)
        except NothingToUndo:
            pass
        self.nobody_comes_back()
        for number in reversed(done):
            undo(self.book, number, hand=self.hand)
        check(self.book)
        self.nobody_comes_back()


def test_nobody_erased_comes_back_and_all_else_can_be_taken_back() -> None:
    run(Erasing, 15, 20)
