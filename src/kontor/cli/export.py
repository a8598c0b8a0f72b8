"""``kontor export``: everything out, or one kind of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.cli.ground import at, command
from kontor.cli.options import Book, Json
from kontor.cli.outfile import place_for, written
from kontor.cli.progress import bar
from kontor.cli.say import printable, say, say_json
from kontor.core.errors import Invalid
from kontor.exchange.kontor.archive import is_book
from kontor.lib.text import gettext_noop
from kontor.reports.accounts.books import people_in
from kontor.reports.overview.everything.pack import (
    calendar_alone,
    everything,
    people_alone,
    table_alone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.cli.ground import Desk
    from kontor.cli.progress import Progress

ALONE = {".vcf": people_alone, ".csv": table_alone, ".ics": calendar_alone}
ZIP = ".zip"


class WhichKind(Invalid):
    """The ending says what is to be written."""

    text = gettext_noop(
        "What is {path} to hold? With .zip at its end it is everything, with .vcf or "
        ".csv people, with .ics a calendar."
    )


File = Annotated[
    str,
    typer.Argument(
        metavar=_("FILE"),
        help=_(
            "Its end says what: .zip everything, .vcf or .csv people, .ics a calendar."
        ),
    ),
]
WithoutHistory = Annotated[
    bool,
    typer.Option(
        "--without-history", help=_("Leave out what was done, changed and imported.")
    ),
]
Confidential = Annotated[
    bool,
    typer.Option(
        "--confidential",
        help=_("Put confidential people into cards, tables and the calendar as well."),
    ),
]


@command
def export(
    file: File,
    without_history: WithoutHistory = False,
    confidential: Confidential = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Write a book, or its people, into a file.

    Raises:
        WhichKind: the ending of the file is none that is known.
    """
    desk = at(book)
    kind = Path(file).suffix.lower()
    if kind != ZIP and kind not in ALONE:
        raise WhichKind(path=printable(file))
    path = place_for(file, is_book)
    with bar(_("Writing")) as progress, written(path) as out:
        if kind == ZIP:
            pieces = _all(desk, progress, not without_history, confidential)
        else:
            moment = desk.hand.moment
            pieces = ALONE[kind](desk.id, moment=moment, confidential=confidential)
        for piece in pieces:
            out.write(piece)
    _tell(desk, file, path, json)


def _all(
    desk: Desk, progress: Progress, history: bool, confidential: bool
) -> Iterator[bytes]:
    return everything(
        desk.id,
        moment=desk.hand.moment,
        history=history,
        confidential=confidential,
        progress=progress,
    )


def _tell(desk: Desk, file: str, path: Path, json: bool) -> None:
    size, count = path.stat().st_size, people_in([desk.id])[desk.id]
    if json:
        say_json({"file": str(path), "bytes": size, "people": count})
        return
    text = ngettext(
        "Wrote {file}: {count} person, {size} MB.",
        "Wrote {file}: {count} people, {size} MB.",
        count,
    )
    shown = f"{max(size / 1e6, 0.1):.1f}"
    say(text.format(file=printable(file), count=count, size=shown))
