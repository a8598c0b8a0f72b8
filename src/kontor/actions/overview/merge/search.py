"""Looking through a whole book for people who stand in it twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from kontor.actions.ground import the_book
from kontor.core.errors import Unavailable
from kontor.lib.garbage import seldom_collecting
from kontor.lib.text import gettext_noop
from kontor.records import bulk
from kontor.records.facts.books import kept
from kontor.records.facts.doubtful import doubtful_people
from kontor.records.facts.everybody import everybody
from kontor.records.models import Batch, Book, Deed, DuplicateSearch, Likeness
from kontor.records.verbs import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.db.models import QuerySet

    from kontor.core.connections.duplicates.find import Pairs
    from kontor.lib.hand import Hand

WANTED, DONE = DuplicateSearch.State.WANTED, DuplicateSearch.State.DONE
# Whoever looks has the book to itself so long; then somebody else may begin anew.
CLAIM = timedelta(minutes=5)
# More pairs than anybody would ever look through.
MOST = 20_000


class Looking(Unavailable):
    """Somebody else is searching this book."""

    text = gettext_noop(
        "Kontor is looking through this book already. Wait until it is finished; a "
        "search that was broken off can begin anew in {seconds} seconds."
    )


def want_search(book: int) -> None:
    """Order a search; the worker does it, or whoever calls ``look_through``.

    While one goes on, another one follows it.
    """
    the_book(book)
    DuplicateSearch.objects.update_or_create(
        book_id=book, defaults={"state": WANTED, "done": 0, "finished": None}
    )


def look_through(
    book: int, *, hand: Hand, progress: Callable[[int, int], None] = lambda d, o: None
) -> int:
    """Search a book and keep what was found in place of the last search.

    Reading and comparing hold no writer up; only the result is written at once. It is
    no deed: nothing the keeper said is changed by it.

    Args:
        hand: whose moment it is.
        progress: told (done, of) in parts of a hundred.

    Returns:
        How many pairs were found.

    Raises:
        Looking: somebody else is at it.
    """
    row = the_book(book)
    mine = _claimed(row, hand.moment)

    def told(done: int, of: int) -> None:
        mine.update(done=min(done * 100 // max(of, 1), 99))
        progress(done, of)

    try:
        latest = _latest(row)
        with seldom_collecting():
            keys, pairs = _found(row, told)
            count = _keep(row, keys, pairs)
    except BaseException:
        # Broken off, it is still wanted, and nobody is at it any more.
        mine.update(claimed_until=None)
        raise
    # What was ordered meanwhile is still to be done.
    mine.filter(finished=hand.moment).update(state=DONE, done=100, latest=latest)
    mine.update(claimed_until=None)
    return count


def _claimed(book: Book, moment: datetime) -> QuerySet[DuplicateSearch]:
    """Take the right to search a book.

    Raises:
        Looking: somebody else has it.
    """
    search, _ = DuplicateSearch.objects.get_or_create(book=book)
    mine = DuplicateSearch.objects.filter(pk=search.pk)
    if not mine.filter(_free(moment)).update(
        state=WANTED, done=0, finished=moment, claimed_until=moment + CLAIM
    ):
        left = (search.claimed_until or moment) - moment
        raise Looking(seconds=max(1, round(left.total_seconds())))
    return mine


def _free(moment: datetime) -> Q:
    return Q(claimed_until=None) | Q(claimed_until__lte=moment)


def _found(
    book: Book, progress: Callable[[int, int], None]
) -> tuple[list[int], Pairs | None]:
    """Find the likely pairs, and for whoever an import was in doubt about one each."""
    # Only here: what it needs is much, and not needed to order a search.
    from kontor.core.connections.doubts import worth_a_look
    from kontor.core.connections.duplicates.find import LIKELY, find

    keys, people = everybody(book.pk)
    if len(people) < 2:
        return keys, None
    place = {key: number for number, key in enumerate(keys)}
    doubtful = [place[key] for key in doubtful_people(book.pk) if key in place]
    pairs = find(people, least=0 if doubtful else LIKELY, progress=progress)
    return keys, worth_a_look(pairs, doubtful)


def waiting(moment: datetime) -> list[int]:
    """List the books in which the worker shall search.

    These are where a search is ordered, by the keeper or by an import that brought
    somebody, and those with imports from before there was a search. What is added by
    hand is seen by who adds it.
    """
    searches = DuplicateSearch.objects.filter(state=WANTED).filter(_free(moment))
    ordered = set(searches.values_list("book_id", flat=True))
    known = DuplicateSearch.objects.values("book_id")
    brought = Batch.objects.filter(state=Batch.State.DONE, book__in=kept())
    brought = brought.exclude(book__in=known)
    return sorted(ordered | set(brought.values_list("book_id", flat=True)))


def _latest(book: Book) -> int:
    deeds = Deed.objects.filter(book=book).exclude(verb__in=SILENT)
    return deeds.order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def _keep(book: Book, keys: list[int], found: Pairs | None) -> int:
    Likeness.objects.filter(book=book).delete()
    if found is None:
        return 0
    pairs = list(
        zip(
            found.left.tolist(),
            found.right.tolist(),
            found.probability.tolist(),
            found.levels.tolist(),
            found.weights.tolist(),
            strict=True,
        )
    )[:MOST]
    bulk.insert(
        Likeness,
        ["book_id", "first", "second", "probability", "levels", "weights"],
        [
            (book.pk, keys[left], keys[right], chance, levels, weights)
            for left, right, chance, levels, weights in pairs
        ],
    )
    return len(pairs)
