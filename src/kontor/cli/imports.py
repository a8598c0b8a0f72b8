"""``kontor import`` and ``kontor imports``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from kontor.actions.overview.imports import stages
from kontor.actions.overview.imports.begin import begin_import
from kontor.cli.doubts import ask_about_doubts
from kontor.cli.ground import at, command, now
from kontor.cli.import_text import show_batch, show_files, show_list, show_preview
from kontor.cli.options import Book, Json, Page
from kontor.cli.progress import bar
from kontor.cli.say import note, printable, say, say_json
from kontor.core.errors import Invalid, Missing, Refused
from kontor.lib.text import gettext_noop
from kontor.reports.overview import imports as reports

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.overview.imports import BatchLine

STDIN = "-"
SHORTEST_ID = 4


class NoFile(Invalid):
    """There is nothing under that name."""

    text = gettext_noop("There is no file {path}. Nothing was imported.")


class IsFolder(Invalid):
    """A folder was given in place of files."""

    text = gettext_noop(
        "{path} is a folder. Name the files in it, or pack them into a ZIP. Nothing "
        "was imported."
    )


class NoSuchImport(Missing):
    """No import of the book is meant."""

    text = gettext_noop("There is no import {which} here. Look: kontor imports")


class NothingToDo(Refused):
    """No import is at a stage where this could be done."""

    text = gettext_noop("No import is waiting for that. Look: kontor imports")


class WhatNow(Invalid):
    """Several things were asked for at once."""

    text = gettext_noop("Say one of --finish, --undo and --drop.")


Files = Annotated[
    list[str],
    typer.Argument(
        metavar=_("FILE"),
        help=_("vCard, CSV, iCalendar, or a ZIP of them; “-” is the input."),
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
    book: Book = "",
    json: Json = False,
) -> None:
    """Bring files in; a record that cannot be read costs no other.

    Raises:
        typer.Exit: with 1 where nothing could be read.
    """
    desk = at(book)
    begun = begin_import(
        desk.id,
        hand=desk.hand,
        files=[_opened(name) for name in files],
        tag=tag,
        with_titles=titles,
        skip_confidential=not with_confidential,
        inline=True,
    )
    _read(desk, begun.batch)
    readable = _readable(reports.import_result(desk.id, begun.batch))
    if ask:
        ask_about_doubts(desk, begun.batch)
    if readable and not dry_run:
        _apply(desk, begun.batch)
    try:
        _tell(desk, begun.batch, json=json, dry_run=dry_run)
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


def _apply(desk: Desk, batch: str) -> None:
    """Apply what was read; broken off, it can be gone on with."""
    try:
        with bar(_("Bringing in")) as progress:
            stages.apply_batch(desk.id, batch, clock=now, progress=progress)
    except KeyboardInterrupt:
        note(_("Go on: kontor imports --finish. Take it back: kontor imports --undo"))
        raise


def _readable(result: dict[str, Any]) -> bool:
    counts = [file["records"] for file in result["files"]]
    return any(count["used"] + count["left_out"] for count in counts)


def _tell(desk: Desk, batch: str, *, json: bool, dry_run: bool) -> None:
    result = reports.import_result(desk.id, batch)
    if json:
        say_json(result)
        return
    show_files(result)
    if not _readable(result):
        say((_("Nothing could be read; the book is as it was."), "red"))
    elif dry_run:
        show_preview(desk, batch)
        say((_("Nothing was changed. Without --dry-run it is brought in."), "dim"))
    elif not _changed(desk, batch):
        say(_("Nothing of it is new; the book is as it was."))
    else:
        line = reports.batch_line(desk.id, batch, now=now())
        back = _("Take it back: kontor undo {number}")
        say((back.format(number=line.deed), "dim"))


def _changed(desk: Desk, batch: str) -> bool:
    """Tell whether the book is another one now."""
    verdicts = reports.batch_view(desk.id, batch, now=now()).verdicts
    return any(verdicts[verdict] for verdict in ("new", "changed", "doubtful"))


Which = Annotated[
    str,
    typer.Argument(
        metavar=_("IMPORT"),
        help=_("Its id or the beginning of it; the latest that fits if left out."),
    ),
]
Finish = Annotated[
    bool, typer.Option("--finish", help=_("Go on with one that was broken off."))
]
Undo = Annotated[bool, typer.Option("--undo", help=_("Take one back."))]
Drop = Annotated[
    bool, typer.Option("--drop", help=_("Forget one that was read, not brought in."))
]


@command
def imports(
    which: Which = "",
    finish: Finish = False,
    undo: Undo = False,
    drop: Drop = False,
    page: Page = 1,
    book: Book = "",
    json: Json = False,
) -> None:
    """List imports, show one, finish it, take it back or drop it.

    Raises:
        WhatNow: more than one thing was asked for.
    """
    desk = at(book)
    if finish + undo + drop > 1:
        raise WhatNow
    if finish:
        _finish(desk, which, json)
    elif undo:
        _undo(desk, which, json)
    elif drop:
        uid = _meant(desk, which, "drop").uid
        _told(stages.drop_batch(desk.id, uid, clock=now), [], json)
    elif which:
        show_batch(desk, _find(desk, which).uid, json)
    else:
        show_list(reports.batches(desk.id, page=page, now=now()), json)


def _finish(desk: Desk, which: str, json: bool) -> None:
    """Do whatever stages are left, to the end."""
    line = _meant(desk, which, "carry_on", "apply")
    if line.state == "reading":
        with bar(_("Reading")) as progress:
            stages.read_batch(desk.id, line.uid, clock=now, progress=progress)
    if line.state == "undoing":
        with bar(_("Taking back")) as progress:
            stages.carry_on(desk.id, line.uid, clock=now, progress=progress)
    else:
        _apply(desk, line.uid)
    _tell(desk, line.uid, json=json, dry_run=False)


def _undo(desk: Desk, which: str, json: bool) -> None:
    line = _meant(desk, which, "undo")
    with bar(_("Taking back")) as progress:
        stage = stages.undo_batch(
            desk.id, line.uid, hand=desk.hand, clock=now, progress=progress
        )
    _told(stage, reports.batch_view(desk.id, line.uid, now=now()).kept, json)


def _told(stage: stages.Stage, kept: list[str], json: bool) -> None:
    if json:
        say_json({"batch": stage.batch, "state": stage.state, "kept": kept})
        return
    texts = {
        "undone": _("The import is taken back."),
        "dropped": _("The import is dropped; nothing of it was in the book."),
    }
    say(texts.get(stage.state, stage.state))
    for name in kept:
        text = _("Kept, as it was changed since: {name}")
        say(text.format(name=name), indent=2)


def _meant(desk: Desk, which: str, *acts: str) -> BatchLine:
    """Find the import named, else the latest of which something can be done.

    One that is at work says for itself how long that may last.

    Raises:
        NothingToDo: there is none.
    """
    if which:
        return _find(desk, which)
    for line in _all(desk):
        if line.can & set(acts) or line.at_work:
            return line
    raise NothingToDo


def _find(desk: Desk, which: str) -> BatchLine:
    """Find an import by its id or the beginning of it.

    Raises:
        NoSuchImport: there is none, or more than one.
    """
    found = [line for line in _all(desk) if line.uid.startswith(which.lower())]
    if len(found) != 1 or len(which) < SHORTEST_ID:
        raise NoSuchImport(which=which)
    return found[0]


def _all(desk: Desk) -> list[BatchLine]:
    found: list[BatchLine] = []
    number, more = 1, True
    while more:
        page = reports.batches(desk.id, page=number, now=now())
        found += page.object_list
        number, more = number + 1, page.has_next
    return found
