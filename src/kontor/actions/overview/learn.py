"""Learning half-life and prior from the book's own past, once it has one."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.db import DatabaseError, transaction

from kontor.actions.ground import the_book
from kontor.core.connections.fit import ENOUGH_OUTCOMES, FEWEST_DAYS, Fitted, fit
from kontor.lib.hand import Hand
from kontor.records import journal
from kontor.records.derived import rebuild_all
from kontor.records.facts.history import days_of_the_book
from kontor.records.models import Book, Person, Plan

# How often a book is learned from anew.
EVERY_DAYS = 30
_log = logging.getLogger(__name__)


def learn(book: int, *, hand: Hand) -> bool:
    """Learn from a book where a month has passed; tell whether anything was learned.

    A half-life that the keeper set stays. The strengths follow at once.
    """
    row = the_book(book)
    today = hand.today(row.time_zone)
    if row.fitted_on and today - row.fitted_on < timedelta(days=EVERY_DAYS):
        return False
    ties = Person.objects.filter(book=row, touch_days__gte=FEWEST_DAYS)
    if ties.count() < ENOUGH_OUTCOMES:
        return False
    # Reading and fitting take a while in a large book, so no writer waits for them.
    found = fit(days_of_the_book(row), today)
    if found is not None:
        _settle(row, hand, today, found)
    return found is not None


def learn_at_first_look(book: int, *, hand: Hand) -> bool:
    """Learn where today's plan is not made yet; tell whether anything was learned.

    For those who never leave the server running, which learns in the background.
    """
    row = the_book(book)
    today = hand.today(row.time_zone)
    if row.is_sample or Plan.objects.filter(book=row, day=today).exists():
        return False
    return learn(book, hand=hand)


def learn_everywhere(moment: datetime) -> None:
    """Learn from every book that is due; what goes wrong in one stops no other."""
    for book in Book.objects.filter(is_sample=False).values_list("pk", flat=True):
        try:
            learn(book, hand=Hand(None, moment))
        except DatabaseError:
            _log.exception("nothing was learned from book %s", book)


@transaction.atomic
def _settle(book: Book, hand: Hand, today: date, found: Fitted) -> None:
    values: dict[str, object] = {
        "fitted_on": today,
        "prior_shape": found.prior.shape,
        "prior_rate": found.prior.rate,
        "outcomes_seen": found.outcomes,
    }
    if not book.half_life_own:
        values["half_life"] = found.half_life
    before = book.half_life
    deed = journal.open_deed(book, hand, "learn")
    journal.edit(deed, book, **values)
    if book.half_life != before:
        rebuild_all(book.pk)
