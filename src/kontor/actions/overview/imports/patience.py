"""Waiting for slow work without looking dead."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
_END = object()


def patiently(
    steps: Iterable[T], *, waiting: Callable[[], None], every: float
) -> Iterator[T]:
    """Give what ``steps`` gives, made in another thread while this one waits.

    Args:
        steps: must not ask the database, whose connections belong to a thread.
        waiting: called once before each step, and every so many seconds while it
            takes longer.
        every: seconds.
    """
    source = iter(steps)
    with ThreadPoolExecutor(1) as pool:
        while True:
            step = _wait(pool.submit(next, source, _END), waiting, every)
            if step is _END:
                return
            yield cast("T", step)


def _wait(coming: Future[object], waiting: Callable[[], None], every: float) -> object:
    while True:
        waiting()
        try:
            return coming.result(every)
        except NotYet:
            if coming.done():
                raise
