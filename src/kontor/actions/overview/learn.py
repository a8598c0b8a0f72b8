"""Learning half-life and prior from the book's own past, once it has one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.ground import the_book
from kontor.core.connections.fit import fit
from kontor.records import journal
from kontor.records.derived import rebuild_all
from kontor.records.facts.history import days_of_the_book

if TYPE_CHECKING:
    from kontor.lib.hand import Hand

# How often a book is learned from anew.
EVERY_DAYS = 30


def learn(book: int, *, hand: Hand) -> bool:
    """Learn from a book where a month has passed; tell whether anything was learned.

    A half-life that the keeper set stays. The strengths follow at once.
    """
    row = the_book(book)
    today = hand.today(row.time_zone)
    if row.fitted_on and today - row.fitted_on < timedelta(days=EVERY_DAYS):
        return False
    # Reading and fitting take a while in a large book, so no writer waits for them.
    found = fit(days_of_the_book(row), today)
    with transaction.atomic():
        deed = journal.open_deed(row, hand, "learn")
        values: dict[str, object] = {"fitted_on": today}
        if found is not None:
            values |= {
                "prior_shape": found.prior.shape,
                "prior_rate": found.prior.rate,
                "outcomes_seen": found.outcomes,
            }
            if not row.half_life_own:
                values["half_life"] = found.half_life
        half_life = row.half_life
        journal.edit(deed, row, **values)
        if row.half_life != half_life:
            rebuild_all(book)
    return found is not None
