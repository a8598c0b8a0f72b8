"""``kontor undo`` and ``kontor deeds``."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.overview.undo import undo as take_back
from kontor.cli.ground import as_json, command, my_book, my_hand, out
from kontor.cli.options import Book, Json
from kontor.reports.accounts.deeds import deed_text
from kontor.reports.accounts.deeds import deeds as list_deeds


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(help=_("Take back what was done last, or a deed by its number."))(undo)
    app.command(help=_("List what was done."))(deeds)


Number = Annotated[int | None, typer.Argument(help=_("The deed's number."))]
Page = Annotated[int, typer.Option("--page", min=1, help=_("Which page."))]


@command
def undo(deed: Number = None, book: Book = "", json: Json = False) -> None:
    """Undo; undoing an undo does it again."""
    hand, chosen = my_hand(), my_book(book)
    done = take_back(chosen.id, deed, hand=hand)
    if json:
        as_json(done)
        return
    what = deed_text(done.verb, done.facts)
    out.print(_("Undone: {what}").format(what=what), markup=False)
    for kept in done.kept:
        text = _("Kept, as it was changed since: {name}")
        out.print("  " + text.format(name=kept["name"]), markup=False)
    again = _("Do it again: kontor undo {number}").format(number=done.deed)
    out.print(again, style="dim")


@command
def deeds(book: Book = "", page: Page = 1, json: Json = False) -> None:
    """List deeds, newest first."""
    chosen = my_book(book)
    found = list_deeds(chosen.id, page=page)
    if json:
        as_json(found.object_list)
        return
    words = {"undone": _("undone"), "open": _("going on"), "undo": "", "done": ""}
    for line in found.object_list:
        when = f"{line.moment:%Y-%m-%d %H:%M}"
        state = words[line.state]
        out.print(f"{line.id:5}  {when}  {line.text}  [dim]{state}[/dim]")
