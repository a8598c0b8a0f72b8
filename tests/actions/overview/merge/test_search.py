"""Looking through a whole book for people who stand in it twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kontor.actions.connections.people import add_person, remove_person
from kontor.actions.connections.pieces import Point
from kontor.actions.overview.merge import search
from kontor.actions.overview.merge.apart import keep_apart
from kontor.actions.overview.merge.search import (
    CLAIM,
    Looking,
    look_through,
    waiting,
    want_search,
)
from kontor.actions.worker import Worker
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, DuplicateSearch, Likeness, Person
from tests.actions.overview.bringing import bring, card, clock


def add(book: Book, hand: Hand, name: str, mail: str = "", **values: Any) -> Person:
    points = [Point(mail)] if mail else []
    done = add_person(book.pk, hand=hand, name=name, emails=points, **values)
    return Person.objects.get(uid=done.uid)


def likely(book: Book) -> dict[frozenset[str], float]:
    """Give the chance of each pair that was found, by their names."""
    names = dict(Person.objects.filter(book=book).values_list("pk", "display"))
    return {
        frozenset((names[row.first], names[row.second])): row.probability
        for row in Likeness.objects.filter(book=book)
    }


def state(book: Book) -> DuplicateSearch:
    return DuplicateSearch.objects.get(book=book)


def later(hand: Hand, **by: float) -> Hand:
    return Hand(hand.account_id, hand.moment + timedelta(**by))


def test_one_mail_address_and_names_alike_are_found(book: Book, hand: Hand) -> None:
    add(book, hand, "Anna Berg", "anna@berg.example")
    add(book, hand, "Anna Bergh", "ANNA@berg.example")
    add(book, hand, "Dora Daume", "dora@daume.example")
    assert look_through(book.pk, hand=hand) == 1
    (pair,) = likely(book)
    assert pair == {"Anna Berg", "Anna Bergh"}


def test_equal_names_alone_are_never_almost_certain(book: Book, hand: Hand) -> None:
    one, other = add(book, hand, "Ben Brandt"), add(book, hand, "Ben Brandt")
    look_through(book.pk, hand=hand)
    found = Likeness.objects.get()
    assert (found.first, found.second) == (one.pk, other.pk)
    # Worth a look, and no more than that.
    assert 0.5 <= found.probability < 0.9


def test_a_second_search_replaces_the_first(book: Book, hand: Hand) -> None:
    add(book, hand, "Ben Brandt")
    again = add(book, hand, "Ben Brandt")
    look_through(book.pk, hand=hand)
    remove_person(book.pk, again.uid, hand=hand)
    add(book, hand, "Cem Can", "cem@can.example")
    add(book, hand, "Cem Can", "cem@can.example")
    assert look_through(book.pk, hand=later(hand, hours=1)) == 1
    assert set(likely(book)) == {frozenset({"Cem Can"})}
    assert state(book).finished == hand.moment + timedelta(hours=1)


def test_searching_is_no_deed(book: Book, hand: Hand) -> None:
    add(book, hand, "Ben Brandt")
    before = Deed.objects.count()
    look_through(book.pk, hand=hand)
    assert Deed.objects.count() == before


def test_progress_is_told_and_kept(book: Book, hand: Hand) -> None:
    add(book, hand, "Ben Brandt")
    add(book, hand, "Cem Can")
    told: list[tuple[int, int, int]] = []
    look_through(
        book.pk,
        hand=hand,
        progress=lambda done, of: told.append((done, of, state(book).done)),
    )
    assert told == sorted(told)
    assert told[-1] == (100, 100, 99)
    assert (state(book).state, state(book).done) == ("done", 100)


def test_a_book_of_one_has_no_pairs(book: Book, hand: Hand) -> None:
    assert look_through(book.pk, hand=hand) == 0
    assert state(book).state == "done"


def test_whoever_is_confidential_is_not_looked_at(book: Book, hand: Hand) -> None:
    add(book, hand, "Ben Brandt", "b@b.example", confidential=True)
    add(book, hand, "Ben Brandt", "b@b.example")
    assert look_through(book.pk, hand=hand) == 0


def test_a_search_that_was_killed_begins_anew(book: Book, hand: Hand) -> None:
    add(book, hand, "Ben Brandt")
    add(book, hand, "Ben Brandt")
    # What one that was killed leaves behind.
    want_search(book.pk)
    until = hand.moment + CLAIM
    DuplicateSearch.objects.update(done=35, claimed_until=until, finished=hand.moment)
    assert waiting(hand.moment) == []
    with pytest.raises(Looking) as refused:
        look_through(book.pk, hand=hand)
    assert refused.value.facts["seconds"] == CLAIM.total_seconds()
    assert waiting(until) == [book.pk]
    assert look_through(book.pk, hand=Hand(hand.account_id, until)) == 1
    assert (state(book).state, state(book).claimed_until) == ("done", None)


def test_a_search_that_fails_is_still_wanted(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(book, hand, "Ben Brandt")
    add(book, hand, "Ben Brandt")
    look_through(book.pk, hand=hand)

    def broken(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken_off:
        broken_off.setattr(search, "_keep", broken)
        with pytest.raises(KeyboardInterrupt):
            look_through(book.pk, hand=hand)
    # What the one before has found stays meanwhile.
    assert Likeness.objects.count() == 1
    assert waiting(hand.moment) == [book.pk]


def test_what_is_ordered_while_one_goes_on_is_done_after_it(
    book: Book, hand: Hand
) -> None:
    add(book, hand, "Ben Brandt")
    add(book, hand, "Cem Can")
    ordered = iter([lambda: want_search(book.pk)])
    look_through(
        book.pk, hand=hand, progress=lambda done, of: next(ordered, lambda: None)()
    )
    assert waiting(hand.moment) == [book.pk]
    look_through(book.pk, hand=hand)
    assert waiting(hand.moment) == []


def test_an_import_orders_a_search_and_the_worker_does_it(
    book: Book, hand: Hand
) -> None:
    add(book, hand, "Emil Eller", "emil@eller.example")
    look_through(book.pk, hand=hand)
    worker = Worker(clock)
    assert not worker.search_once()
    # The name alone: the import is in doubt, and it comes in as new.
    bring(book, hand, card(name="Emil Eller"))
    assert worker.search_once()
    assert set(likely(book)) == {frozenset({"Emil Eller"})}
    assert not worker.search_once()


def test_an_import_that_brings_nothing_orders_none(book: Book, hand: Hand) -> None:
    text = card("EMAIL:emil@eller.example", name="Emil Eller")
    bring(book, hand, text)
    look_through(book.pk, hand=hand)
    bring(book, hand, text)
    assert waiting(hand.moment) == []


def test_whom_an_import_was_in_doubt_about_is_shown_however_unlikely(
    book: Book, hand: Hand
) -> None:
    # A mail address of two: more likely a couple than one person.
    add(book, hand, "Hans Hinz", "familie@hinz.example")
    bring(book, hand, card("EMAIL:familie@hinz.example", name="Karin Hinz"))
    look_through(book.pk, hand=hand)
    ((pair, chance),) = likely(book).items()
    assert pair == {"Hans Hinz", "Karin Hinz"}
    assert chance < 0.5


def test_a_book_with_imports_from_before_is_searched_by_itself(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, card(name="Emil Eller"))
    DuplicateSearch.objects.all().delete()
    assert waiting(hand.moment) == [book.pk]


def test_a_search_that_cannot_be_done_is_not_tried_again_at_once(
    book: Book,
    hand: Hand,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    want_search(book.pk)

    def broken(*_: object) -> int:
        raise RuntimeError

    monkeypatch.setattr(search, "_keep", broken)
    worker = Worker(clock)
    assert not worker.search_once()
    assert str(book.pk) in caplog.text
    monkeypatch.undo()
    assert not worker.search_once()


def test_nobody_is_compared_with_another_book(
    book: Book, clara_book: Book, hand: Hand
) -> None:
    add(book, hand, "Ben Brandt", "b@b.example")
    add(clara_book, hand, "Ben Brandt", "b@b.example")
    assert look_through(book.pk, hand=hand) == 0
    with pytest.raises(Missing):
        look_through(0, hand=hand)


def test_said_to_be_two_they_are_still_found_but_kept_apart(
    book: Book, hand: Hand
) -> None:
    one, other = add(book, hand, "Ben Brandt"), add(book, hand, "Ben Brandt")
    keep_apart(book.pk, one.uid, other.uid, hand=hand)
    # The list leaves them out (tests/reports/overview/test_duplicates.py), so that
    # taking it back shows them again at once.
    assert look_through(book.pk, hand=hand) == 1
