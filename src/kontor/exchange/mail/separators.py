r"""Where a mail begins: in a mailbox at a line "From …", else with its first field.

A body may have a line that begins with "From " as well. Most programs write it as
``>From``, but not all, and not all leave a blank line before a mail. So a line
begins a mail where it says a time and a year and the next one is a field; or where
it stands alone as a paragraph does and says a weekday, or nothing (Thunderbird).
"""

from __future__ import annotations

import re

# As far is looked ahead of a line to tell whether it begins a mail, in bytes.
AHEAD = 2_048
_MOST = 16_384
_BEGIN = rb"From (?=[^\n]*\d\d?:\d\d)(?=[^\n]*(?<!\d)(?:19|20)\d\d(?!\d))"
_FIELD = rb"[!-9;-~]+[ \t]*:"
_DATED = re.compile(_BEGIN + rb"[^\n]*\n(?:>?From |" + _FIELD + rb")")
_ON_A_DAY = re.compile(
    _BEGIN + rb"(?=[^\n]* (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )[^\n]*(?:\n|\Z)"
)
_BARE = re.compile(rb"From (?:-[ \t]*)?\r?\n" + _FIELD)
_NO_TEXT = b"\xef\xbb\xbf \t\r\n"
_FIRST = re.compile(rb"(?!BEGIN[ \t]*:)(?:>From [^\n]*\n)?" + _FIELD, re.I)
# A letter may begin with "Subject:" as well, but with none of the others.
_LETTERS = rb"from|to|cc|subject|date|sender|reply-to"
_MAILS = (
    rb"received|return-path|message-id|mime-version|delivered-to|content-type"
    rb"|content-transfer-encoding"
)
_KNOWN = re.compile(rb"^(" + _LETTERS + rb"|" + _MAILS + rb")[ \t]*:", re.I | re.M)
_VALUE = rb"[ \t]*:[^\n]*(?:\n[ \t]+\S[^\n]*)*"
_ALONE = re.compile(
    rb"(?:" + _MAILS + rb")" + _VALUE + rb"\n\r?\n"
    rb"|(?:" + _LETTERS + rb"|" + _MAILS + rb")" + _VALUE + rb"\n?\Z",
    re.I,
)
_END = re.compile(rb"\n\r?\n")


def is_separator(data: bytes, at: int) -> bool:
    """Tell whether a line that begins with "From " begins a mail.

    Args:
        data: with ``AHEAD`` bytes from there, if there are as many, and a few before.
        at: where the line begins.
    """
    stop = at + AHEAD
    if _DATED.match(data, at, stop):
        return True
    apart = at == 0 or data[max(at - 3, 0) : at].replace(b"\r", b"")[-2:] == b"\n\n"
    return apart and bool(_ON_A_DAY.match(data, at, stop) or _BARE.match(data, at))


def begins_mailbox(head: bytes) -> bool:
    """Tell whether a file is a mailbox by its first bytes."""
    top = head[:_MOST].lstrip(_NO_TEXT)
    return top.startswith(b"From ") and is_separator(top.replace(b"\r\n", b"\n"), 0)


def begins_mail(head: bytes) -> bool:
    """Tell whether a file is a single mail: it begins with fields that mails have.

    One is enough where it is all of the head and the body is no letter.
    """
    top = head[:_MOST].lstrip(_NO_TEXT)
    if not _FIRST.match(top):
        return False
    end = _END.search(top)
    fields = _KNOWN.findall(top, 0, end.start() if end else len(top))
    return len({name.lower() for name in fields}) > 1 or bool(_ALONE.match(top))
