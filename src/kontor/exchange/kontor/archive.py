"""The ZIP that holds a whole book, or its bare lines: opened with care."""

from __future__ import annotations

import struct
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from kontor.core.errors import Invalid
from kontor.exchange.kontor.lines import BROKEN, BrokenBook, is_head
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINES = "kontor.jsonl"
PHOTOS = "photos"
LARGEST_PHOTO = 32 * 1024**2
# JSON packs ten to one or so; a book of nothing but blanks is a trap.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 64 * 1024**2
# What zipfile would read into memory before anybody can count.
MAX_DIRECTORY = 64 * 1024**2
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"


class TooLarge(Invalid):
    """An archive made to fill the disk or the memory."""

    text = gettext_noop("{name} would become far too large when unpacked.")


def is_book(path: Path) -> bool:
    """Tell by its content whether a file is a whole book, packed or bare."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
        if is_head(head):
            return True
        if not head.startswith(b"PK\x03\x04") or _huge(path):
            return False
        with zipfile.ZipFile(path) as archive, archive.open(LINES) as lines:
            return is_head(lines.read(4096))
    except (*BROKEN, KeyError):
        return False


class Archive:
    """A book on disk: its lines, as often as wanted, and its pictures."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip: zipfile.ZipFile | None = None
        with path.open("rb") as file:
            packed = file.read(4) == b"PK\x03\x04"
        if packed:
            self._zip = _opened(path)

    @property
    def has_photos(self) -> bool:
        """Tell whether pictures can lie beside the lines."""
        return self._zip is not None

    def close(self) -> None:
        """Close the file."""
        if self._zip is not None:
            self._zip.close()

    @contextmanager
    def lines(self) -> Iterator[BinaryIO]:
        """Open the lines from the beginning.

        Raises:
            BrokenBook: they are damaged where they begin, or locked.
        """
        if self._zip is None:
            with self._path.open("rb") as stream:
                yield stream
            return
        try:
            packed = self._zip.open(LINES)
        except BROKEN as error:
            raise BrokenBook(line=1) from error
        with packed:
            yield cast("BinaryIO", packed)

    def photo(self, name: str) -> bytes | None:
        """Read a picture; None where there is none of this name.

        Raises:
            BrokenBook, TooLarge: it cannot be read.
        """
        if self._zip is None or not name.startswith(f"{PHOTOS}/"):
            return None
        try:
            info = self._zip.getinfo(name)
            if info.file_size > LARGEST_PHOTO:
                raise TooLarge(name=name[:200])
            with self._zip.open(info) as stream:
                return stream.read(LARGEST_PHOTO)
        except KeyError:
            return None
        except BROKEN as error:
            raise BrokenBook(line=name[:200]) from error


def _opened(path: Path) -> zipfile.ZipFile:
    if _huge(path):
        raise TooLarge(name=path.name)
    try:
        archive = zipfile.ZipFile(path)
        info = archive.getinfo(LINES)
    except (*BROKEN, KeyError) as error:
        raise BrokenBook(line=1) from error
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > RATIO_COUNTS_FROM and ratio > MAX_RATIO:
        archive.close()
        raise TooLarge(name=LINES)
    return archive


def _huge(path: Path) -> bool:
    """Tell by its last bytes whether the directory of an archive is huge."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 66_000, 0))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return False
    (length,) = struct.unpack_from("<I", tail, at + 12)
    if (wide := tail.rfind(_END_64, 0, at)) >= 0 and len(tail) >= wide + 56:
        (length,) = struct.unpack_from("<Q", tail, wide + 40)
    return bool(length > MAX_DIRECTORY)
