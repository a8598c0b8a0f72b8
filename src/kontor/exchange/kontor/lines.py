"""Writing and reading the lines of a book.

docs/formats/kontor-json.md tells what is in them. The first line is the head; every
other one is a row and says of which table. A line is JSON in UTF-8 and ends with a
line feed.
"""

from __future__ import annotations

import json
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "kontor"
BOOK = "book"
VERSION = 1
TABLE = "is"
# A source card with its raw record, or a picture within the journal, is the longest.
LONGEST_LINE = 128 * 1024**2
_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":")
).encode
Line = dict[str, Any]
# What zipfile raises for archives that are damaged, or made to break it: names that
# are no text, structures cut short, members that are locked or packed in odd ways.
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    IndexError, RuntimeError, ValueError,
)  # fmt: skip


class NotABook(Invalid):
    """The file is not what it was taken for."""

    text = gettext_noop("This is not the file of a whole book that Kontor writes.")


class NewerBook(Invalid):
    """A later version wrote it."""

    text = gettext_noop(
        "This book was written by a newer Kontor. Bring Kontor up to date to read it."
    )


class BrokenBook(Invalid):
    """A file that was cut off or changed."""

    text = gettext_noop(
        "The file is damaged at line {line}, or was cut off. Nothing was brought in."
    )


def encoded(line: Line) -> bytes:
    """Write one line. Halves of characters, which no text may hold, become “?”."""
    return (_encode(line) + "\n").encode("utf-8", "replace")


def head_of(stream: BinaryIO) -> Line:
    """Read the head.

    Raises:
        NotABook: there is none.
        NewerBook: a later version of the format.
        BrokenBook: the line cannot be unpacked.
    """
    try:
        text = stream.readline(LONGEST_LINE)
    except BROKEN as error:
        raise BrokenBook(line=1) from error
    head = _head(text)
    if not isinstance(head.get("rows"), dict) or not isinstance(head.get(BOOK), dict):
        raise NotABook
    return head


def _head(text: bytes) -> Line:
    try:
        head = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotABook from error
    if not isinstance(head, dict) or head.get(MARK) != BOOK:
        raise NotABook
    version = head.get("version")
    if not isinstance(version, int) or version < 1:
        raise NotABook
    if version > VERSION:
        raise NewerBook
    return cast("Line", head)


def is_head(text: bytes) -> bool:
    """Tell whether a first line, or the beginning of it, is that of a book."""
    bare = text.removeprefix(b"\xef\xbb\xbf")[:64].replace(b" ", b"")
    return bare.startswith(b'{"kontor":"book",')


def rows_of(stream: BinaryIO) -> Iterator[tuple[int, Line]]:
    """Read the rows behind the head, each with its number of line, from 2.

    Raises:
        BrokenBook: a line is none.
    """
    number = 1
    while True:
        number += 1
        try:
            text = stream.readline(LONGEST_LINE)
        except BROKEN as error:
            raise BrokenBook(line=number) from error
        if not text:
            return
        yield number, _row(text, number)


def _row(text: bytes, number: int) -> Line:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenBook(line=number) from error
    if not isinstance(row, dict) or not text.endswith(b"\n"):
        raise BrokenBook(line=number)
    return cast("Line", row)
