"""Taking back under bad conditions: killed at any point, by two at once, half way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from kontor.actions.connections.people import edit_person
from kontor.actions.overview.undo import Undone, undo
from kontor.lib.hand import Hand
from kontor.records.models import (
    Book,
    Change,
    Deed,
    Person,
)
from tests.actions.overview.bringing import bring, card
from tests.records.ledger import check, ledger

NAMES = ("Ada", "Bo", "Cem", "Dora", "Emil")


class Killed(Exception):
    """The process went away."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a step of undoing have few rows."""
    monkeypatch.setattr("kontor.records.step.ROWS", 4)


def cards(role: str) -> str:
    return "".join(
        card(
            f"ORG:{name} GmbH",
            f"TITLE:{role}",
            "CATEGORIES:Hafen",
            f"EMAIL:{name}@example.org",
            "X-SHOE:42",
            uid=name,
            name=f"{name} Alt",
        )  # fmt: skip
        for name in NAMES
    )


def changing_deed(book: Book, hand: Hand) -> int:
    """Import some people, then again with other roles; gives the second deed."""
    bring(book, hand, cards("Prokurist"))
    more = card("EMAIL:f@example.org", uid="Fee", name="Fee Alt")
    return bring(book, hand, cards("Chef") + more, tag="Messe").deed_id


@contextmanager
def room() -> Iterator[None]:
    """Do something of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def killed_at(statement: int) -> Iterator[list[int]]:
    """Let the process go away at a statement; gives how many there were."""
    count = [0]

    def run(execute: Callable[..., Any], *args: Any) -> Any:
        count[0] += 1
        if count[0] == statement:
            raise Killed
        return execute(*args)

    with connection.execute_wrapper(run):
        yield count


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("again", [False, True])
def test_killed_anywhere_an_undo_ends_as_if_it_had_not_been(
    book: Book, hand: Hand, again: bool
) -> None:
    deed = changing_deed(book, hand)
    if again:
        undo(book.pk, deed, hand=hand)
    # Something to be kept: it must be listed once, however often it is begun.
    fee = Person.objects.filter(book=book, display="Fee Alt").first()
    whom = fee or Person.objects.get(book=book, display="Bo Alt")
    edit_person(book.pk, whom.uid, hand=hand, note="mine", nickname="B")
    with room():
        with killed_at(0) as statements:
            kept = undo(book.pk, deed, hand=hand).kept
        wanted = ledger(book.pk)
    assert statements[0] > 150
    for statement in range(2, statements[0], 13):
        with room():
            with killed_at(statement), pytest.raises(Killed):
                undo(book.pk, deed, hand=hand)
            begun = Deed.objects.filter(book=book, state=Deed.State.OPEN)
            # Killed before it had begun, or in the middle.
            number = deed if not begun else None
            assert _sorted(undo(book.pk, number, hand=hand).kept) == _sorted(kept)
            assert ledger(book.pk) == wanted
            assert not begun.all()
            check(book.pk)


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
def test_a_hand_that_writes_while_an_undo_goes_on_loses_nothing(
    book: Book, hand: Hand
) -> None:
    deed = changing_deed(book, hand)
    fee = Person.objects.get(book=book, display="Fee Alt")
    steps = []

    def write(done: int) -> None:
        steps.append(done)
        if len(steps) == 2:
            edit_person(book.pk, fee.uid, hand=hand, note="called today")

    undone = undo(book.pk, deed, hand=hand, progress=write)
    assert len(steps) > 3
    assert Person.objects.get(pk=fee.pk).note == "called today"
    assert [entry["name"] for entry in undone.kept] == ["Fee Alt"]
    check(book.pk)


@pytest.mark.django_db
def test_a_small_undo_is_a_single_transaction(book: Book, hand: Hand) -> None:
    deed = changing_deed(book, hand)
    steps: list[int] = []
    undo(book.pk, deed, hand=hand, progress=steps.append)
    assert len(steps) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small")
def test_two_who_undo_the_same_at_once_share_the_work(book: Book, hand: Hand) -> None:
    bring(book, hand, cards("Prokurist"))
    before = ledger(book.pk)
    deed = bring(book, hand, cards("Chef"), tag="Messe").deed_id
    both = threading.Barrier(2, timeout=30)

    def take_part() -> Undone:
        met = False

        def meet(done: int) -> None:
            nonlocal met
            if not met:
                met = True
                both.wait()

        return undo(book.pk, deed, hand=hand, progress=meet)

    first, second = at_once(take_part, take_part)
    assert (first.deed, first.kept) == (second.deed, [])
    assert ledger(book.pk) == before
    check(book.pk)
    # Nothing was set back twice: each row once, as it was changed but once.
    done = Change.objects.filter(deed=first.deed).values_list("table", "row")
    assert len(done) == len(set(done))


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_twice_undoes_once(book: Book, hand: Hand) -> None:
    before = ledger(book.pk)
    deed = bring(book, hand, cards("Chef")).deed_id
    both = threading.Barrier(2, timeout=30)

    def press() -> Undone:
        both.wait()
        return undo(book.pk, deed, hand=hand, again=False)

    first, second = at_once(press, press)
    assert first == second
    assert ledger(book.pk) == before
    # Also when it is pressed once more later.
    assert undo(book.pk, deed, hand=hand, again=False) == first
    assert Deed.objects.filter(verb="undo").count() == 1


def at_once(*tasks: Callable[[], Undone]) -> list[Undone]:
    def run(task: Callable[[], Undone]) -> Undone:
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result(60) for future in [pool.submit(run, t) for t in tasks]]


def _sorted(kept: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return sorted(tuple(str(value) for value in entry.values()) for entry in kept)
