"""Options and arguments that several commands share, and how they are read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from kontor.cli.complete import book_names, channels, people_names
from kontor.core.errors import Invalid
from kontor.lib.text import fold, gettext_noop

Book = Annotated[
    str,
    typer.Option(
        "--book",
        metavar=_("BOOK"),
        help=_("Name or number of the book; your own if left out."),
        autocompletion=book_names,
    ),
]
Json = Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))]
# Without quotes, too: the words behind the command are one name.
Name = Annotated[
    list[str],
    typer.Argument(
        metavar=_("NAME"),
        help=_("The person's name, a mail address or the uid."),
        autocompletion=people_names,
    ),
]
Who = Annotated[
    str,
    typer.Argument(
        metavar=_("NAME"),
        help=_("The person's name, in quotes if it has several words."),
        autocompletion=people_names,
    ),
]
Until = Annotated[
    str,
    typer.Option(
        "--until", metavar=_("DAY"), help=_("A day: 2026-12-24, 24.12., next friday.")
    ),
]
Channel = Annotated[
    str,
    typer.Option(
        "--channel",
        metavar=_("HOW"),
        help=_("email, message, call, meeting or event."),
        autocompletion=channels,
    ),
]
Page = Annotated[
    int, typer.Option("--page", metavar=_("NUMBER"), min=1, help=_("Which page."))
]
NONE = frozenset({"none", "never", "keiner", "keine", "kein", "nie", "-"})


class NoDay(Invalid):
    """Not a day."""

    text = gettext_noop(
        "“{value}” is not a day. Write it as 2026-12-24, 24.12.2026 or next friday."
    )


def is_none(text: str) -> bool:
    """Tell whether somebody wrote that there shall be none."""
    return fold(text) in NONE


def day_of(text: str, today: date, *, ahead: bool = True) -> date | None:
    """Read a day, written as in a file or as people say it; None for none.

    Args:
        ahead: what is meant lies ahead, as with a promise, not back.

    Raises:
        NoDay: it is none.
    """
    from kontor.core.connections.line.days import find_days
    from kontor.lib.days import read_day

    words = " ".join(text.split())
    if not words:
        return None
    found = read_day(words)
    if found is not None and found.year is not None:
        return date(found.year, found.month, found.day)
    for spot in find_days(words, today, ahead=ahead):
        if (spot.start, spot.end) == (0, len(words)):
            return spot.day
    raise NoDay(value=text)


def name_of(words: list[str]) -> str:
    """Put the words of a name together."""
    return " ".join(words)
