"""``kontor tag`` and ``kontor untag``."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import tags as actions
from kontor.cli.choose import whom
from kontor.cli.complete import people_names, tag_labels
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json

Label = Annotated[
    str,
    typer.Argument(metavar=_("TAG"), help=_("The tag."), autocompletion=tag_labels),
]
Names = Annotated[
    list[str],
    typer.Argument(
        metavar=_("NAME"),
        help=_("Whom; each name in quotes if it has several words."),
        autocompletion=people_names,
    ),
]


@command
def tag(label: Label, names: Names, book: Book = "", json: Json = False) -> None:
    """Tag people."""
    desk = at(book)
    uids = [whom(desk, name) for name in names]
    said(actions.tag_people(desk.id, uids, hand=desk.hand, tag=label), json)


@command
def untag(label: Label, names: Names, book: Book = "", json: Json = False) -> None:
    """Take a tag from people."""
    desk = at(book)
    uids = [whom(desk, name) for name in names]
    said(actions.untag_people(desk.id, uids, hand=desk.hand, tag=label), json)
