"""What is kept in a book, and who sees it."""

from __future__ import annotations

from datetime import date

from kontor.actions.connections.touches import log_touch
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Keeper, Person
from kontor.reports.overview.trust import TrustView, trust_of


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
