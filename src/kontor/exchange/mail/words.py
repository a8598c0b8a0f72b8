"""Encoded words in the fields of a mail (RFC 2047)."""

from __future__ import annotations

import binascii
import re

from kontor.exchange.charset import decode_value

_WORD = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=")


def decoded_words(text: str) -> str:
    """Decode the encoded words of a text; what is none stays as it is.

    Words that follow each other are taken together before they are decoded: some
    programs cut a character in two.
    """
    if "=?" not in text:
        return text
    parts: list[str] = []
    charset, held, at = "", b"", 0
    for word in _WORD.finditer(text):
        between = text[at : word.start()]
        if held and (between.strip() or word[1].lower() != charset):
            parts.append(decode_value(held, charset))
            held = b""
        if between.strip() or not at:
            parts.append(between)
        charset, at = word[1].lower(), word.end()
        held += _raw(word[2], word[3])
    if held:
        parts.append(decode_value(held, charset))
    return "".join(parts) + text[at:]


def _raw(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "Qq":
        return binascii.a2b_qp(data, header=True)
    try:
        return binascii.a2b_base64(data + b"===")
    except binascii.Error:
        return b""
