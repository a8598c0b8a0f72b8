"""``kontor add``, ``edit`` and ``remove``."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import people as actions
from kontor.cli.choose import whom
from kontor.cli.fields import Fields, with_fields
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Name, name_of
from kontor.cli.values import values_of
from kontor.reports.overview.person import person

NewcomersName = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("NAME"), help=_("The whole name as you write it, titles too.")
    ),
]
NewName = Annotated[
    str, typer.Option("--name", metavar=_("NAME"), help=_("The new name."))
]


@command
@with_fields
def add(
    fields: Fields, name: NewcomersName = None, book: Book = "", json: Json = False
) -> None:
    """Add somebody."""
    desk = at(book)
    values = values_of(desk, fields)
    answer = actions.add_person(
        desk.id, hand=desk.hand, name=name_of(name or []), **values
    )
    said(answer, json)


@command
@with_fields
def edit(
    name: Name,
    fields: Fields,
    new_name: NewName = "",
    book: Book = "",
    json: Json = False,
) -> None:
    """Change somebody; a list (--email, --phone, --tag …) replaces the one there."""
    desk = at(book)
    uid = whom(desk, name_of(name))
    before = person(desk.id, uid, today=desk.today)
    values = values_of(desk, fields, before)
    if new_name:
        values["name"] = new_name
    said(actions.edit_person(desk.id, uid, hand=desk.hand, **values), json)


@command
def remove(name: Name, book: Book = "", json: Json = False) -> None:
    """Take somebody out of the book; it can be undone."""
    desk = at(book)
    uid = whom(desk, name_of(name))
    said(actions.remove_person(desk.id, uid, hand=desk.hand), json)
