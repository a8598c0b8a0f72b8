"""``kontor photo``: somebody's picture, set or taken out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections.photos import LARGEST, remove_photo, set_photo
from kontor.cli.choose import whom
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Who
from kontor.cli.say import printable
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop


class CannotRead(Invalid):
    """There is no such file, or it may not be read."""

    text = gettext_noop("{path} is no file that can be read.")


class NoPictureGiven(Invalid):
    """Neither a file nor the wish to have none."""

    text = gettext_noop("Name a file, or take the picture out with --remove.")


File = Annotated[
    str,
    typer.Argument(
        metavar=_("FILE"), help=_("A picture: JPEG, PNG, GIF or WebP, 2 MB at most.")
    ),
]
Remove = Annotated[bool, typer.Option("--remove", help=_("Take it out of the book."))]


@command
def photo(
    name: Who,
    file: File = "",
    remove: Remove = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Set somebody's picture, or take it out.

    Raises:
        NoPictureGiven, CannotRead: nothing was changed.
    """
    desk = at(book)
    uid = whom(desk, name)
    if remove:
        answer = remove_photo(desk.id, uid, hand=desk.hand)
    elif file:
        answer = set_photo(desk.id, uid, hand=desk.hand, data=_bytes(file))
    else:
        raise NoPictureGiven
    said(answer, json)


def _bytes(file: str) -> bytes:
    """Read a picture; of one that is too large no more than tells so."""
    try:
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise CannotRead(path=printable(file)) from error
