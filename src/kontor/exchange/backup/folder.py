"""The files of a data folder in one packed stream, and what it must hold.

Each file is a line of JSON with its name and size, and its bytes. Last comes a line
with a list of all files and their digests, and what else whoever made it tells; what
does not agree with it is not taken.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zlib
from typing import TYPE_CHECKING, Any, cast

from kontor.core.errors import Unavailable
from kontor.exchange.backup.errors import Damaged
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import BinaryIO

    Told = dict[str, Any]

LEVEL = 1
_BLOCK = 1 << 20
_LONGEST_LINE = 16 * 1024**2
# What may lie in a data folder: a file, or one of an import, none with a way out.
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,200}(?:/[\w-]{1,64}/[\w.-]{1,64})?", re.ASCII)


class NoRoom(Unavailable):
    """The disk is full."""

    text = gettext_noop(
        "There is not enough room in {folder}: {needed} MB are needed. Nothing was "
        "changed."
    )


class _Packer(io.RawIOBase):
    """Packs what is written to it."""

    def __init__(self, out: io.RawIOBase) -> None:
        self._out = out
        self._pack = zlib.compressobj(LEVEL)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._out.write(self._pack.compress(data))
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._out.write(self._pack.flush())
        super().close()


class _Unpacker(io.RawIOBase):
    """Unpacks what it reads, never more than is asked for."""

    def __init__(self, source: io.RawIOBase, name: str) -> None:
        self._source = source
        self._name = name
        self._unpack = zlib.decompressobj()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = b""
        try:
            while not data and not self._unpack.eof:
                fresh = self._unpack.unconsumed_tail or self._source.read(_BLOCK) or b""
                data = self._unpack.decompress(fresh, len(buffer))
                if not data and not fresh:
                    raise Damaged(file=self._name)
        except zlib.error as error:
            raise Damaged(file=self._name) from error
        buffer[: len(data)] = data
        return len(data)


def write_folder(
    out: io.RawIOBase,
    files: Iterable[tuple[str, Path]],
    told: Callable[[], Told],
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Write files, each under its name, and what is told once they are written.

    Args:
        progress: told how many bytes of the files are done.
    """
    packer = _Packer(out)
    listed: dict[str, dict[str, Any]] = {}
    done = 0
    for name, path in files:
        size = path.stat().st_size
        packer.write(_line({"name": name, "size": size}))
        with path.open("rb") as file:
            digest = _copied(file, size, packer, lambda n: progress(done + n))  # noqa: B023
        done += size
        listed[name] = {"size": size, "sha256": digest}
    packer.write(_line({"files": listed, **told()}))
    packer.close()


def _line(told: Told) -> bytes:
    return json.dumps(told).encode() + b"\n"


def _copied(
    source: Any, size: int, target: Any, progress: Callable[[int], None]
) -> str:
    """Copy so many bytes and give their digest; "" where there are fewer."""
    digest, left = hashlib.sha256(), size
    while left:
        piece = source.read(min(left, _BLOCK))
        if not piece:
            return ""
        digest.update(piece)
        target.write(piece)
        left -= len(piece)
        progress(size - left)
    return digest.hexdigest()


def read_folder(
    source: io.RawIOBase,
    name: str,
    into: Path | None,
    progress: Callable[[int], None] = lambda done: None,
) -> Told:
    """Read all files and give what was told of them.

    Args:
        name: of the backup, for people.
        into: the folder to put them into; None to look through them only.

    Raises:
        Damaged: it does not hold what it says.
        NoRoom: the disk is too small for it.
    """
    found: dict[str, dict[str, Any]] = {}
    stream = cast("BinaryIO", io.BufferedReader(_Unpacker(source, name), _BLOCK))
    done = 0
    while "files" not in (line := _read_line(stream, name)):
        file, size = line.get("name"), line.get("size")
        if not isinstance(file, str) or not _NAME.fullmatch(file) or file in found:
            raise Damaged(file=name)
        if isinstance(size, bool) or not isinstance(size, int) or size < 0:
            raise Damaged(file=name)
        with _place(into, file, size) as target:
            digest = _copied(stream, size, target, lambda n: progress(done + n))  # noqa: B023
        done += size
        found[file] = {"size": size, "sha256": digest}
    # To the end of the stream: only there it proves to be whole.
    if line.pop("files") != found or stream.read(1) or source.read(1):
        raise Damaged(file=name)
    return line


def _read_line(stream: BinaryIO, name: str) -> Told:
    try:
        line = json.loads(stream.readline(_LONGEST_LINE))
    except (ValueError, RecursionError) as error:
        raise Damaged(file=name) from error
    if not isinstance(line, dict):
        raise Damaged(file=name)
    return line


def _place(into: Path | None, name: str, size: int) -> BinaryIO:
    """Open the place of a file, or of nothing where files are only looked through."""
    if into is None:
        return io.BufferedWriter(_Nowhere())
    if size > shutil.disk_usage(into).free:
        raise NoRoom(folder=into.parent, needed=size // 10**6 + 1)
    target = into / name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = target.open("xb")
    target.chmod(0o600)
    return file


class _Nowhere(io.RawIOBase):
    """Takes anything and keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)
