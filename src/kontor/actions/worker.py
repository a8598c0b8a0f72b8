"""The worker: does in the background what the pages have ordered.

It runs as a thread beside the server. The table of imports is its queue; killed
at any moment, it goes on after the next start.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections, connection
from django.db.models import Q
from django.utils import timezone

from kontor.actions.overview.bring_book import clear_unfinished
from kontor.actions.overview.fill_book import WRONG
from kontor.actions.overview.imports.claim import AtWork
from kontor.actions.overview.imports.leftovers import clear_leftovers
from kontor.actions.overview.imports.stages import WORK, carry_on
from kontor.actions.overview.learn import learn_everywhere
from kontor.actions.overview.merge.search import Looking, look_through, waiting
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.facts.books import coming_in, kept
from kontor.records.models import Batch

if TYPE_CHECKING:
    from kontor.actions.overview.imports.claim import Clock

SECONDS = 1.0
# Whether a book is to be searched for duplicates is asked so often, and after each
# stage of an import.
SEARCH_SECONDS = 3.0
# A stage that failed for a reason nobody thought of is tried again after so long.
PATIENCE = 300.0
# The start belongs to the pages; a large book takes a second or two to learn from.
LEARN_AFTER = 60.0
LEARN_SECONDS = 3_600.0
_log = logging.getLogger(__name__)
_begun: list[Worker] = []


def at_work() -> bool:
    """Tell whether a worker of this process is alive, for whoever looks after it."""
    return any(worker.is_alive() for worker in _begun)


class Worker:
    """A thread that carries imports on, and searches for duplicates when none is left.

    Args:
        clock: gives the moment, aware UTC.
    """

    def __init__(self, clock: Clock = timezone.now) -> None:
        self._clock = clock
        self._stop = threading.Event()
        self._failed: dict[int, float] = {}
        self._failed_searches: dict[int, float] = {}
        self._search_at = 0.0
        self._learn_at = self._clock().timestamp() + LEARN_AFTER
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        _begun.append(self)
        self._thread.start()

    def is_alive(self) -> bool:
        """Tell whether it works, or waits for work."""
        return self._thread.is_alive()

    def stop(self, seconds: float = 10.0) -> None:
        """Stop after the stage at hand, and wait for it."""
        self._stop.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._learn()
                if self._look():
                    self._search_at = 0.0
                elif not self._search():
                    # A database that was away meanwhile is connected to anew.
                    close_old_connections()
                    self._stop.wait(SECONDS)
        finally:
            connection.close()

    def _learn(self) -> None:
        """Now and then learn from the books' own past, and clear away leftovers."""
        now = self._clock().timestamp()
        if now < self._learn_at:
            return
        self._learn_at = now + LEARN_SECONDS
        try:
            learn_everywhere(self._clock())
            clear_unfinished(Hand(None, self._clock()))
            clear_leftovers(self._clock())
        except Exception:
            # Imports must not wait for what can be done in an hour as well.
            _log.exception("the worker could not tidy up")

    def _search(self) -> bool:
        """Now and then search a book; no import waits meanwhile but a new one."""
        now = self._clock().timestamp()
        if now < self._search_at:
            return False
        self._search_at = now + SEARCH_SECONDS
        try:
            return self.search_once()
        except DatabaseError:
            _log.exception("the worker cannot reach the database")
            return False

    def search_once(self) -> bool:
        """Search the next book that waits for it; tell whether there was one."""
        for book in waiting(self._clock()):
            if not self._is_early(self._failed_searches.get(book)):
                return self._look_through(book)
        return False

    def _look_through(self, book: int) -> bool:
        try:
            look_through(book, hand=Hand(None, self._clock()))
        except (Looking, Missing):
            return False
        except Exception:
            # As with imports.
            _log.exception("the search in book %s stopped", book)
            self._failed_searches[book] = self._clock().timestamp()
            return False
        return True

    def _look(self) -> bool:
        try:
            return self.work_once()
        except DatabaseError:
            _log.exception("the worker cannot reach the database")
            return False

    def work_once(self) -> bool:
        """Do the next stage that is free; tell whether there was one."""
        now = self._clock()
        batches = Batch.objects.filter(state__in=list(WORK)).exclude(
            claimed_until__gt=now
        )
        # What a book brings along that is not whole yet has to wait for the rest.
        batches = batches.filter(Q(book__in=kept()) | Q(pk__in=coming_in()))
        for batch in batches.select_related("book").order_by("pk"):
            if batch.options.get("inline") or self._rests(batch):
                continue
            if self._try(batch):
                return True
        return False

    def _try(self, batch: Batch) -> bool:
        try:
            carry_on(batch.book_id, batch.uid, clock=self._clock)
        except AtWork:
            return False
        except tuple(WRONG):
            # The page of the import says what is wrong with its file.
            return True
        except Exception:
            # The others must not wait for one that cannot be done.
            _log.exception("import %s stopped", batch.uid)
            self._failed[batch.pk] = self._clock().timestamp()
            return False
        return True

    def _rests(self, batch: Batch) -> bool:
        return self._is_early(self._failed.get(batch.pk))

    def _is_early(self, failed: float | None) -> bool:
        """Tell whether it is too early to try again what failed."""
        return failed is not None and self._clock().timestamp() - failed < PATIENCE
