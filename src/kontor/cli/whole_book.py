"""``kontor import`` of a file that holds a whole book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.actions.overview.bring_book import bring_book
from kontor.cli.ground import now
from kontor.cli.progress import bar
from kontor.cli.say import note, say, say_json
from kontor.core.errors import Invalid
from kontor.exchange.kontor.archive import is_book
from kontor.exchange.kontor.lines import NotABook
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.bring_book import Brought
    from kontor.cli.ground import Desk

NewBook = Annotated[
    str,
    typer.Option(
        "--new-book",
        metavar=_("NAME"),
        help=_("Make a book of its own of a file that holds a whole one."),
    ),
]


class OneByOne(Invalid):
    """A whole book is brought in by itself."""

    text = gettext_noop(
        "One of these files is a whole book. Bring it in by itself, and the others "
        "after it. Nothing was imported."
    )


class NoTrial(Invalid):
    """A whole book is no list of records to be looked at."""

    text = gettext_noop(
        "A whole book comes in as it is: --dry-run, --tag and --ask are for contacts "
        "and calendars. Nothing was imported."
    )


def whole_book(files: Sequence[str], name: str, *, choices: bool) -> Path | None:
    """Find the one file that holds a whole book; None where there is none.

    Args:
        name: of the book that is to be made of it, or "".
        choices: whether anything was asked for that is for records only.

    Raises:
        NotABook: a book is to be made of what is none.
        OneByOne, NoTrial: more was asked for.
    """
    paths = [Path(file) for file in files]
    found = [path for path in paths if path.is_file() and is_book(path)]
    if not found:
        if name:
            raise NotABook
        return None
    if len(files) > 1:
        raise OneByOne
    if choices:
        raise NoTrial
    return found[0]


def bring_whole(desk: Desk, path: Path, name: str, *, json: bool) -> None:
    """Make a book of the file; without a name the empty book at hand gives way."""
    with bar(_("Bringing in")) as progress:
        brought = bring_book(
            path,
            hand=desk.hand,
            name=name,
            instead_of=None if name else desk.id,
            clock=now,
            progress=progress,
        )
    if json:
        say_json(brought)
    else:
        _tell(brought)


def _tell(brought: Brought) -> None:
    text = ngettext(
        "“{name}” is here, with {count} person in it.",
        "“{name}” is here, with {count} people in it.",
        brought.people,
    )
    say(text.format(name=brought.name, count=brought.people))
    if brought.lost:
        lost = ngettext(
            "{count} picture is missing: it lies in the ZIP, beside the lines.",
            "{count} pictures are missing: they lie in the ZIP, beside the lines.",
            brought.lost,
        )
        note(lost.format(count=brought.lost))
    if brought.erased:
        erased = ngettext(
            "{count} person in the file did not come in: you erased them since.",
            "{count} people in the file did not come in: you erased them since.",
            brought.erased,
        )
        note(erased.format(count=brought.erased))
