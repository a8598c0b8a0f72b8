"""Waiting for slow work without looking dead."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

T = TypeVar("T")
_END = object()


def patiently(
    steps: Iterable[T], *, waiting: Callable[[], None], every: float
) -> Generator[T, None, None]:
    """Give what ``steps`` gives, made in another thread, one step ahead.

    Args:
        steps: must not ask the database, whose connections belong to a thread.
        waiting: called once before each step, and every so many seconds while it
            takes longer.
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
