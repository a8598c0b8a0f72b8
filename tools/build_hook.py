"""Compile the message catalogues when the package is built or installed.

GNU gettext may be missing on a user's machine, so Babel writes the binary
catalogues here and the wheel carries them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Write one binary catalogue beside every written one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every ``.po`` under the package's ``locale`` folder."""
        for source in Path(self.root, "src/kontor/locale").rglob("*.po"):
            with source.open("rb") as written:
                catalogue = read_po(written)
            with source.with_suffix(".mo").open("wb") as binary:
                write_mo(binary, catalogue)
