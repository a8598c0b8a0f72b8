"""Whether anybody was ever erased: asked at every start."""

from __future__ import annotations

from kontor.records.erasing.listed import list_file
from kontor.records.traces import owes_a_sweep


def anybody_listed() -> bool:
    """Tell whether somebody was ever erased from this data folder, or a book."""
    return list_file().exists() or owes_a_sweep()
