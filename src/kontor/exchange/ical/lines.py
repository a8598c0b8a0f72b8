"""Bytes of a calendar file as unfolded lines, in bounded memory."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from kontor.exchange.charset import decode_value, guess_charset

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 1 << 17
_LONGEST = 1 << 20
_PARAM = re.compile(r';\s*([\w-]+)\s*=\s*("[^"]*"|[^;:",]*)(?:,(?:"[^"]*"|[^;:",]*))*')
_MAILTO = re.compile(r":\s*mailto:", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPECIAL = re.compile(r"\^(['n^])")


class Property(NamedTuple):
    """One property: upper-case name and parameter names, value as written."""

    name: str
    params: dict[str, str]
    value: str


def unfolded(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield (number of its first physical line, whole line without its break).

    Unfolding comes before decoding because a fold may split a character.
    A line longer than 1 MiB is cut there: nothing a meeting needs is longer.
    """
    start, parts, size = 0, list[bytes](), 0
    for number, raw in enumerate(_physical(source), 1):
        if raw[:1] in (b" ", b"\t"):
            if parts and size < _LONGEST:
                parts.append(raw[1:])
                size += len(raw)
        elif raw:
            if parts:
                yield start, b"".join(parts)
            start, parts, size = number, [raw], len(raw)
    if parts:
        yield start, b"".join(parts)


def decoded(line: bytes) -> str:
    """Decode one line: UTF-8, else in the charset that fits it best."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = decode_value(line)
    return text.replace("\0", "")


def parsed(line: str) -> Property:
    """Take a content line apart; never fails, whatever is odd is skipped.

    Strict parsers refuse a whole line for one stray quote or semicolon in a
    parameter; here the line then only loses that parameter.
    """
    split = re.search(r"[;:]", line)
    if split is None:
        return Property(line.strip().upper(), {}, "")
    name, at = line[: split.start()].strip().upper(), split.start()
    params: dict[str, str] = {}
    while match := _PARAM.match(line, at):
        params.setdefault(match[1].upper(), _param_value(match[2]))
        at = match.end()
    if line[at : at + 1] != ":":
        at = _value_start(line, at)
    return Property(name, params, line[at + 1 :].strip())


def plain(value: str) -> str:
    r"""Undo the escapes of a text value: ``\n`` is a space, ``\,`` a comma."""
    text = _ESCAPED.sub(lambda m: " " if m[1] in "nN" else m[1], value)
    return " ".join(text.split())


def _param_value(raw: str) -> str:
    value = raw.strip().strip('"')
    if "^" in value:  # RFC 6868
        value = _SPECIAL.sub(lambda m: {"'": '"', "n": " ", "^": "^"}[m[1]], value)
    return value


def _value_start(line: str, at: int) -> int:
    match = _MAILTO.search(line, at)
    if match:
        return match.start()
    colon = line.find(":", at)
    return len(line) if colon < 0 else colon


def _physical(source: BinaryIO) -> Iterator[bytes]:
    rest = b""
    for block in _blocks(source):
        pieces = (rest + block).splitlines(keepends=True)
        # A break may be cut in two ("\r" here, "\n" in the next block).
        whole = bool(pieces) and pieces[-1].endswith(b"\n")
        rest = b"" if whole or not pieces else pieces.pop()
        if len(rest) > _LONGEST and not rest.endswith(b"\r"):
            rest = rest[:_LONGEST]
        for piece in pieces:
            yield piece.rstrip(b"\r\n")
    if rest:
        yield rest.rstrip(b"\r\n")


def _blocks(source: BinaryIO) -> Iterator[bytes]:
    block = source.read(_BLOCK)
    charset = _wide_charset(block[:4096])
    decoder = codecs.getincrementaldecoder(charset or "utf-8")("replace")
    block = block if charset else block.removeprefix(codecs.BOM_UTF8)
    while block:
        yield decoder.decode(block).encode() if charset else block
        block = source.read(_BLOCK)


def _wide_charset(start: bytes) -> str:
    """Name the charset of a file with two or four bytes to a letter, else ""."""
    charset = guess_charset(start) if b"\0" in start else ""
    wide = charset.startswith(("utf-16", "utf-32"))
    return charset if wide and "BEGIN" in start.decode(charset, "replace") else ""
