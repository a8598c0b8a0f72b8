"""One card's text as content lines: unfolded, mended, in one charset."""

from __future__ import annotations

import re

from kontor.exchange.charset import decode_as, decode_value, guess_charset
from kontor.exchange.vcard.heads import parse_head

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+\Z")
_BINARY = re.compile(
    r"[^:]*;(?:ENCODING=)?(?:B|BASE64)(?:;[^:]*)?:|[^:]*:data:", re.IGNORECASE
)
_QUOTED_PRINTABLE = re.compile(r"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_FREE_TEXT = re.compile(r"(?:[^.:;]*\.)?(?:NOTE|LABEL|ADR)[;:]", re.IGNORECASE)
_LONGEST_HEAD = 400  # characters; keeps the searches above from going far
_CHARSET = re.compile(r"[^:]*;CHARSET=([^;:]*)", re.IGNORECASE)


def decode_card(data: bytes) -> tuple[str, list[str]]:
    r"""Decode one card.

    Args:
        data: the card's bytes with ``\n`` as line end.

    Returns:
        The text as it stood in the file, and its content lines. NUL, which no
        text may hold, is left out of both.
    """
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _decode_odd_card(data)
    return text, content_lines(text)


def _decode_odd_card(data: bytes) -> tuple[str, list[str]]:
    charset = guess_charset(data)
    if charset == "utf-8":  # cut within its last character
        charset = "cp1252"
    # Unfolding first: a fold may stand within a character.
    lines = content_lines(data.decode(errors="surrogateescape"))
    return decode_as(data, charset), [_mend_charset(line, charset) for line in lines]


def _mend_charset(line: str, charset: str) -> str:
    data = line.encode(errors="surrogateescape")
    try:
        return data.decode()
    except UnicodeDecodeError:
        declared = _CHARSET.match(line[:_LONGEST_HEAD])
        return decode_value(data, declared[1] if declared else charset)


def content_lines(text: str) -> list[str]:
    """Unfold a card's text; blank lines may be among what comes out."""
    if "=\n" in text and "QUOTED-PRINTABLE" in text.upper():
        text = _join_soft_breaks(text)
    if "\n " in text or "\n\t" in text:
        text = text.replace("\n ", "").replace("\n\t", "")
    return text.split("\n")


def _join_soft_breaks(text: str) -> str:
    """Undo the line breaks that quoted-printable makes with a ``=`` at the end."""
    joined: list[str] = []
    parts: list[str] = []
    for line in text.split("\n"):
        if parts:
            parts.append(line)
        elif line.endswith("=") and _QUOTED_PRINTABLE.match(line[:_LONGEST_HEAD]):
            parts = [line]
        else:
            joined.append(line)
        if parts and not line.endswith("="):
            joined.append(_joined(parts))
            parts = []
    return "\n".join([*joined, _joined(parts)] if parts else joined)


def _joined(parts: list[str]) -> str:
    # Some writers fold the broken lines once more: then one blank belongs to
    # the fold. Where few of many lines begin with one, it is part of the text.
    begun = sum(part.startswith((" ", "\t")) for part in parts[1:])
    if 2 * begun >= len(parts) - 1:
        parts[1:] = [
            part[1:] if part.startswith((" ", "\t")) else part for part in parts[1:]
        ]
    return "".join(part.removesuffix("=") for part in parts)


def is_content_line(line: str) -> bool:
    """Tell whether a line begins with the name of a property."""
    text, colon, _ = line.partition(":")
    if not colon:
        return False
    head = parse_head(text)
    return bool(head.name) or head.open


def mend_lines(lines: list[str]) -> tuple[list[str], list[str]]:
    """Put lines that are none where they belong.

    Android breaks the base64 of a picture without indenting it; others break
    notes so.

    Returns:
        The content lines, and what belongs nowhere.
    """
    good: list[str] = []
    tails: dict[int, list[str]] = {}
    stray: list[str] = []
    for line in lines:
        if is_content_line(line):
            good.append(line)
        elif line.strip():
            glue = _glue(good[-1], line) if good else None
            if glue is None:
                stray.append(line)
            else:
                tails.setdefault(len(good) - 1, []).append(glue + line)
    for at, tail in tails.items():
        good[at] = "".join([good[at], *tail])
    return good, stray


def _glue(before: str, line: str) -> str | None:
    """Say what joins a broken line to the one before, None if nothing does."""
    if _BASE64.match(line) and _BINARY.match(before[:_LONGEST_HEAD]):
        return ""
    return "\\n" if _FREE_TEXT.match(before[:_LONGEST_HEAD]) else None
