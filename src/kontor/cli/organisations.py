"""``kontor organisation``: one organisation and who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections.organisations import edit_organisation
from kontor.cli.complete import organisation_names
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, name_of
from kontor.cli.say import say, say_json, say_rows
from kontor.core.errors import Missing
from kontor.lib.text import gettext_noop
from kontor.reports.connections.organisation import organisation as organisation_of
from kontor.reports.connections.organisation import organisation_uid
from kontor.reports.words import day_text, word

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.connections.organisation import OrganisationView, PlaceLine


class NoOrganisation(Missing):
    """No organisation of the book has that name."""

    text = gettext_noop("No organisation in “{book}” is called {name}.")


Which = Annotated[
    list[str],
    typer.Argument(
        metavar=_("NAME"),
        help=_("The organisation's name, or its uid."),
        autocompletion=organisation_names,
    ),
]
NewName = Annotated[
    str, typer.Option("--name", metavar=_("NAME"), help=_("The new name."))
]
Note = Annotated[
    str | None, typer.Option("--note", metavar=_("TEXT"), help=_("A note."))
]
Confidential = Annotated[
    bool | None,
    typer.Option(
        "--confidential/--open",
        help=_(
            "Whoever works there is never matched, suggested, drafted, printed or "
            "shared; they stay in your own lists and search."
        ),
    ),
]


@command
def organisation(
    name: Which,
    new_name: NewName = "",
    note: Note = None,
    confidential: Confidential = None,
    book: Book = "",
    json: Json = False,
) -> None:
    """Show an organisation, or change what is given.

    Raises:
        NoOrganisation: there is none of this name.
    """
    desk = at(book)
    view = _find(desk, name_of(name))
    if not new_name and note is None and confidential is None:
        _show(view, json)
        return
    answer = edit_organisation(
        desk.id,
        view.uid,
        hand=desk.hand,
        name=new_name or view.name,
        note=view.note if note is None else note,
        confidential=view.confidential if confidential is None else confidential,
    )
    said(answer, json)


def _find(desk: Desk, name: str) -> OrganisationView:
    uid = organisation_uid(desk.id, name)
    if uid is None:
        raise NoOrganisation(book=desk.book.name, name=name)
    return organisation_of(desk.id, uid, today=desk.today)


def _show(view: OrganisationView, json: bool) -> None:
    if json:
        say_json(view)
        return
    say((view.name, "bold"))
    if view.confidential:
        say((_("Confidential."), "red"), indent=2)
    rows = [((word(p.kind, "point"), "dim"), p.value) for p in view.points]
    rows += [((_("Address"), "dim"), ", ".join(a.lines)) for a in view.addresses]
    say_rows(rows, indent=2)
    for line in view.note.splitlines():
        say(line, indent=2)
    say()
    say_rows([_place(line) for line in view.people], indent=2)


def _place(line: PlaceLine) -> tuple[str, str, tuple[str, str]]:
    work = ", ".join(filter(None, (line.role, line.department)))
    ended = _("until {day}").format(day=day_text(line.end)) if line.end else ""
    return "|" * line.level, line.person.name, (f"{work}  {ended}".strip(), "dim")
