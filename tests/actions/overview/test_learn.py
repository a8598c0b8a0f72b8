"""Learning from a book's own past."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta

import pytest

from kontor.actions.accounts.settings import change_settings
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview import learn as module
from kontor.actions.overview.learn import learn, learn_at_first_look
from kontor.actions.overview.undo import NothingToUndo, undo
from kontor.actions.overview.week import plan_week
from kontor.core.connections.fit import Fitted
from kontor.core.connections.probability import Prior
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person

FITTED = Fitted(half_life=60.0, prior=Prior(0.5, 200.0), outcomes=321)


@pytest.fixture
def taught(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A past that teaches something; counts how often it was asked."""
    asked: list[int] = []

    def fit(days: object, today: object) -> Fitted:
        asked.append(1)
        return FITTED

    monkeypatch.setattr(module, "fit", fit)
    monkeypatch.setattr(module, "ENOUGH_OUTCOMES", 0)
    return asked


def test_a_young_book_teaches_nothing_and_is_asked_again_at_once(
    book: Book, hand: Hand, ben: Person
) -> None:
    log_touch(book.pk, [ben.uid], hand=hand)
    assert learn(book.pk, hand=hand) is False
    book.refresh_from_db()
    assert (book.fitted_on, book.half_life, book.outcomes_seen) == (None, 30, 0)


def test_what_was_learned_is_kept_and_every_strength_follows(
    book: Book, hand: Hand, ben: Person, taught: list[int]
) -> None:
    log_touch(book.pk, [ben.uid], hand=hand, channel="call")
    assert learn(book.pk, hand=hand) is True
    book.refresh_from_db()
    assert (book.half_life, book.prior_shape, book.prior_rate) == (60, 0.5, 200)
    assert book.outcomes_seen == 321
    ben.refresh_from_db()
    day = hand.moment.date().toordinal()
    # A call weighs 2, the day counts in half-lives of 60 days.
    assert ben.strength_key == pytest.approx(math.log2(2) + day / 60)


def test_it_is_learned_once_a_month(book: Book, hand: Hand, taught: list[int]) -> None:
    for days in (0, 29, 30, 31):
        later = replace(hand, moment=hand.moment + timedelta(days=days))
        assert learn(book.pk, hand=later) is (days in {0, 30})
    assert len(taught) == 2


def test_a_half_life_of_the_keepers_own_stays(
    book: Book, hand: Hand, taught: list[int]
) -> None:
    change_settings(book.pk, hand=hand, half_life=45)
    learn(book.pk, hand=hand)
    book.refresh_from_db()
    assert (book.half_life, book.prior_shape) == (45, 0.5)


def test_learning_is_no_deed_of_the_keepers(
    book: Book, hand: Hand, taught: list[int]
) -> None:
    learn(book.pk, hand=hand)
    with pytest.raises(NothingToUndo):
        undo(book.pk, hand=hand)


def test_at_the_first_look_of_a_day_it_is_learned_and_not_at_the_next(
    book: Book, hand: Hand, taught: list[int]
) -> None:
    assert learn_at_first_look(book.pk, hand=hand)
    Book.objects.update(fitted_on=None)
    plan_week(book.pk, hand=hand)
    assert not learn_at_first_look(book.pk, hand=hand)
    tomorrow = replace(hand, moment=hand.moment + timedelta(days=1))
    assert learn_at_first_look(book.pk, hand=tomorrow)
    assert len(taught) == 2


def test_the_sample_teaches_nothing_at_the_first_look(
    book: Book, hand: Hand, taught: list[int]
) -> None:
    Book.objects.update(is_sample=True)
    assert not learn_at_first_look(book.pk, hand=hand)
    assert taught == []
