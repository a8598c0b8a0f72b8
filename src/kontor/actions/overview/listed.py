"""Whether there is a list of erased people at all: asked at every start."""

from __future__ import annotations

from kontor.records.erasing.listed import list_file


def anybody_listed() -> bool:
    """Tell whether somebody was ever erased from this data folder."""
    return list_file().exists()
