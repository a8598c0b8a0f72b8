"""A file's bytes as blocks of whole lines, in UTF-8 or nearly so."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, BinaryIO

from kontor.exchange.charset import guess_charset

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 1 << 20  # bytes read at a time
LONGEST_LINE = 1 << 24  # bytes after which a line is handed on in pieces


def line_blocks(source: BinaryIO) -> Iterator[bytes]:
    r"""Give a file in blocks that end with a line, with ``\n`` as only line end.

    UTF-16 and UTF-32 come out as UTF-8; any other bytes are left as they are,
    for each card may be written in a charset of its own. Only the last block
    and a line longer than ``LONGEST_LINE`` may end inside a line.
    """
    rest = b""
    for chunk in _utf8_chunks(source):
        block = rest + chunk
        # A carriage return at the end may be half of a line end.
        cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, -1)) + 1
        if not cut and len(block) > LONGEST_LINE:
            cut = len(block) - 1
        rest = block[cut:]
        if cut:
            yield _plain_line_ends(block[:cut])
    if rest:
        yield _plain_line_ends(rest)


def _plain_line_ends(block: bytes) -> bytes:
    if b"\r" not in block:
        return block
    if b"\r\r" in block:
        block = block.replace(b"\r\r\n", b"\n")
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _utf8_chunks(source: BinaryIO) -> Iterator[bytes]:
    first = source.read(BLOCK)
    charset = guess_charset(first[:65536])
    if charset.startswith(("utf-16", "utf-32")):
        yield from _recoded(source, first, charset)
        return
    while first:
        yield first
        first = source.read(BLOCK)


def _recoded(source: BinaryIO, chunk: bytes, charset: str) -> Iterator[bytes]:
    # What is no character in UTF-16 has no letter that could be lost.
    decoder = codecs.getincrementaldecoder(charset)("ignore")
    while chunk:
        yield decoder.decode(chunk).encode()
        chunk = source.read(BLOCK)
