"""How often Python looks for garbage, while much is held at once."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let Python look for garbage less often while rows go by in thousands.

    Each look at all there is would hold every other thread up, the longer the more
    there is.
    """
    usual = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        # What is left of it is looked at now, not all there ever was.
        gc.collect(1)
        gc.set_threshold(*usual)
