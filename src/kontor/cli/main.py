"""The command ``kontor``: assembled here, told apart in the files beside it."""

from __future__ import annotations

from kontor.cli.ground import prepare


def run() -> None:
    """Run the command line.

    The settings are loaded first: the help of every command is translated.
    """
    prepare()
    from kontor.cli.app import app

    app(prog_name="kontor")
