"""What stands before the colon: group, name and parameters of a property."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z0-9_/-]+\Z")
_ENCODINGS = {
    "QUOTED-PRINTABLE": "qp", "Q": "qp", "BASE64": "base64", "B": "base64",
    "8BIT": "", "7BIT": "", "8-BIT": "",
}  # fmt: skip
_KINDS = {
    "WORK": "work", "BUSINESS": "work", "OFFICE": "work",
    "HOME": "home", "PRIVATE": "home", "OTHER": "other",
    "CELL": "mobile", "MOBILE": "mobile", "IPHONE": "mobile",
    "FAX": "fax", "HOMEFAX": "fax", "WORKFAX": "fax", "OTHERFAX": "fax",
}  # fmt: skip
# Types that say nothing a reader of the book would want as a label.
_SILENT = {
    "", "INTERNET", "VOICE", "PREF", "TEXT", "MSG", "VIDEO", "X400", "DOM", "INTL",
    "POSTAL", "PARCEL", "ISDN", "BBS", "MODEM", "PCS", "TEXTPHONE", "IPHONE",
    "AOL", "APPLELINK", "ATTMAIL", "CIS", "EWORLD", "IBMMAIL", "MCIMAIL",
    "POWERSHARE", "PRODIGY", "TLX", "URI", "JPEG", "PNG", "GIF",
}  # fmt: skip
_MOST_CACHED = 2000  # heads
_LONGEST_CACHED = 200  # characters


@dataclass(slots=True)
class Head:
    """The part of a content line before its colon.

    Attributes:
        name: in capitals, without group; "" if this is no property.
        group: as in "item1.TEL", in lower case.
        types: every TYPE in every writing, as written.
        kind: what an :class:`kontor.exchange.card.Entry` calls it.
        pref: 1 is most preferred, 100 least, 0 unsaid.
        encoding: "qp", "base64" or "".
        charset, altid: these parameters, "" if missing.
        params: all other parameters, names in capitals.
        special: whether the value needs more than unescaping.
        open: whether a quotation mark is still open: the colon was part of it.
    """

    name: str
    group: str = ""
    types: tuple[str, ...] = ()
    kind: str = ""
    pref: int = 0
    encoding: str = ""
    charset: str = ""
    altid: str = ""
    params: dict[str, str] = field(default_factory=dict)
    special: bool = False
    open: bool = False


class Heads(dict[str, Head]):
    """Heads already read: a file has few that differ."""

    def __missing__(self, text: str) -> Head:
        """Read a head that is new."""
        head = parse_head(text)
        if len(text) < _LONGEST_CACHED:
            if len(self) >= _MOST_CACHED:
                self.clear()
            self[text] = head
        return head


def parse_head(text: str) -> Head:
    """Read the part of a content line before its colon."""
    full_name, *params = _split(text)
    group, _, name = full_name.strip("\ufeff \t").rpartition(".")
    if not _NAME.match(name):
        return Head("")
    if text.count('"') % 2:
        return Head("", special=True, open=True)
    head = Head(name.upper(), group.lower())
    types: list[str] = []
    for param in params:
        key, equals, value = param.partition("=")
        if equals:
            _take_param(head, key.strip().upper(), _unquoted(value), types)
        else:
            _take_bare(head, key.strip(), types)
    return _completed(head, types)


def _split(text: str) -> list[str]:
    if '"' not in text:
        return text.split(";")
    # Every second piece between quotation marks is inside them.
    pieces = text.split('"')
    pieces[1::2] = [piece.replace(";", "\0") for piece in pieces[1::2]]
    return [part.replace("\0", ";") for part in "".join(pieces).split(";")]


def split_open_line(line: str) -> tuple[str, str]:
    """Split a content line at the first colon outside quotation marks."""
    inside = False
    for at, char in enumerate(line):
        if char == '"':
            inside = not inside
        elif char == ":" and not inside:
            return line[:at], line[at + 1 :]
    # A stray quotation mark: the first colon must do.
    head, _, value = line.partition(":")
    return head.replace('"', ""), value


def label_kind(label: str) -> str:
    """Give the kind that a label in words stands for, else the label."""
    plain = label.removeprefix("_$!<").removesuffix(">!$_").strip()
    kind = _KINDS.get(plain.upper())
    if kind:
        return kind
    return plain.lower() if label.startswith("_$!<") else plain


def _unquoted(value: str) -> str:
    value = value.strip()
    if "^" in value:  # RFC 6868
        value = value.replace("^n", "\n").replace("^'", '"').replace("^^", "^")
    return value


def _take_param(head: Head, key: str, value: str, types: list[str]) -> None:
    if key == "TYPE":
        types += [part.strip() for part in value.split(",")]
    elif key == "ENCODING":
        head.encoding = _ENCODINGS.get(value.upper(), "")
    elif key == "CHARSET":
        head.charset = value
    elif key == "ALTID":
        head.altid = value
    elif key == "PREF":
        head.pref = int(value[:9]) if value.isascii() and value.isdigit() else 1
    else:
        head.params[key] = value


def _take_bare(head: Head, word: str, types: list[str]) -> None:
    """Take a parameter of vCard 2.1, which needs no name."""
    if word.upper() in _ENCODINGS:
        head.encoding = _ENCODINGS[word.upper()]
    else:
        types += [part.strip() for part in word.split(",")]


def _completed(head: Head, types: list[str]) -> Head:
    head.types = tuple(filter(None, types))
    if not head.pref and any(word.upper() == "PREF" for word in types):
        head.pref = 1
    head.pref = min(head.pref, 100)
    head.kind = _kind(head.types)
    head.special = bool(head.encoding or head.altid)
    return head


def _kind(types: tuple[str, ...]) -> str:
    known = [_KINDS.get(word.upper(), "") for word in types]
    for strong in ("fax", "mobile"):
        if strong in known:
            return strong
    own = [
        word
        for word, kind in zip(types, known, strict=True)
        if not kind and word.upper() not in _SILENT
    ]
    if own:
        return own[0][2:] if own[0][:2].upper() == "X-" else own[0]
    return next(filter(None, known), "")
