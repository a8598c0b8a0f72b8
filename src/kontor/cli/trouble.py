"""Whatever stops a command, said in one line that tells what to do.

With ``--json`` it is ``{"error": code, "text": line}`` on standard output, else the
line stands on the error output. The command ends with 1, with 2 where it was given
in a wrong way, with 130 after Ctrl+C (1 at a question). Codes are stable; texts
follow the language.
What is not foreseen here is a fault of the program and stays loud.
"""

from __future__ import annotations

import re

WRONG_USE = 2
STOPPED = 130
STOPPED_CODE = "stopped"


class Trouble(Exception):
    """Something that ends a command, in the language in force.

    Attributes:
        text: one line for people.
        code: stable, for programs.
        status: what the command ends with.
    """

    def __init__(self, text: str, code: str, status: int = 1) -> None:
        super().__init__(text)
        self.text = text
        self.code = code
        self.status = status


def trouble_of(error: BaseException) -> Trouble | None:
    """Say what an exception means to the user; None for a fault of the program."""
    if isinstance(error, Trouble):
        return error
    if isinstance(error, KeyboardInterrupt):
        return stopped(STOPPED)
    return _refused(error) or _misused(error) or _database(error)


def stopped(status: int = 1) -> Trouble:
    """Say that the user broke off."""
    from django.utils.translation import gettext

    return Trouble(gettext("Stopped."), STOPPED_CODE, status)


def code_of(error: BaseException) -> str:
    """Give the stable code of an error: ``NoSuchBook`` is ``no_such_book``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


def _refused(error: BaseException) -> Trouble | None:
    from kontor.core.errors import KontorError

    if not isinstance(error, KontorError):
        return None
    from kontor.reports.wording import error_text

    return Trouble(error_text(error), code_of(error))


def _misused(error: BaseException) -> Trouble | None:
    import typer

    if isinstance(error, typer.Abort):
        return stopped()
    if isinstance(error, typer.TyperException):
        from kontor.cli.misuse import misuse_text

        return Trouble(misuse_text(error), "usage", WRONG_USE)
    return None


def _database(error: BaseException) -> Trouble | None:
    from django.db import Error

    if not isinstance(error, Error):
        return None
    from kontor.cli.database import database_text

    text = database_text(error)
    return Trouble(text, "database") if text else None
