"""Beginning an import."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction

from kontor.actions.ground import the_book
from kontor.actions.overview.imports.files import Given, store_files
from kontor.actions.overview.imports.leftovers import clear_leftovers
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.records import journal
from kontor.records.models import Batch, BatchFile, Deed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.lib.hand import Hand

LONGEST_NAME = 200
# So many files are named where an import is.
NAMED = 3


class NoFiles(Invalid):
    """There is nothing to import."""

    text = gettext_noop("Choose at least one file.")


@dataclass(frozen=True, slots=True)
class Begun:
    """An import that can be read; ``batch`` is its uid, ``deed`` its deed."""

    batch: str
    deed: int


class Choices(TypedDict, total=False):
    """What a keeper may choose for an import.

    Attributes:
        with_titles: keep what meetings were called as the note of the touch.
        skip_confidential: leave out what is confidential by the keeper's rules.
        inline: the caller reads and applies; the worker keeps its hands off.
        ask_columns: the caller says what the columns of every table mean.
    """

    with_titles: bool
    skip_confidential: bool
    inline: bool
    ask_columns: bool


PLAIN: Choices = {"with_titles": False, "skip_confidential": True, "inline": False}


def begin_import(
    book: int,
    *,
    hand: Hand,
    files: Sequence[Given],
    tag: str = "",
    **choices: Unpack[Choices],
) -> Begun:
    """Take files in; nothing of them is in the book until they are applied.

    Args:
        files: each as (name, path or file open for reading bytes).
        tag: for everybody of this import.
        choices: see ``Choices``.

    Raises:
        NoFiles, CannotOpen: nothing was begun.
    """
    row = the_book(book)
    if not files:
        raise NoFiles
    clear_leftovers(hand.moment)
    named = [(_name(name), given) for name, given in files]
    uid = uuid.uuid4()
    stored = store_files(uid, named)
    options = {
        **PLAIN,
        **choices,
        "names": {path: name for name, path, _ in stored},
    }
    with transaction.atomic():
        names = _shown([name for name, _ in named])
        deed = journal.open_deed(row, hand, "import", files=names)
        deed.state = Deed.State.OPEN
        deed.save(update_fields=["state"])
        batch = Batch.objects.create(
            book=row, deed=deed, uid=uid, tag=" ".join(tag.split())[:200],
            options=options,
        )  # fmt: skip
        for name, path, size in stored:
            BatchFile.objects.create(
                book=row, deed=deed, batch=batch, name=name, path=path, size=size
            )
    return Begun(str(uid), deed.pk)


def _shown(names: Sequence[str]) -> str:
    """Name the files of an import; of a whole folder the first few will do."""
    shown = ", ".join(names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown} … (+{len(names) - NAMED})"


def _name(name: str) -> str:
    """Give the bare name of a file; the path it had is nobody's business."""
    bare = PurePath(name.replace("\\", "/")).name.replace("\0", "")
    return (bare or "?")[-LONGEST_NAME:]
