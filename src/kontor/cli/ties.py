"""``kontor tie``: who knows whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import ties as actions
from kontor.cli.choose import whom
from kontor.cli.complete import STRENGTHS, strengths
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Who
from kontor.core.errors import Invalid, Missing
from kontor.lib.text import fold, gettext_noop
from kontor.reports.overview.person import person
from kontor.reports.words import word

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.connections.lines import TieLine


class NotTied(Missing):
    """No tie is noted between two people."""

    text = gettext_noop("That {name} and {other} know each other is not noted.")


class NoStrength(Invalid):
    """Not a strength."""

    text = gettext_noop("“{value}” is not loose, good or close.")


Strength = Annotated[
    str,
    typer.Option(
        "--strength",
        metavar=_("HOW"),
        help=_("loose, good or close."),
        autocompletion=strengths,
    ),
]
How = Annotated[
    str | None,
    typer.Option("--how", metavar=_("TEXT"), help=_("How it came about.")),
]
Remove = Annotated[bool, typer.Option("--remove", help=_("It is not so."))]


@command
def tie(
    first: Who,
    second: Who,
    strength: Strength = "",
    how: How = None,
    remove: Remove = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Note that two people know each other, change how, or take it out.

    Raises:
        NotTied, NoStrength: nothing was changed.
    """
    desk = at(book)
    one, two = whom(desk, first), whom(desk, second)
    there = _between(desk, one, two)
    wanted = _strength(strength) if strength else None
    if remove:
        if there is None:
            raise NotTied(name=first, other=second)
        answer = actions.remove_tie(desk.id, there.uid, hand=desk.hand)
    elif there is None:
        answer = actions.add_tie(
            desk.id, one, two, hand=desk.hand, strength=wanted or 2, how=how or ""
        )
    else:
        answer = actions.edit_tie(
            desk.id,
            there.uid,
            hand=desk.hand,
            strength=wanted or there.strength,
            how=there.how if how is None else how,
        )
    said(answer, json)


def _between(desk: Desk, one: str, two: str) -> TieLine | None:
    view = person(desk.id, one, today=desk.today)
    return next((line for line in view.ties if line.person.uid == two), None)


def _strength(text: str) -> int:
    """Read a strength: 1 to 3, or its word in English or the language in force.

    Raises:
        NoStrength: it is none.
    """
    for number, name in enumerate(STRENGTHS, start=1):
        spoken = fold(word(str(number), "tie"))
        if fold(text) in {str(number), name, spoken}:
            return number
    raise NoStrength(value=text)
