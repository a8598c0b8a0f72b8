"""The worker: does in the background what the pages have ordered.

It runs as a thread beside the server. The table of imports is its queue; killed
at any moment, it goes on after the next start.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from kontor.actions.overview.imports.claim import AtWork
from kontor.actions.overview.imports.stages import WORK, carry_on
from kontor.actions.overview.learn import learn_everywhere
from kontor.records.models import Batch

if TYPE_CHECKING:
    from kontor.actions.overview.imports.claim import Clock

SECONDS = 1.0
# A stage that failed for a reason nobody thought of is tried again after so long.
PATIENCE = 300.0
# The start belongs to the pages; a large book takes a second or two to learn from.
LEARN_AFTER = 60.0
LEARN_SECONDS = 3_600.0
_log = logging.getLogger(__name__)


class Worker:
    """A thread that carries imports on.

    Args:
        clock: gives the moment, aware UTC.
    """

    def __init__(self, clock: Clock = timezone.now) -> None:
        self._clock = clock
        self._stop = threading.Event()
        self._failed: dict[int, float] = {}
        self._learn_at = self._clock().timestamp() + LEARN_AFTER
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """Stop after the stage at hand, and wait for it."""
        self._stop.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._learn()
                if not self._look():
                    # A database that was away meanwhile is connected to anew.
                    close_old_connections()
                    self._stop.wait(SECONDS)
        finally:
            connection.close()

    def _learn(self) -> None:
        """Now and then learn from the books' own past."""
        now = self._clock().timestamp()
        if now < self._learn_at:
            return
        self._learn_at = now + LEARN_SECONDS
        try:
            learn_everywhere(self._clock())
        except DatabaseError:
            _log.exception("the worker cannot reach the database")

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
        except Exception:
            # The others must not wait for one that cannot be done.
            _log.exception("import %s stopped", batch.uid)
            self._failed[batch.pk] = self._clock().timestamp()
            return False
        return True

    def _rests(self, batch: Batch) -> bool:
        failed = self._failed.get(batch.pk)
        return failed is not None and self._clock().timestamp() - failed < PATIENCE
