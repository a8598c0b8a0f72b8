"""Files of imports that may hold somebody who is to be erased."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from kontor.actions.overview.imports.files import delete_files
from kontor.records.models import Batch, BatchFile, Deed, Item

if TYPE_CHECKING:
    from collections.abc import Collection

    from kontor.core.connections.naming import Naming
    from kontor.records.models import Book

State = Batch.State
PIECE = 1 << 20
_PACKED = (b"PK\x03\x04", b"\x1f\x8b")
_CHARSETS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")


def drop_raw_files(book: Book, naming: Naming) -> int:
    """Delete stored files that may name somebody; to be called in a transaction.

    An import that has not read its files cannot do without them and is dropped.

    Returns:
        How many imports were dropped.
    """
    dropped = 0
    waiting = BatchFile.objects.filter(book=book).exclude(path="")
    for batch in Batch.objects.filter(pk__in=waiting.values("batch")):
        paths = set(waiting.filter(batch=batch).values_list("path", flat=True))
        if any(_may_hold(Path(settings.DATA, path), naming.words) for path in paths):
            if batch.state in {State.READING, State.MAPPING}:
                _drop(batch)
                dropped += 1
            delete_files(batch)
    return dropped


def _drop(batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(state=State.DROPPED, done=0, total=0)
    Item.objects.filter(batch=batch)._raw_delete(using="default")
    deed = Deed.objects.filter(pk=batch.deed_id)
    deed.update(verb="drop_import", state=Deed.State.DONE)


def _may_hold(file: Path, words: Collection[str]) -> bool:
    """Tell whether a file may hold one of these words; what is packed may hold any."""
    wanted = {form for word in words for form in _written(word)}
    longest = max(map(len, wanted), default=1)
    try:
        with file.open("rb") as source:
            piece = source.read(PIECE)
            if piece.startswith(_PACKED):
                return True
            while piece:
                lower = piece.lower()
                if any(form in lower for form in wanted):
                    return True
                more = source.read(PIECE)
                piece = piece[-longest:] + more if more else b""
    except FileNotFoundError:
        return False
    return False


def _written(word: str) -> set[bytes]:
    """Give a word, in lower case, in the charsets that address files come in."""
    found = set()
    for charset in _CHARSETS:
        try:
            found.add(word.encode(charset).lower())
        except UnicodeEncodeError:
            continue
    return found
