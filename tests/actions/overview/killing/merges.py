"""Merging two people, and the search for who stands in a book twice."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from django.db import transaction

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.merge.merge import merge_people
from kontor.actions.overview.merge.search import look_through, waiting, want_search
from kontor.actions.overview.undo import undo
from kontor.actions.worker import Worker
from kontor.lib.hand import Hand
from kontor.records.models import DuplicateSearch, Likeness
from tests.actions.overview.killing.start import MOMENT, later, opened, sound, start

TOUCHES = 60
TWINS = 30


class Merging:
    """Merge two people with a long past, and take it back."""

    def __init__(self) -> None:
        with transaction.atomic():
            self.book, self.hand = opened()
            self.pair = _pair_with_a_past(self.book, self.hand)
        self.two = sound(self.book)

    def once(self) -> None:
        merge_people(self.book, *self.pair, hand=self.hand)
        undo(self.book, hand=self.hand, again=False)

    def remember(self) -> None:
        assert sound(self.book) == self.two
        merge_people(self.book, *self.pair, hand=self.hand)
        self.one = sound(self.book)

    def look(self, chance: random.Random) -> str:
        """Find either two whole people or one, who becomes the same two again."""
        start()
        found = sound(self.book)
        if found == self.one:
            assert undo(self.book, hand=self.hand).kept == []
            assert sound(self.book) == self.two
            return "one"
        assert found == self.two
        if chance.random() < 0.5:
            merge_people(self.book, *self.pair, hand=self.hand)
            assert sound(self.book) == self.one
        return "two"


def _pair_with_a_past(book: int, hand: Hand) -> list[str]:
    ben = add_person(book, hand=hand, name="Ben Brandt").uid
    pair = [
        add_person(
            book,
            hand=hand,
            name=name,
            emails=[Point(f"{name.split()[0].lower()}@eller.example")],
            work=[Work("Eller Druck", "Chef")],
            tags=["Chor", name],
        ).uid
        for name in ("Emil Eller", "E. Eller")
    ]
    for number in range(TOUCHES):
        whom = [pair[number % 2], *([ben] if number % 3 else [])]
        day = MOMENT.date() - timedelta(days=number)
        log_touch(book, whom, hand=hand, day=day, channel="call")
    add_tie(book, pair[1], ben, hand=hand)
    return pair


class Searching:
    """Search a book for its pairs."""

    def __init__(self) -> None:
        with transaction.atomic():
            self.book, self.hand = opened()
            for number in range(TWINS):
                for mail in ("privat", "arbeit"):
                    add_person(
                        self.book, hand=self.hand, name=f"N{number:03} Eller",
                        phones=[Point(f"+49 451 1000{number:03}")],
                        emails=[Point(f"{mail}{number}@eller.example")],
                    )  # fmt: skip

    def once(self) -> None:
        want_search(self.book)
        look_through(self.book, hand=self.hand)

    def remember(self) -> None:
        self.pairs = _pairs()
        assert len(self.pairs) >= TWINS

    def look(self, chance: random.Random) -> str:
        """Find all pairs or none, and what was begun begun anew."""
        start()
        sound(self.book)
        pairs = _pairs()
        assert pairs in ([], self.pairs)
        begun = DuplicateSearch.objects.filter(book=self.book).first()
        if begun is None:
            self.once()
        elif begun.state == "wanted":
            assert waiting(later()) == [self.book]
            assert Worker(clock=later).search_once()
        assert waiting(later()) == []
        assert _pairs() == self.pairs
        if pairs:
            return "found"
        return "under way" if begun and begun.claimed_until else "wanted"


def _pairs() -> list[tuple[Any, ...]]:
    found = Likeness.objects.values_list("first", "second", "probability")
    return list(found.order_by("first", "second"))
