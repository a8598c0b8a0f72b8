from __future__ import annotations

import gc

import pytest

from kontor.lib.garbage import seldom_collecting


def test_it_is_seldom_looked_and_then_as_before_whatever_happens() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collecting():
        assert gc.get_threshold() > before
        raise ZeroDivisionError
    assert gc.get_threshold() == before
