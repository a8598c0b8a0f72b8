"""``kontor imports``: which there have been; finished, taken back or dropped."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.overview.imports import stages
from kontor.cli.ask import agreed
from kontor.cli.ground import at, command, now
from kontor.cli.import_text import show_batch, show_list
from kontor.cli.imports import apply, tell
from kontor.cli.options import Book, Json, Page
from kontor.cli.progress import bar
from kontor.cli.say import say, say_json
from kontor.core.errors import Invalid, Missing, Refused
from kontor.lib.text import gettext_noop
from kontor.reports.overview import imports as reports

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.overview.imports import BatchLine

SHORTEST_ID = 4


class NoSuchImport(Missing):
    """No import of the book is meant."""

    text = gettext_noop("There is no import {which} here. Look: kontor imports")


class NothingToDo(Refused):
    """No import is at a stage where this could be done."""

    text = gettext_noop("No import is waiting for that. Look: kontor imports")


class WhatNow(Invalid):
    """Several things were asked for at once."""

    text = gettext_noop("Say one of --finish, --undo and --drop.")


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
        apply(desk, line.uid)
    tell(desk, line.uid, json=json)


def _undo(desk: Desk, which: str, json: bool) -> None:
    line = _to_be_undone(desk, which)
    if "drop" in line.can:
        _offer_to_drop(desk, line, json)
        return
    with bar(_("Taking back")) as progress:
        stage = stages.undo_batch(
            desk.id, line.uid, hand=desk.hand, clock=now, progress=progress
        )
    _told(stage, reports.batch_view(desk.id, line.uid, now=now()).kept, json)


def _to_be_undone(desk: Desk, which: str) -> BatchLine:
    """Find the import named, else the latest that a command has brought in or begun.

    What the pages have read is theirs: it waits to be looked at.

    Raises:
        NothingToDo: there is none.
    """
    if which:
        return _find(desk, which)
    for line in _all(desk):
        begun = line.inline and "drop" in line.can
        if begun or "undo" in line.can or line.at_work:
            return line
    raise NothingToDo


def _offer_to_drop(desk: Desk, line: BatchLine, json: bool) -> None:
    """Drop an import that never came as far as the book; at a terminal, ask first."""
    if sys.stdin.isatty() and not json:
        say(
            _("The import of {files} was broken off; nothing of it is in the book.")
            .format(files=line.names)
        )  # fmt: skip
        if not agreed(_("Drop it?")):
            say(_("It stays: kontor imports --finish goes on with it."))
            return
    _told(stages.drop_batch(desk.id, line.uid, clock=now), [], json)


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
