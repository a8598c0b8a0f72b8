"""Bytes to physical lines of text, with bounded memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

# The error handler that reads single wrong bytes is registered there.
import kontor.exchange.charset  # noqa: F401

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    class _Buffer(Protocol):
        """Whatever bytes can be read into."""

        def __len__(self) -> int: ...
        def __setitem__(self, key: slice, value: bytes) -> None: ...


# No line and no record may be longer, in characters: an address record of a
# megabyte is a broken file, and memory has to stay bounded.
LIMIT = 1_048_576
# So many bytes at the start of a file decide what it is.
HEAD = 262_144


class Rejoined(io.RawIOBase):
    """A source whose first bytes have been taken out, whole again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: _Buffer) -> int:  # type: ignore[override]
        """Fill the buffer from the head, then from the rest."""
        size = len(buffer)
        data = bytes(self._head[:size])
        self._head = self._head[size:]
        if not data:
            data = self._rest.read(size)
        buffer[: len(data)] = data
        return len(data)


def take_head(source: BinaryIO, size: int = HEAD) -> bytes:
    """Read the first bytes of a source, all of it where it is shorter."""
    parts = []
    while size > 0 and (part := source.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def read_lines(head: bytes, rest: BinaryIO, charset: str) -> Iterator[str]:
    r"""Yield the lines of a text with their ends (``\n``, ``\r\n`` or ``\r``).

    A line longer than ``LIMIT`` comes out cut to ``LIMIT`` + 1 characters and
    without an end; what is beyond is passed over.
    """
    raw = io.BufferedReader(Rejoined(head, rest), 65_536)
    # newline="" keeps the ends: a cell of several lines is kept as it stands.
    text = io.TextIOWrapper(raw, charset, "kontor.western", newline="")
    first = text.readline(LIMIT + 1).removeprefix("\ufeff")
    line = first or text.readline(LIMIT + 1)
    while line:
        yield line
        while len(line) > LIMIT and not line.endswith(("\n", "\r")):
            line = text.readline(LIMIT + 1)
        line = text.readline(LIMIT + 1)
