"""Mail addresses: one key for every way one is written, and drafts to them."""

from __future__ import annotations

import re
import string
import unicodedata

_UNRESERVED = frozenset(f"{string.ascii_letters}{string.digits}-._~".encode())
_PART = r"[^\s@<>()\[\],;:\"\\]+"
_LABEL = r"[^\s@<>()\[\],;:\"\\.]+"
_ADDRESS = re.compile(rf"(?:{_PART}|\"[^\"\n]+\")@(?:{_LABEL}\.)+{_LABEL}\.?")
# Both go over their text once, however it is made.
_IN_ANGLES = re.compile(r"<([^<>@]*@[^<>]*)>\s*$")
_COMMENT = re.compile(r"(?<!\s)\s*\([^()]*\)\s*$")


def mail_key(text: str) -> str:
    """Give the key that finds a mail address, "" where the text is none.

    ``mailto:Anna@Example.ORG`` and ``Anna Berger <anna@example.org>`` are
    ``anna@example.org``. Lower case throughout: in theory the part before the @
    may tell cases apart, in practice no server does. A domain is kept in its
    readable form, so that ``xn--mller-kva.de`` and ``müller.de`` are one, and has
    a dot: ``root@localhost`` is somebody else on every machine.
    """
    bare = text.strip(" '\t\r\n")
    if _ADDRESS.fullmatch(bare) is None:
        bare = _unwrapped(bare)
        if _ADDRESS.fullmatch(bare) is None:
            return ""
    key = bare.lower().rstrip(".")
    if "xn--" in key or not key.isascii():
        key = _readable(key)
    return key


def domain(text: str) -> str:
    """Give the domain of a mail address as in its key, "" where there is none."""
    return mail_key(text).rpartition("@")[2]


def _unwrapped(text: str) -> str:
    angles = _IN_ANGLES.search(text)
    bare = angles[1].strip() if angles else _COMMENT.sub("", text)
    if bare[:7].lower() == "mailto:":
        bare = bare[7:].partition("?")[0]
    return bare.strip(" '<>\t\r\n")


def _readable(key: str) -> str:
    local, _, host = key.rpartition("@")
    labels = (_label(label) for label in host.split("."))
    return unicodedata.normalize("NFC", f"{local}@{'.'.join(labels)}")


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def mailto(to: str, subject: str, text: str) -> str:
    """Give the address that opens a draft in a mail program (RFC 6068)."""
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:{_quoted(to)}?subject={_quoted(subject)}&body={_quoted(lines)}"


def _quoted(text: str) -> str:
    """Write a text as part of an address (RFC 3986)."""
    return "".join(
        chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in text.encode()
    )
