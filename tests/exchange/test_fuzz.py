"""Files of every kind, damaged by chance; `make fuzz` goes on for as long as wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.exchange.damage import SAME_EACH_TIME, damaged, repeated
from tests.exchange.fuzzing import check
from tests.exchange.seeds import KINDS

# Held at a time: a file, its items, and what the readers make ready once.
_MEMORY = 40_000_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file_is_read(kind: str, tmp_path: Path) -> None:
    for seed in KINDS[kind].seeds:
        (tmp_path / "1").write_bytes(KINDS[kind].file(seed))
        counts = check(tmp_path / "1")
        # Else what follows would only damage what is refused anyway.
        assert counts["read"] or counts["rows"] == 2


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_raises_or_costs_more_than_itself(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "1"

    @settings(SAME_EACH_TIME, max_examples=120)
    @given(damaged(kind))
    def look(data: bytes) -> None:
        path.write_bytes(data)
        check(path)

    look()


@pytest.mark.parametrize("kind", KINDS)
def test_no_repetition_takes_long(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "1"

    @settings(SAME_EACH_TIME, max_examples=25)
    @given(repeated(kind))
    def look(data: bytes) -> None:
        path.write_bytes(data)
        check(path)

    look()
