"""``kontor import``: files brought in, record by record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from kontor.actions.overview.imports import stages
from kontor.actions.overview.imports.begin import begin_import
from kontor.cli.columns import (
    Heading,
    Map,
    Pairs,
    pairs_of,
    say_columns,
    unclear_of,
)
from kontor.cli.doubts import ask_about_doubts
from kontor.cli.duplicates import look_after_import, say_pairs
from kontor.cli.ground import at, command, now
from kontor.cli.import_text import show_files, show_preview
from kontor.cli.options import Book, Json
from kontor.cli.progress import bar
from kontor.cli.say import note, printable, say, say_json
from kontor.cli.whole_book import NewBook, bring_whole, whole_book
from kontor.core.errors import Invalid, KontorError
from kontor.lib.text import gettext_noop
from kontor.reports.overview import imports as reports

if TYPE_CHECKING:
    from kontor.cli.ground import Desk

STDIN = "-"


class NoFile(Invalid):
    """There is nothing under that name."""

    text = gettext_noop("There is no file {path}. Nothing was imported.")


class IsFolder(Invalid):
    """A folder was given in place of files."""

    text = gettext_noop(
        "{path} is a folder. Name the files in it, or pack them into a ZIP. Nothing "
        "was imported."
    )


Files = Annotated[
    list[str],
    typer.Argument(
        metavar=_("FILE"),
        help=_("vCard, CSV, iCalendar, mbox, eml, or a ZIP of them; “-” is the input."),
    ),
]
Tag = Annotated[
    str,
    typer.Option("--tag", metavar=_("TAG"), help=_("Tag everybody of this import.")),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=_("Only show what would come of it."))
]
Titles = Annotated[
    bool,
    typer.Option("--titles", help=_("Keep what meetings were called, as a note.")),
]
Confidential = Annotated[
    bool,
    typer.Option("--with-confidential", help=_("Also bring in what is confidential.")),
]


Ask = Annotated[
    bool,
    typer.Option("--ask", help=_("Ask who a doubtful record is, before it comes in.")),
]


@command
def bring(
    files: Files,
    tag: Tag = "",
    dry_run: DryRun = False,
    titles: Titles = False,
    with_confidential: Confidential = False,
    ask: Ask = False,
    columns: Map = None,
    heading: Heading = None,
    new_book: NewBook = "",
    book: Book = "",
    json: Json = False,
) -> None:
    """Bring files in; a record that cannot be read costs no other.

    Raises:
        typer.Exit: with 1 where nothing could be read.
    """
    desk, pairs = at(book), pairs_of(columns)
    choices = bool(tag or dry_run or ask)
    if path := whole_book(files, new_book, choices=choices):
        bring_whole(desk, path, new_book, json=json)
        return
    begun = begin_import(
        desk.id,
        hand=desk.hand,
        files=[_opened(name) for name in files],
        tag=tag,
        with_titles=titles,
        skip_confidential=not with_confidential,
        inline=True,
        ask_columns=bool(pairs),
    )
    _read(desk, begun.batch)
    if pairs:
        _name_columns(desk, begun.batch, pairs, heading, remember=not dry_run)
    readable = _readable(reports.import_result(desk.id, begun.batch))
    if ask:
        _ask(desk, begun.batch)
    if readable and not dry_run:
        apply(desk, begun.batch)
    try:
        tell(desk, begun.batch, json=json, dry_run=dry_run)
    finally:
        # Also where nobody reads the answer to its end.
        if dry_run or not readable:
            stages.drop_batch(desk.id, begun.batch, clock=now)
    if not readable:
        raise typer.Exit(1)


def _opened(name: str) -> tuple[str, Any]:
    """Give a file as ``begin_import`` takes it.

    Raises:
        NoFile, IsFolder: it is none.
    """
    if name == STDIN:
        return "stdin", sys.stdin.buffer
    path, shown = Path(name), printable(name)
    if path.is_dir():
        raise IsFolder(path=shown)
    if not path.exists():
        raise NoFile(path=shown)
    return shown, path


def _read(desk: Desk, batch: str) -> None:
    """Read the files; broken off, nothing of them stays."""
    try:
        with bar(_("Reading")) as progress:
            stages.read_batch(desk.id, batch, clock=now, progress=progress)
    except KeyboardInterrupt:
        stages.drop_batch(desk.id, batch, clock=now)
        raise


def _name_columns(
    desk: Desk, batch: str, pairs: Pairs, heading: bool | None, *, remember: bool
) -> None:
    """Say what the columns mean and read the tables; else nothing stays."""
    try:
        say_columns(desk, batch, pairs, heading, remember=remember)
    except KontorError:
        stages.drop_batch(desk.id, batch, clock=now)
        raise
    _read(desk, batch)


def _ask(desk: Desk, batch: str) -> None:
    """Ask about what is in doubt; broken off, nothing of it stays."""
    try:
        ask_about_doubts(desk, batch)
    except typer.Abort:
        stages.drop_batch(desk.id, batch, clock=now)
        raise


def apply(desk: Desk, batch: str) -> None:
    """Apply what was read; broken off, it can be gone on with.

    Then look for who may stand in the book twice, unless the book is large.
    """
    try:
        with bar(_("Bringing in")) as progress:
            stages.apply_batch(desk.id, batch, clock=now, progress=progress)
    except KeyboardInterrupt:
        note(_("Go on: kontor imports --finish. Take it back: kontor imports --undo"))
        raise
    look_after_import(desk)


def _readable(result: dict[str, Any]) -> bool:
    """Tell whether there is something to bring in, and nothing waits for an answer."""
    if any(unclear_of(file) for file in result["files"]):
        return False
    counts = [file["records"] for file in result["files"]]
    return any(count["used"] + count["left_out"] for count in counts)


def tell(desk: Desk, batch: str, *, json: bool, dry_run: bool = False) -> None:
    """Say what came of an import."""
    result = reports.import_result(desk.id, batch)
    if json:
        say_json(result)
        return
    show_files(result)
    if any(unclear_of(file) for file in result["files"]):
        say((_("Nothing was imported; the book is as it was."), "red"))
    elif not _readable(result):
        say((_("Nothing could be read; the book is as it was."), "red"))
        say(_("Kontor reads contacts as vCard or CSV, meetings as iCalendar and mails "
              "as mbox or eml, also packed as a ZIP."))  # fmt: skip
    elif dry_run:
        if show_preview(desk, batch):
            say((_("Nothing was changed. Without --dry-run it is brought in."), "dim"))
        else:
            say(_("Nothing of it is new: without --dry-run, too, the book would stay "
                  "as it is."))  # fmt: skip
    elif not reports.batch_view(desk.id, batch, now=now()).changes:
        say(_("Nothing of it is new; the book is as it was."))
    else:
        line = reports.batch_line(desk.id, batch, now=now())
        back = _("Take it back: kontor undo {number}")
        say((back.format(number=line.deed), "dim"))
        say_pairs(desk, batch)
