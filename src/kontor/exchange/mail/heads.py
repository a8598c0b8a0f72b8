"""The heads of the mails in a file, in bounded memory; bodies are passed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from kontor.exchange.mail.separators import AHEAD, is_separator

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 1 << 18
# No honest head is a tenth as long.
LONGEST = 1 << 18
_BLANK = re.compile(rb"\n\r?\n")
_NO_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
_FROM = (b"From ", b">From ")


class Head(NamedTuple):
    """The head of one mail, as it stands in the file.

    Attributes:
        line: of the file on which the mail begins, from 1.
        envelope: its separating line in a mailbox, b"" for a mail by itself.
        text: its fields.
        trouble: code of the problem where it cannot be read, else "".
    """

    line: int
    envelope: bytes = b""
    text: bytes = b""
    trouble: str = ""


def heads_of_mailbox(source: BinaryIO) -> Iterator[Head]:
    """Yield the head of each mail of a mailbox."""
    return _Scan(source).heads()


def head_of_mail(source: BinaryIO) -> Head:
    """Read the head of a file that is one mail; no more of it is read."""
    return next(_Scan(source).heads())


class _Scan:
    """A file read block by block, and how far it has been looked through."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.data = b""
        self.at = 0
        self.line = 1
        self.ended = False
        # Old programs of the Mac end lines in "\r" only.
        self.returns: bool | None = None

    def heads(self) -> Iterator[Head]:
        self.have(AHEAD)
        begin = _NO_TEXT.match(self.data)
        self.move(begin.end() if begin else 0)
        there = True
        while there:
            yield self.head()
            there = self.find_next()

    def head(self) -> Head:
        self.have(AHEAD)
        line, envelope = self.line, b""
        if self.data.startswith(_FROM, self.at):
            end = self.data.find(b"\n", self.at, self.at + AHEAD) + 1
            end = end or min(self.at + AHEAD, len(self.data))
            envelope = self.data[self.at : end]
            self.move(end)
        # Reading on moves both.
        end = self.end_of_head()
        begin = self.at
        whole = end - begin < LONGEST
        text = self.data[begin:end] if whole else b""
        # The break before it belongs to the separator that may follow.
        self.move(max(end - 1, begin))
        return Head(line, envelope, text, "" if whole else "mail-head-too-long")

    def end_of_head(self) -> int:
        """Find the blank line after the fields, or the mail that follows at once."""
        self.have(4)
        if self.data.startswith((b"\n", b"\r\n"), self.at):
            return self.at
        seen = 0
        while True:
            begin, stop = self.at + seen, self.at + LONGEST
            found = self.data.find(b"\nFrom ", begin, stop)
            end = stop if found < 0 else found + 1
            if blank := _BLANK.search(self.data, begin, end):
                return blank.start() + 1
            if self.ended or len(self.data) - end >= (0 if found < 0 else AHEAD):
                if found < 0 or is_separator(self.data, end):
                    return min(end, len(self.data))
                seen = end - self.at
            else:
                self.fill()

    def find_next(self) -> bool:
        """Go to where the next mail begins; tell whether there is one."""
        while True:
            found = self.data.find(b"\nFrom ", max(self.at - 1, 0))
            if found < 0:
                self.move(max(self.at, len(self.data) - 5))
                if self.ended:
                    return False
                self.fill()
            elif not self.ended and len(self.data) - found <= AHEAD:
                self.move(max(self.at, found))
                self.fill()
            else:
                self.move(max(self.at, found + 1))
                if is_separator(self.data, found + 1):
                    return True
                self.move(found + 2)

    def move(self, to: int) -> None:
        self.line += self.data.count(b"\n", self.at, to)
        self.at = to

    def have(self, size: int) -> None:
        while not self.ended and len(self.data) - self.at < size:
            self.fill()

    def fill(self) -> None:
        """Read on; what has been looked through is let go, but for three bytes."""
        block = self.source.read(_BLOCK)
        self.ended = not block
        if self.returns is None and block:
            self.returns = b"\r" in block and b"\n" not in block
        if self.returns:
            block = block.replace(b"\r", b"\n")
        keep = max(self.at - 3, 0)
        self.data = self.data[keep:] + block
        self.at -= keep
