"""Who is meant: a name on the command line, and the one person it stands for."""

from __future__ import annotations

import sys
from itertools import repeat
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.cli.ask import ask
from kontor.cli.say import err, say
from kontor.core.errors import Invalid, Missing
from kontor.lib.text import fold, gettext_noop
from kontor.reports.accounts.books import owner_of
from kontor.reports.connections.ids import short_ids, whose_id
from kontor.reports.connections.people import (
    count_named,
    find_people,
    people_named,
)

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
        "{name} may be any of: {names}. Say more of the name, or give {other} in its "
        "place."
    )


def two_of(desk: Desk, first: str, second: str) -> tuple[str, str]:
    """Find the uids of two entries, which may well have the same name.

    Raises:
        Nobody, Several: it cannot be told.
    """
    one = whom(desk, first, but=second)
    return one, whom(desk, second, but=one)


def whom(desk: Desk, name: str, *, but: str = "") -> str:
    """Find the uid of the one person meant; asks in a terminal if several fit.

    Args:
        but: uid of somebody who is not meant if anybody else is.

    Raises:
        Nobody, Several: it cannot be told.
    """
    try:
        return str(UUID(name))
    except ValueError:
        pass
    if fold(name) in OWNER:
        return owner_of(desk.id)[1]
    named = fitting(desk, name)
    found = [row for row in named if row.uid != but] or named
    if not found:
        return _by_id(desk, name)
    if len(found) == 1:
        return found[0].uid
    number = how_many(desk, name, named) - len(named) + len(found)
    shown = found[:SHOWN]
    ids = short_ids(desk.id, [row.uid for row in shown])
    return settle(name, shown, more=max(number - SHOWN, 0), ids=ids)


def _by_id(desk: Desk, name: str) -> str:
    """Take what nobody is called for the short id of somebody.

    Raises:
        Nobody: it is none, or that of two.
    """
    found = whose_id(desk.id, name)
    if len(found) != 1:
        raise Nobody(book=desk.book.name, name=name)
    return found[0]


def settle(
    name: str, found: Sequence[PersonRow], *, more: int = 0, ids: Sequence[str] = ()
) -> str:
    """Let the keeper choose among people.

    Args:
        name: as it was written.
        found: who may be meant.
        more: how many more may be.
        ids: what may be written in place of the name; none within a log line.

    Raises:
        Several: there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise several(name, found, more, ids)
    return choose(name, found, more, ids)


def several(
    name: str, found: Sequence[PersonRow], more: int, ids: Sequence[str] = ()
) -> Several:
    """Say that more than one fits, and how many more than are named."""
    rows = zip(found, ids or repeat(""), strict=False)
    names = ", ".join(_told_apart(row, short) for row, short in rows)
    if more:
        text = ngettext("{names} and {count} more", "{names} and {count} more", more)
        names = text.format(names=names, count=more)
    other = _("the id") if ids else _("a mail address")
    return Several(name=name, names=names, other=other)


def choose(
    name: str, found: Sequence[PersonRow], more: int, ids: Sequence[str] = ()
) -> str:
    """Ask who of these is meant."""
    say(_("Which {name}?").format(name=name), to=err)
    rows = zip(found, ids or repeat(""), strict=False)
    for number, (row, short) in enumerate(rows, start=1):
        about = "  ".join(filter(None, (row.organisation, short)))
        say(f"{number:3}  {row.name}  ", (about, "dim"), to=err)
    if ids:
        text = _("Next time the id may stand in place of the name.")
        say((text, "dim"), indent=5, to=err)
    if more:
        text = ngettext(
            "and {count} more: stop with Ctrl+C and write more of the name.",
            "and {count} more: stop with Ctrl+C and write more of the name.",
            more,
        )
        say((text.format(count=more), "dim"), indent=5, to=err)
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


def how_many(desk: Desk, name: str, found: Sequence[PersonRow]) -> int:
    """Count all whom a name may mean, also those that ``fitting`` does not list."""
    if len(found) < MOST:
        return len(found)
    # Whole words of the name come first, as in ``fitting``.
    number = count_named(desk.id, name) or count_named(desk.id, name, begun=True)
    return max(number, len(found))


def _told_apart(row: PersonRow, short: str) -> str:
    """Write a name with what tells namesakes apart."""
    id_ = _("id {id}").format(id=short) if short else ""
    about = ", ".join(filter(None, (row.organisation, id_)))
    return f"{row.name} ({about})" if about else row.name
