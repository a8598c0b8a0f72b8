"""``kontor rhythm``, ``pin``, ``rest``, ``wake``, ``resting``: how often, if at all."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import rhythm as actions
from kontor.actions.connections.people import edit_person
from kontor.cli.choose import whom
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Name, Until, day_of, is_none, name_of
from kontor.cli.say import say, say_json, say_rows
from kontor.reports.overview.week import resting_people

How = Annotated[
    str,
    typer.Argument(metavar=_("HOW"), help=_("A, B, C, D, a number of days, or none.")),
]
Off = Annotated[bool, typer.Option("--off", help=_("Vouch for it no longer."))]


@command
def rhythm(name: Name, how: How, book: Book = "", json: Json = False) -> None:
    """Set a rhythm."""
    desk = at(book)
    uid = whom(desk, name_of(name))
    wanted = "" if is_none(how) else how
    said(actions.set_rhythm(desk.id, uid, hand=desk.hand, rhythm=wanted), json)


@command
def pin(name: Name, off: Off = False, book: Book = "", json: Json = False) -> None:
    """Vouch for a tie, or no longer."""
    desk = at(book)
    uid = whom(desk, name_of(name))
    said(edit_person(desk.id, uid, hand=desk.hand, pinned=not off), json)


@command
def rest(name: Name, until: Until = "", book: Book = "", json: Json = False) -> None:
    """Let somebody rest, planned or not."""
    desk = at(book)
    uid = whom(desk, name_of(name))
    day = day_of(until, desk.today)
    said(actions.let_rest(desk.id, uid, hand=desk.hand, until=day), json)


@command
def wake(name: Name, book: Book = "", json: Json = False) -> None:
    """Let somebody be suggested again."""
    desk = at(book)
    said(actions.wake(desk.id, whom(desk, name_of(name)), hand=desk.hand), json)


@command
def resting(book: Book = "", json: Json = False) -> None:
    """List who is left alone."""
    desk = at(book)
    found = resting_people(desk.id, today=desk.today)
    if json:
        say_json(found)
    elif not found:
        say(_("Nobody is left alone."))
    else:
        say_rows([(line.person.name, (line.reason, "dim")) for line in found])
