"""Working one step ahead: the next chunk is made ready while this one is written.

The database does most of its work outside Python, so both go on at the same time.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
_END = object()


def ahead(
    steps: Iterable[T], *, waiting: Callable[[], None], every: float
) -> Iterator[T]:
    """Give what ``steps`` gives, in order; the next is made in another thread.

    Args:
        steps: must not ask the database, whose connections belong to a thread.
        waiting: called in this thread every so many seconds while a step is not
            ready, and once before each.
        every: seconds.
    """
    source = iter(steps)
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, source, _END)
        while (step := _wait(coming, waiting, every)) is not _END:
            coming = pool.submit(next, source, _END)
            yield cast("T", step)


def _wait(coming: Future[object], waiting: Callable[[], None], every: float) -> object:
    while True:
        waiting()
        try:
            return coming.result(every)
        except NotYet:
            if coming.done():
                raise
