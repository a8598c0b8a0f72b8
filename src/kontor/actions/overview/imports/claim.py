"""One stage of one import of a book at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from kontor.core.errors import Unavailable
from kontor.lib.text import gettext_noop
from kontor.records.models import Batch, Book

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
# Whoever was killed is taken to be gone after so long without a sign of life.
LEASE = timedelta(seconds=20)
RENEW = timedelta(seconds=5)


def silent(done: int, total: int) -> None:
    """Tell nobody how far the work is."""


class AtWork(Unavailable):
    """Somebody else is at it."""

    text = gettext_noop(
        "An import is at work in this book. Wait until it is finished; "
        "one that was broken off can be continued in {seconds} seconds."
    )


class Claim:
    """The right to work on an import, renewed with every chunk.

    Args:
        clock: gives the moment, aware UTC.
        progress: told how far the stage is, as (done, total).
    """

    def __init__(self, batch: Batch, clock: Clock, progress: Progress) -> None:
        self.batch = batch
        self.clock = clock
        self.progress = progress

    def __enter__(self) -> Claim:
        """Take the claim.

        Raises:
            AtWork: this or another import of the book is being worked on.
        """
        now = self.clock()
        with transaction.atomic():
            nobody_at_work(self.batch.book_id, now)
            self.batch.claimed_until = now + LEASE
            self.batch.save(update_fields=["claimed_until"])
            self.batch.refresh_from_db()
        return self

    def __exit__(self, *error: object) -> None:
        """Give the claim back, unless somebody else has it by now."""
        Batch.objects.filter(
            pk=self.batch.pk, claimed_until=self.batch.claimed_until
        ).update(claimed_until=None)

    def advance(self, done: int = 0, **columns: Any) -> None:
        """Renew the claim and write down how far the stage is.

        To be called within the transaction of a chunk: if the claim has gone to
        somebody else, nothing of the chunk is written.

        Args:
            done: by how much the stage has come on.
            columns: of the batch to be set as well.

        Raises:
            AtWork: somebody else has taken over.
        """
        until = self.clock() + LEASE
        mine = Batch.objects.filter(
            pk=self.batch.pk, claimed_until=self.batch.claimed_until
        )
        if not mine.update(claimed_until=until, done=F("done") + done, **columns):
            raise _at_work(self.batch, self.clock())
        self.batch.claimed_until = until
        self.batch.done += done
        for name, value in columns.items():
            setattr(self.batch, name, value)
        self.progress(self.batch.done, self.batch.total)

    def keep(self) -> None:
        """Renew the claim while no chunk is due."""
        if self.batch.claimed_until and (
            self.batch.claimed_until - self.clock() < LEASE - RENEW
        ):
            with transaction.atomic():
                self.advance()


def nobody_at_work(book: int, now: datetime) -> None:
    """See to it that no import of a book is worked on until the transaction ends.

    Raises:
        AtWork: one is.
    """
    # Whoever asks at the same moment waits here.
    Book.objects.select_for_update().get(pk=book)
    others = Batch.objects.filter(book=book, claimed_until__gt=now)
    if (other := others.order_by("-claimed_until").first()) is not None:
        raise _at_work(other, now)


def _at_work(batch: Batch, now: datetime) -> AtWork:
    until = batch.claimed_until or now
    return AtWork(seconds=max(1, round((until - now).total_seconds())))
