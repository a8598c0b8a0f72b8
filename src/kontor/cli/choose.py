"""Who is meant: a name on the command line, and the one person it stands for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from uuid import UUID

import click
import typer
from django.utils.translation import gettext as _

from kontor.cli.ground import err
from kontor.core.errors import Invalid, Missing
from kontor.lib.text import fold, gettext_noop
from kontor.reports.connections.people import find_people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kontor.reports.accounts.books import BookView
    from kontor.reports.connections.people import PersonRow


class Nobody(Missing):
    """No name of the book fits."""

    text = gettext_noop("Nobody in “{book}” is called {name}.")


class Several(Invalid):
    """More than one fits, and nobody is there to ask."""

    text = gettext_noop("{name} may be any of: {names}. Say more of the name.")


def whom(book: BookView, name: str, *, today: date) -> str:
    """Find the uid of the one person meant; asks in a terminal if several fit.

    Raises:
        Nobody, Several: it cannot be told.
    """
    try:
        return str(UUID(name))
    except ValueError:
        pass
    found = find_people(book.id, name, today=today, most=10)
    exact = [row for row in found if fold(row.name) == fold(name)]
    found = exact or found
    if not found:
        raise Nobody(book=book.name, name=name)
    if len(found) == 1:
        return found[0].uid
    if not sys.stdin.isatty():
        raise Several(name=name, names=", ".join(row.name for row in found))
    return ask(name, found)


def ask(name: str, found: Sequence[PersonRow]) -> str:
    """Let the keeper choose among people."""
    err.print(_("Which {name}?").format(name=name))
    for number, row in enumerate(found, start=1):
        err.print(f"  {number}  {row.name}  [dim]{row.organisation}[/dim]")
    choice: int = typer.prompt(
        _("Number"), type=click.IntRange(1, len(found)), err=True
    )
    return found[choice - 1].uid
