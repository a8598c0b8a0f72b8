"""Files that are no table of text, with what to do about it."""

from __future__ import annotations

from kontor.exchange.charset import decode_as, guess_charset
from kontor.exchange.recognise import recognise, why_not

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_WORD_PROCESSOR = (b"word/", b"ppt/", b"opendocument.text", b"opendocument.present")
_OLD_WORDS = tuple(
    name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document")
)
# How workbooks are written as XML, and as web pages.
_WORKBOOK = ("urn:schemas-microsoft-com:office:spreadsheet",
             "urn:schemas-microsoft-com:office:excel")  # fmt: skip
_OTHERS = frozenset(["zip", "vcard", "ical", "monica"])
_LOOKED_AT = 8_192


def why_no_table(head: bytes) -> str:
    """Give the code of the problem with a file that is no table, else ""."""
    code = why_not(head)
    if code == "format-office" or head.startswith(_ZIP):
        return _office(head, code)
    text = decode_as(head, guess_charset(head))
    if any(sign in text[:_LOOKED_AT].lower() for sign in _WORKBOOK):
        return "attendance-workbook"
    if code.startswith("format-") or code in {"empty-file", "kontor-book"}:
        return code
    strange = sum(text.count(chr(sign)) for sign in range(9))
    other = strange > len(text) // 20 or recognise(head) in _OTHERS
    return "attendance-no-table" if other else ""


def _office(head: bytes, code: str) -> str:
    others = _OLD_WORDS if head.startswith(_OLD_OFFICE) else _WORD_PROCESSOR
    if any(sign in head for sign in others):
        return "format-office"
    workbook = code or b"xl/" in head or b"opendocument.spreadsheet" in head
    return "attendance-workbook" if workbook else "attendance-no-table"
