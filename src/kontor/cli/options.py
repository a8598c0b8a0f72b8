"""Options and arguments that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop

Book = Annotated[str, typer.Option("--book", help=_("Name or number of the book."))]
Json = Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))]
Name = Annotated[str, typer.Argument(help=_("The person's name, or their uid."))]


class NoDay(Invalid):
    """Not a day."""

    text = gettext_noop("“{value}” is not a day. Write it as 2026-12-24 or 24.12.2026.")


def day_of(text: str) -> date | None:
    """Read a day given as an option; None for none.

    Raises:
        NoDay: it is none.
    """
    from kontor.lib.days import read_day

    if not text.strip():
        return None
    found = read_day(text)
    if found is None or found.year is None:
        raise NoDay(value=text)
    return date(found.year, found.month, found.day)
