"""Who is meant: a name on the command line, and the one person it stands for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from kontor.cli.ask import ask
from kontor.cli.say import err, say
from kontor.core.errors import Invalid, Missing
from kontor.lib.text import fold, gettext_noop
from kontor.reports.accounts.books import owner_of
from kontor.reports.connections.people import find_people, people_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.cli.ground import Desk
    from kontor.reports.connections.people import PersonRow

MOST = 50
SHOWN = 10
OWNER = frozenset({"me", "myself", "ich", "mich", "mir"})


class Nobody(Missing):
    """No name of the book fits."""

    text = gettext_noop("Nobody in “{book}” is called {name}. Look: kontor people")


class Several(Invalid):
    """More than one fits, and nobody is there to ask."""

    text = gettext_noop(
        "{name} may be any of: {names}. Say more of the name, or give the uid (kontor "
        "people --json)."
    )


def whom(desk: Desk, name: str) -> str:
    """Find the uid of the one person meant; asks in a terminal if several fit.

    Raises:
        Nobody, Several: it cannot be told.
    """
    try:
        return str(UUID(name))
    except ValueError:
        pass
    if fold(name) in OWNER:
        return owner_of(desk.id)[1]
    found = fitting(desk, name)
    if not found:
        raise Nobody(book=desk.book.name, name=name)
    return found[0].uid if len(found) == 1 else settle(name, found)


def settle(name: str, found: Sequence[PersonRow]) -> str:
    """Let the keeper choose among people.

    Raises:
        Several: there is nobody to ask.
    """
    if not sys.stdin.isatty():
        shown = [_with_work(row) for row in found[:SHOWN]]
        raise Several(name=name, names=", ".join(shown))
    return choose(name, found[:SHOWN])


def choose(name: str, found: Sequence[PersonRow]) -> str:
    """Ask who of these is meant."""
    say(_("Which {name}?").format(name=name), to=err)
    for number, row in enumerate(found, start=1):
        say(f"{number:3}  {row.name}  ", (row.organisation, "dim"), to=err)
    while True:
        answer = ask(_("Number:"))
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(found):
            return found[int(answer) - 1].uid


def fitting(desk: Desk, name: str) -> list[PersonRow]:
    """List whom a name may mean: whole words of it before mere beginnings."""
    found = people_named(desk.id, name, today=desk.today)
    if not found and "@" in name:
        return find_people(desk.id, name, today=desk.today, most=MOST)
    return found or people_named(desk.id, name, today=desk.today, begun=True)


def _with_work(row: PersonRow) -> str:
    return f"{row.name} ({row.organisation})" if row.organisation else row.name
