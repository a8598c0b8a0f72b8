"""Waiting for slow work without looking dead."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from kontor.actions.overview.imports.patience import patiently


def test_steps_come_in_order_and_each_is_waited_for() -> None:
    looked: list[int] = []
    steps = patiently(iter("abc"), waiting=lambda: looked.append(1), every=60)
    assert list(steps) == ["a", "b", "c"]
    # Once before each step, and once before it is clear that there is none.
    assert len(looked) == 4


def test_a_slow_step_is_looked_at_meanwhile() -> None:
    enough = threading.Event()
    looked = 0

    def look() -> None:
        nonlocal looked
        looked += 1
        if looked == 3:
            enough.set()

    def slow() -> Iterator[bool]:
        yield enough.wait(30)

    assert list(patiently(slow(), waiting=look, every=0.01)) == [True]


def test_what_goes_wrong_in_a_step_is_raised_here() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise TimeoutError

    steps = patiently(broken(), waiting=lambda: None, every=60)
    assert next(steps) == 1
    with pytest.raises(TimeoutError):
        next(steps)
