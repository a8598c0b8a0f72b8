"""A whole book brought in again, and somebody erased from one."""

from __future__ import annotations

import random

from kontor.actions.accounts.books import erase_book
from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.photos import set_photo
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.bring_book import begin_book, bring_book, clear_unfinished
from kontor.actions.overview.erase import erase_person
from kontor.actions.overview.erasures import apply_erasures
from kontor.actions.overview.imports.leftovers import clear_leftovers
from kontor.actions.overview.merge.merge import merge_people
from kontor.actions.overview.undo import undo
from kontor.actions.worker import Worker
from kontor.lib.hand import Hand
from kontor.records import derived
from kontor.records.erasing.listed import read_list
from kontor.records.facts.books import coming_in
from kontor.records.models import Book, Erasure, Person
from kontor.records.takein import fill
from kontor.reports.accounts.books import books_of
from tests.actions.overview.books_alike import canonical, lines, packed
from tests.actions.overview.killing.imports import Importing, long_after, work
from tests.actions.overview.killing.start import (
    MOMENT,
    data,
    later,
    opened,
    sound,
    start,
)
from tests.records.ledger import ledger, tables_of_books

NAME = "Zacharias Quendelmayer"
SIGNS = (b"zacharias", b"quendelmayer", b"zq@mayer.example")


class BringingABook:
    """Bring a whole book in as a second one."""

    def __init__(self) -> None:
        # So that there is something between the transactions.
        fill.CHUNK = derived.CHUNK = 25
        importing = Importing(cards=50)
        importing.once()
        self.first, self.hand = importing.book, importing.hand
        edit_person(self.first, Person.objects.last().uid, hand=self.hand, note="x")
        undo(self.first, hand=self.hand)
        self.zip = data().with_name("book.zip")
        self.zip.write_bytes(packed(self.first))
        self.expected = canonical(lines(packed(self.first)))
        self.before = sound(self.first)

    def once(self) -> None:
        bring_book(self.zip, hand=self.hand, name="Again")

    def remember(self) -> None:
        assert self._second() is not None

    def look(self, chance: random.Random) -> str:
        """Find no second book, a whole one, or half of one that nobody sees."""
        start()
        assert ledger(self.first) == self.before
        begun, whole = Book.objects.count() == 2, self._second()
        state = "whole" if whole else "under way" if begun else "nothing"
        if whole is None:
            whole = self._finished() if chance.random() < 0.5 else self._cleared()
        if whole is not None:
            self._is_alike(whole)
            erase_book(whole, hand=self.hand, name="Again")
        self._is_gone()
        return state

    def _finished(self) -> int | None:
        """Bring it in once more, which clears away what was begun."""
        hand = Hand(self.hand.account_id, later())
        return bring_book(self.zip, hand=hand, name="Again").book

    def _cleared(self) -> int | None:
        """Clear it away, as the worker does now and then."""
        clear_unfinished(Hand(None, later()))
        return None

    def _second(self) -> int | None:
        """Give the second book as its keeper sees it."""
        mine = [book.id for book in books_of(self.hand.account_id or 0)]
        assert mine[0] == self.first
        return mine[1] if len(mine) > 1 else None

    def _is_alike(self, book: int) -> None:
        sound(book)
        found = canonical(lines(packed(book)))
        assert found[1:] == self.expected[1:]

    def _is_gone(self) -> None:
        assert list(Book.objects.values_list("pk", flat=True)) == [self.first]
        for model in tables_of_books():
            assert not model._default_manager.exclude(book=self.first).exists()
        assert sound(self.first) == self.before
        clear_leftovers(long_after())
        assert not list(data().glob("imports/*"))


class BringingABookByPage(BringingABook):
    """Bring a whole book in by the page, which leaves the work to the worker."""

    def once(self) -> None:
        given = (self.zip.name, self.zip)
        begin_book(given, hand=self.hand, name="Again")
        assert Worker(clock=lambda: MOMENT).work_once()

    def _finished(self) -> int | None:
        if coming_in().exists():
            work()
        else:
            self.once()
        return self._second()

    def _cleared(self) -> int | None:
        """Finish what was begun, to be erased whole: there is no other way back."""
        return self._finished() if coming_in().exists() else None


class Erasing:
    """Erase somebody who left traces everywhere."""

    def __init__(self) -> None:
        self.book, self.hand = opened()
        self.him = self._person(NAME, "zq@mayer.example")
        eva = self._person("Eva Nord", "eva@nord.example")
        twin = self._person("Z. Quendelmayer", "zq2@mayer.example")
        for note in ("Zacharias kocht", "Zacharias mag Senf", ""):
            edit_person(self.book, self.him, hand=self.hand, note=note)
        day = self.hand.moment.date()
        log_touch(self.book, [self.him, eva], hand=self.hand, day=day, note="Zacharias")
        log_touch(self.book, [self.him], hand=self.hand, day=day, channel="call")
        set_photo(self.book, self.him, hand=self.hand, data=b"GIF89a" + bytes(9))
        merge_people(self.book, self.him, twin, hand=self.hand)
        self.before = sound(self.book)

    def _person(self, name: str, mail: str) -> str:
        work = [Work("Quendelmayer Feinkost" if "Quendel" in name else "Nord")]
        return add_person(
            self.book, hand=self.hand, name=name, emails=[Point(mail)], work=work
        ).uid

    def once(self) -> None:
        erase_person(self.book, self.him, hand=self.hand)

    def remember(self) -> None:
        self.after = sound(self.book)
        self._is_gone()

    def look(self, chance: random.Random) -> str:
        """Find him whole, or listed and gone at the next start, or gone."""
        start()
        there = Person.objects.filter(uid=self.him).exists()
        state = ("listed" if read_list().entries else "there") if there else "gone"
        assert sound(self.book) == (self.before if there else self.after)
        # So does every start, and a command that restores.
        count = apply_erasures(hand=self.hand)
        assert count == (1 if state == "listed" else 0), (state, count)
        if state == "there":
            if chance.random() < 0.5:
                return state
            self.once()
        assert sound(self.book) == self.after
        self._is_gone()
        return state

    def _is_gone(self) -> None:
        assert Erasure.objects.filter(book=self.book).count() == 1
        for path in data().iterdir():
            held = path.read_bytes().lower() if path.is_file() else b""
            assert not [sign for sign in SIGNS if sign in held], path
        assert not list(data().glob("erased.json.*"))
