"""What is kept in a book, and who sees it."""

from __future__ import annotations

from datetime import date

from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.imports.stages import drop_batch
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Keeper, Person
from kontor.reports.overview.imports import batches
from kontor.reports.overview.trust import TrustView, trust_of
from tests.actions.overview.bringing import bring, card, clock, look


def test_what_a_book_holds_is_counted_and_its_keepers_named(
    book: Book, clara: Account, clara_book: Book, hand: Hand, ben: Person
) -> None:
    log_touch(book.pk, [ben.uid], hand=hand)
    Keeper.objects.create(book=book, account=clara, role="assistant")
    assert trust_of(book.pk) == TrustView(
        since=date(2026, 3, 2),
        people=1,
        touches=1,
        batches=0,
        keepers=("Anna", "Clara"),
    )


def test_imports_are_counted_as_they_are_listed(book: Book, hand: Hand) -> None:
    bring(book, hand, card(name="Eva"))
    # A dry run of the command line is none; what was dropped on a page was one.
    for inline in (True, False):
        batch = look(book, hand, card(name="Ida"), inline=inline)
        drop_batch(book.pk, batch.uid, clock=clock)
    listed = batches(book.pk, now=hand.moment).object_list
    assert trust_of(book.pk).batches == len(listed) == 2
