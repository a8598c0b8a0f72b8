"""What kind of file this is, by its content, never by its ending."""

from __future__ import annotations

import re
from collections import Counter

from kontor.exchange.charset import decode_as, guess_charset
from kontor.exchange.csv.layout import Layout, has_data, look, sample_rows
from kontor.exchange.kontor.lines import is_head
from kontor.exchange.linkedin.heading import MESSAGES, is_messages
from kontor.exchange.mail.separators import begins_mail, begins_mailbox

# So many first bytes are enough for every decision here.
HEAD = 262_144

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# What the first member of an Office document is called.
_OFFICE_PARTS = (b"[Content_Types].xml", b"docProps/", b"_rels/", b"xl/", b"word/",
                 b"ppt/", b"mimetypeapplication/")  # fmt: skip
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "format-office"),
    (b"%PDF-", "format-pdf"),
    (b"\x89PNG\r\n", "format-picture"),
    (b"\xff\xd8\xff", "format-picture"),
    (b"GIF87a", "format-picture"),
    (b"GIF89a", "format-picture"),
    (b"II*\0", "format-picture"),
    (b"MM\0*", "format-picture"),
    (b"!BDN", "format-mail"),
    (b"\x1f\x8b", "format-packed"),
    (b"7z\xbc\xaf\x27\x1c", "format-packed"),
    (b"Rar!\x1a", "format-packed"),
    (b"BZh", "format-packed"),
    (b"\xfd7zXZ\0", "format-packed"),
)
_PICTURE_INSIDE = re.compile(
    rb"\A(?:RIFF....WEBP|....ftyp(?:heic|heix|mif1|avif))", re.S
)
_VCARD = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD", re.I | re.M)
_ICAL = re.compile(
    r"^[ \t]*BEGIN[ \t]*:[ \t]*V(?:CALENDAR|EVENT|TODO|TIMEZONE|FREEBUSY)", re.I | re.M
)
_VCARD_TRACE = re.compile(
    r"^(?:\w+\.)?(END:VCARD|(?:FN|N|VERSION|TEL|EMAIL|ADR|ORG)(?=[;:]))", re.I | re.M
)
_WEB_PAGE = re.compile(
    r"\A(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.I
)
_MONICA = re.compile(
    r'\{\s*"version"\s*:\s*"1\.[^"]*"(?=.*"(?:app_version|exported_by)").*"account"',
    re.DOTALL,
)
_ADDRESS = re.compile(r"\s*\S+@\S+\.\S+\s*")


def recognise(head: bytes) -> str:
    """Name the kind of a file.

    Args:
        head: the first ``HEAD`` bytes, all of a shorter file.

    Returns:
        "vcard", "ical", "mbox", "eml" (a single mail), "linkedin",
        "linkedin-messages", "google", "outlook", "thunderbird", "hubspot", "monica",
        "monica-csv", "csv" (any other table), "zip", "empty" or "unknown".
    """
    return _known(head)[0]


def why_not(head: bytes) -> str:
    """Give the code of the problem with a file, else "".

    It may be empty or unknown, or a table of which somebody has to say what its
    columns mean.
    """
    return _known(head)[1]


def _known(head: bytes) -> tuple[str, str]:
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return "empty", "empty-file"
    if head.startswith(_ZIP):
        # A name stands 30 bytes into a member, and then, unpacked, what it holds.
        office = head[30:].startswith(_OFFICE_PARTS)
        return ("unknown", "format-office") if office else ("zip", "")
    if code := _binary(head):
        return "unknown", code
    if is_head(head):
        return "unknown", "kontor-book"
    # Before all text: what a mail holds may be anything.
    if begins_mailbox(head):
        return "mbox", ""
    return ("eml", "") if begins_mail(head) else _text(head)


def _binary(head: bytes) -> str:
    for magic, code in _MAGIC:
        if head.startswith(magic):
            return code
    return "format-picture" if _PICTURE_INSIDE.match(head) else ""


def _text(head: bytes) -> tuple[str, str]:
    text = decode_as(head, guess_charset(head)).lstrip("\ufeff \t\r\n")
    strange = sum(text.count(chr(code)) for code in range(9))
    if strange > len(text) // 20:
        return "unknown", "unknown-format"
    if _WEB_PAGE.match(text):
        return "unknown", "format-web-page"
    card, calendar = _VCARD.search(text), _ICAL.search(text)
    if card or calendar:
        first = min(m.start() for m in (card, calendar) if m)
        return ("vcard" if card and card.start() == first else "ical"), ""
    if len({found.upper() for found in _VCARD_TRACE.findall(text[:8192])}) > 2:
        return "vcard", ""
    if _MONICA.match(text[:4096]):
        return "monica", ""
    if re.match(r"[\[{]\s*[\"{\[\]}]", text):
        return "unknown", "format-json"
    return _table(head, text)


def _table(head: bytes, text: str) -> tuple[str, str]:
    if is_messages(text):
        return MESSAGES, ""
    layout = look(head)
    if not layout.trouble or _is_table(head, layout):
        return layout.format, layout.trouble
    return "unknown", "unknown-format"


def _is_table(head: bytes, layout: Layout) -> bool:
    """Tell a table with unknown columns from any other text."""
    rows = sample_rows(head, layout.charset, layout.delimiter)
    widths = Counter(len(row.cells) for row in rows)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    if width < 2:
        return bool(rows) and all(
            len(row.raw) < 100 and _ADDRESS.fullmatch(row.raw) for row in rows
        )
    # A line by itself is a heading without rows, or no table; unless it is somebody.
    if len(rows) < 2 and not (rows and has_data(rows[0].cells)):
        return False
    even = count >= 0.8 * len(rows)
    return even and all(len(cell) < 200 for cell in rows[0].cells)
