"""What stands after the colon: encodings and escapes taken away."""

from __future__ import annotations

import binascii
import re

from kontor.exchange.charset import decode_value

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TOKEN = {
    ";": re.compile(r"\\.|;", re.DOTALL),
    ",": re.compile(r"\\.|,", re.DOTALL),
}
# A comma that separates the items of a list; in a sentence a blank follows it.
_LIST_COMMA = re.compile(r"(?<!\\),(?=\S)")


def decoded(value: str, encoding: str, charset: str) -> str:
    """Undo quoted-printable or base64.

    Args:
        value: as it stands in the file, soft line breaks already joined.
        encoding: "qp", "base64" or "".
        charset: as declared; guessed for this value where it is "" or wrong.
    """
    if not encoding:
        return value
    data = value.encode(errors="replace")
    try:
        plain = binascii.a2b_qp(data) if encoding == "qp" else binascii.a2b_base64(data)
    except binascii.Error:  # only base64 can be wrong: then it was none
        return value
    text = decode_value(plain, charset)
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def unescaped(value: str) -> str:
    r"""Undo ``\n``, ``\,``, ``\;``, ``\:`` and ``\\``, and strip."""
    if "\\" in value:
        value = _ESCAPE.sub(_plain, value)
    return value.strip()


def _plain(match: re.Match[str]) -> str:
    char = match[1]
    if char in "nN":
        return "\n"
    # A backslash before a letter is none of ours: C:\Users
    return match[0] if char.isalnum() else char


def split_unescaped(value: str, separator: str) -> list[str]:
    """Split at every separator ("," or ";") that is not escaped; strip nothing."""
    if "\\" not in value:
        return value.split(separator)
    parts = []
    start = 0
    for match in _TOKEN[separator].finditer(value):
        if match[0] == separator:
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]


def components(value: str) -> list[str]:
    """Split a structured value (N, ADR, ORG) at its semicolons and unescape."""
    if "\\" not in value:
        return [part.strip() for part in value.split(";")]
    return [unescaped(part) for part in split_unescaped(value, ";")]


def joined_list(value: str, glue: str) -> str:
    """Join the items of one component: ``Philip,Paul`` with " " between."""
    if "," in value:
        value = _LIST_COMMA.sub(glue, value)
    return unescaped(value)
