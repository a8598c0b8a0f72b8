"""Who is named in a field of a mail, however it is written.

The parsers of the standard library refuse or misread what old and hasty programs
write: groups without members, semicolons between addresses, a comma in a name
without quotation marks, an encoded name with the address in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kontor.exchange.mail.words import decoded_words
from kontor.lib.mail import mail_key

_LONGEST_NAME = 200
_LONGEST_ADDRESS = 400
_LONGEST_CACHED = 400
# Every pattern here goes over its text once, however it is made.
_PLAIN = re.compile(
    r'(?:"([^"<>\\@=]*)" |([^"<>,;:()\\@=]*))<([^<>\s"(),;:@]+@[^<>\s"(),;:@]+)>'
)
_TOKEN = re.compile(
    r'"([^"\\]*(?:\\.[^"\\]*)*)"|\(([^()]*)\)|<([^<>]*)>|([,;])|([^",;<(]+|.)',
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_INSIDE = re.compile(r"[^\s<>,;:()\[\]\"'@]{1,64}@[^\s<>,;:()\[\]\"'@]{1,255}")


class Address(NamedTuple):
    """Somebody named: the key of the mail address, see ``lib.mail``; "" is unknown."""

    email: str
    name: str = ""


def addresses_in(value: str) -> tuple[Address, ...]:
    """List those named in the value of a field (From, To, Cc); nothing is raised.

    Somebody without a full mail address is there with the name alone.
    """
    return _cached(value) if len(value) < _LONGEST_CACHED else _addresses(value)


def _addresses(value: str) -> tuple[Address, ...]:
    value = value.strip()
    if plain := _PLAIN.fullmatch(value):
        if email := _key(plain[3]):
            return (Address(email, _name(plain[1] or plain[2] or "")),)
    elif not any(char in value for char in "<(:=") and (email := _key(value)):
        return (Address(email),)
    found = _Reader(value).found
    if "=?" in value and not any(one.email for one in found):
        found = _Reader(decoded_words(value)).found
    return tuple(found)


_cached = lru_cache(maxsize=8_192)(_addresses)


class _Reader:
    """One field taken apart, from its beginning to its end, once."""

    def __init__(self, value: str) -> None:
        self.found: list[Address] = []
        self.before = ""
        self.clear()
        at = 0
        while at < len(value):
            token = _TOKEN.match(value, at)
            if token is None:
                break
            at = token.end()
            if token[0] == '"':
                # It has no end: no mark from here on means anything.
                value, at = value[at:].replace('"', " "), 0
                continue
            self.take(token)
        self.flush()

    def clear(self) -> None:
        self.words: list[str] = []
        self.raw: list[str] = []
        self.remark, self.angle = "", ""

    def take(self, token: re.Match[str]) -> None:
        kind = token.lastindex
        if kind == 4:
            self.flush(comma=token[0] == ",")
        elif kind == 3:
            if self.angle:
                self.flush()
            self.angle = token[3].strip() or " "
        elif kind == 2:
            self.remark = self.remark or token[2]
        elif kind == 1:
            self.words.append(_ESCAPED.sub(r"\1", token[1]))
            self.raw.append(token[0])
        elif not self.angle or token[0].strip():
            self.plain(token[0])

    def plain(self, text: str) -> None:
        """Take in words; what ends in a colon is the name of a group."""
        if self.angle:
            self.flush()
        group, colon, rest = text.rpartition(":")
        if colon and "@" not in group:
            self.words, self.raw, text = [], [], rest
        self.words.append(text)
        self.raw.append(text)

    def flush(self, *, comma: bool = False) -> None:
        words, raw = " ".join(self.words).strip(), "".join(self.raw).strip()
        angle, remark, before = self.angle, self.remark, self.before
        self.clear()
        self.before = ""
        if angle:
            email = _key(angle.rpartition(":")[2].replace(" ", ""))
            self.add(email, before + (words or remark), angle)
        elif "@" in raw:
            email = _key(raw)
            if not email and (inside := _INSIDE.search(raw)):
                email = _key(inside[0])
            self.add(email, remark, raw)
        elif words and comma:
            # "Berger, Anna <anna@…>", as nobody should write it.
            self.before = f"{before}{words}, "
        elif words:
            self.add("", before + words, words)

    def add(self, email: str, name: str, written: str) -> None:
        shown = _name(name) or ("" if email else _bare(written))
        if email or shown:
            self.found.append(Address(email, shown))


def _key(text: str) -> str:
    return mail_key(text) if len(text) <= _LONGEST_ADDRESS else ""


def _name(text: str) -> str:
    """Give a name as it is meant; an address in its place is none."""
    name = _bare(decoded_words(text))
    return "" if "@" in name else name


def _bare(text: str) -> str:
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split()).strip("'\" ,")[:_LONGEST_NAME].strip()
