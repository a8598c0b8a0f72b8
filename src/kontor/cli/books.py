"""``kontor books`` and ``kontor book``."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.actions.accounts.books import open_book
from kontor.cli.first import place
from kontor.cli.ground import at, command, my_hand
from kontor.cli.options import Json, name_of
from kontor.cli.say import Part, say, say_json, say_rows
from kontor.reports.accounts.books import BookView, books_of, people_in


@command
def books(json: Json = False) -> None:
    """List books."""
    desk = at()
    found = books_of(desk.hand.account_id or 0)
    if json:
        say_json(found)
        return
    counts = people_in([one.id for one in found])
    say_rows([_row(one, counts[one.id]) for one in found])


def _row(one: BookView, count: int) -> tuple[Part, ...]:
    text = ngettext("{count} person", "{count} people", count).format(count=count)
    sample = _("sample") if one.is_sample else ""
    return f"{one.id:3}", one.name, (text, "dim"), (sample, "dim")


Title = Annotated[
    list[str],
    typer.Argument(metavar=_("NAME"), help=_("The name of the new book.")),
]
Owner = Annotated[
    str, typer.Option("--owner", metavar=_("NAME"), help=_("Whose network it holds."))
]


@command
def book(title: Title, owner: Owner = "", json: Json = False) -> None:
    """Open a book."""
    hand = my_hand()
    name = name_of(title)
    number = open_book(
        hand.account_id or 0, hand=hand, name=name, owner=owner, **place()
    )
    if json:
        say_json({"id": number, "name": name})
    else:
        say(_("Opened “{name}”.").format(name=name))
