"""``kontor disclose`` and ``kontor letter``: what is held on somebody, for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils import translation
from django.utils.translation import gettext as _

from kontor.actions.connections.keeping import note_informed
from kontor.cli.choose import whom
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Name, name_of
from kontor.cli.say import note, say, say_json
from kontor.core.errors import Invalid, Refused
from kontor.lib.text import gettext_noop
from kontor.reports.overview.disclosure.gather import as_plain, disclosure
from kontor.reports.overview.disclosure.page import (
    as_json,
    language_for,
    packed,
    readable,
)
from kontor.reports.overview.letter import letter as draft

if TYPE_CHECKING:
    from kontor.cli.ground import Desk

ENDINGS = {".zip", ".json", ".html"}


class FileThere(Refused):
    """Nothing is written over."""

    text = gettext_noop("{path} is there already. Choose another name.")


class CannotWrite(Invalid):
    """The folder is not there, or may not be written to."""

    text = gettext_noop("{path} cannot be written: {reason}")


class NoSuchTongue(Invalid):
    """The letter is there in two languages."""

    text = gettext_noop("Kontor writes the letter in de or en, not in “{language}”.")


NameAndFile = Annotated[
    list[str],
    typer.Argument(
        metavar=_("NAME [FILE]"),
        help=_("Who it is about; and a file that ends with .zip, .json or .html."),
    ),
]
Tongue = Annotated[
    str,
    typer.Option(
        "--language",
        metavar=_("CODE"),
        help=_("de or en; the person's own, or that of the book, if left out."),
    ),
]
Given = Annotated[
    bool, typer.Option("--given", help=_("Note that they were told today."))
]


@command
def disclose(words: NameAndFile, book: Book = "", json: Json = False) -> None:
    """Write all that is held on one person to a file."""
    desk = at(book)
    *name, last = words
    path = Path(last) if name and Path(last).suffix.lower() in ENDINGS else None
    uid = whom(desk, name_of(name if path else words))
    if json:
        say_json(as_plain(disclosure(desk.id, uid, today=desk.today)))
        return
    written = _write(desk, uid, path)
    say(_("Written: {path}").format(path=written))
    note(_("Notes are as you wrote them. Read them before you hand it over."))


def _write(desk: Desk, uid: str, path: Path | None) -> Path:
    """Write the file that is asked for; a ZIP in this folder if none is."""
    if path is None or path.suffix.lower() == ".zip":
        name, data = packed(desk.id, uid, today=desk.today)
        return _save(path or Path(f"{name}.zip"), data)
    with translation.override(language_for(desk.id, uid)):
        found = disclosure(desk.id, uid, today=desk.today)
        is_page = path.suffix.lower() == ".html"
        text = readable(found) if is_page else as_json(found)
    return _save(path, text.encode())


def _save(path: Path, data: bytes) -> Path:
    """Write a file that only its owner can read.

    Raises:
        FileThere, CannotWrite: nothing is written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise FileThere(path=path) from error
    except OSError as error:
        raise CannotWrite(path=path, reason=error.strerror) from error
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    return path


@command
def letter(
    name: Name,
    language: Tongue = "",
    given: Given = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Draft a letter that tells somebody what is kept of them; nothing is sent."""
    desk = at(book)
    uid = whom(desk, name_of(name))
    if given:
        said(note_informed(desk.id, uid, hand=desk.hand), json)
        return
    if language not in {"", "de", "en"}:
        raise NoSuchTongue(language=language)
    found = draft(desk.id, uid, language=language)
    if json:
        say_json(found)
        return
    for line in (found.subject, "", *found.text.splitlines()):
        say(line)
