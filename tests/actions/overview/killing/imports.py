"""Importing cards and a calendar, and taking that back."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime, timedelta

from kontor.actions.overview.imports import todo
from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.leftovers import AGE, clear_leftovers
from kontor.actions.overview.imports.stages import (
    apply_batch,
    drop_batch,
    order_apply,
    read_batch,
    undo_batch,
)
from kontor.actions.overview.undo import NothingToUndo, undo
from kontor.actions.worker import Worker
from kontor.exchange import chunk
from kontor.records import step
from kontor.records.models import Batch, BatchFile, Item
from kontor.reports.accounts.books import people_in
from tests.actions.overview.bringing import card
from tests.actions.overview.killing.start import (
    MOMENT,
    data,
    later,
    opened,
    sound,
    start,
    unnamed,
)
from tests.records.ledger import check_tables

CARDS = 120
MEETINGS = 40
# Four chunks of cards and more than one of meetings, and steps alike.
chunk.CHUNK = todo.CHUNK = 30
step.ROWS = 150


class Importing:
    """Import a file of cards and one of meetings."""

    def __init__(self, cards: int = CARDS) -> None:
        self.book, self.hand = opened()
        self.count = cards
        self.files = [("people.vcf", _cards(cards)), ("meetings.ics", _calendar())]
        self.empty = sound(self.book)

    def once(self) -> None:
        files = [(name, io.BytesIO(text.encode())) for name, text in self.files]
        batch = begin_import(self.book, hand=self.hand, files=files, tag="2026").batch
        read_batch(self.book, batch, clock=lambda: MOMENT)
        apply_batch(self.book, batch, clock=lambda: MOMENT)

    def remember(self) -> None:
        self.whole = unnamed(sound(self.book))
        assert len(self.whole["person"]) == self.count + 1
        assert len(self.whole["touch"]) == MEETINGS

    def look(self, chance: random.Random) -> str:
        """Find nothing of it, some of it or all; finish it or take it back."""
        start()
        found = sound(self.book)
        batch = Batch.objects.first()
        state = batch.state if batch else "nothing"
        if state == "done":
            assert unnamed(found) == self.whole
        elif state != "applying":
            self._shows_nothing()
            assert found == self.empty
        if chance.random() < 0.5:
            self._finish(batch)
        else:
            self._take_back(batch)
        return state

    def _shows_nothing(self) -> None:
        assert people_in([self.book]) == {self.book: 0}
        try:
            undo(self.book, hand=self.hand)
        except NothingToUndo:
            return
        raise AssertionError

    def _finish(self, batch: Batch | None) -> None:
        """Go on with it as the worker does, and as a keeper who sees the preview."""
        if batch is None:
            self.once()
            clear_leftovers(long_after())
        else:
            work()
            batch.refresh_from_db()
            if batch.state == "preview":
                order_apply(self.book, batch.uid)
                work()
        assert unnamed(sound(self.book)) == self.whole
        assert Batch.objects.get().state == "done"
        nothing_lies_about()

    def _take_back(self, batch: Batch | None) -> None:
        if batch is None:
            clear_leftovers(long_after())
        elif batch.state in {"applying", "done"}:
            undo_batch(self.book, batch.uid, hand=self.hand, clock=later)
        else:
            drop_batch(self.book, batch.uid, clock=later)
            assert not Item.objects.exists()
        self._shows_nothing()
        assert sound(self.book) == self.empty
        nothing_lies_about()


class UndoingImport:
    """Take an import back."""

    def __init__(self) -> None:
        importing = Importing()
        self.book, self.hand, self.empty = (
            importing.book, importing.hand, importing.empty,
        )  # fmt: skip
        importing.once()
        self.whole = sound(self.book)
        batch = Batch.objects.get()
        self.batch, self.deed = batch.uid, batch.deed_id

    def once(self) -> None:
        undo_batch(self.book, self.batch, hand=self.hand, clock=lambda: MOMENT)

    def remember(self) -> None:
        assert sound(self.book) == self.empty

    def look(self, chance: random.Random) -> str:
        """Find all of it, what is left, or nothing; finish, and do it again."""
        start()
        state = str(Batch.objects.get().state)
        if state == "undoing":
            # What is derived of those who will go is not derived anew with each step.
            check_tables()
        else:
            assert sound(self.book) == (self.whole if state == "done" else self.empty)
        self._finish(state, by_worker=chance.random() < 0.5)
        if chance.random() < 0.5:
            # The undo is undone.
            assert undo(self.book, self.deed, hand=self.hand).kept == []
            assert sound(self.book) == self.whole
        return state

    def _finish(self, state: str, *, by_worker: bool) -> None:
        if state == "undoing" and by_worker:
            work()
        elif state != "undone":
            undo_batch(self.book, self.batch, hand=self.hand, clock=later)
        assert Batch.objects.get().state == "undone"
        assert sound(self.book) == self.empty
        nothing_lies_about()


def work() -> None:
    """Let the worker do all there is to do."""
    worker = Worker(clock=later)
    while worker.work_once():
        pass


def long_after() -> datetime:
    """Give a moment by the clock of the disk at which nobody writes there any more."""
    return datetime.now(UTC) + 2 * AGE


def nothing_lies_about() -> None:
    """See that nothing is kept of what was read, neither on disk nor in items."""
    assert not BatchFile.objects.exclude(path="").exists()
    assert not list(data().glob("imports/*"))
    assert not Item.objects.filter(data__isnull=False).exists()


def _cards(count: int) -> str:
    """Write cards of people who work together, some of them related."""
    cards = [
        card(
            f"EMAIL:p{number}@example.org",
            f"EMAIL:privat{number}@example.net",
            f"TEL:+49451{200000 + number}",
            f"ORG:Firma {number % 20}",
            f"CATEGORIES:Kreis {number % 7}",
            f"NOTE:Kennt sich aus mit {number}",
            *([f"RELATED;VALUE=text:P{number - 1} Brandt"] if number % 5 else []),
            uid=f"u{number}",
            name=f"P{number} Brandt",
        )
        for number in range(count)
    ]  # fmt: skip
    members = [f"X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:u{n}" for n in range(0, count, 9)]
    group = card("X-ADDRESSBOOKSERVER-KIND:group", *members, uid="g", name="Chor")
    return "".join([*cards, group])


def _calendar() -> str:
    """Write meetings in the past, each with two people of the cards."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for number in range(MEETINGS):
        day = MOMENT.date() - timedelta(days=number + 1)
        lines += [
            "BEGIN:VEVENT", f"UID:m{number}", f"DTSTART:{day:%Y%m%d}T090000Z",
            *(f"ATTENDEE:mailto:p{who}@example.org" for who in (number, number + 7)),
            "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
