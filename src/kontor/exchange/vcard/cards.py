"""Where one card ends and the next begins, also where the marks are wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kontor.exchange.card import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST_CARD = 1 << 25  # bytes; a picture of 20 MB still fits
LONGEST_MARK = 100  # bytes of a line before "VCARD"
DEEPEST = 8  # cards within cards

_MARK = b"VCARD"
_BLANK = b" \t\n\0\xef\xbb\xbf"
_BEFORE = re.compile(
    rb"(?:\xef\xbb\xbf|[ \t\0]|END:VCARD)*(?:[\w.-]*AGENT[^:\n]*:[ \t]*)?"
    rb"(BEGIN|END)[ \t]*:[ \t]*\Z"
)
_AFTER = re.compile(rb"[ \t\0]*(?:\n|\Z|BEGIN:VCARD)")
_NAME_LINE = re.compile(rb"^(?:FN|N)[:;]", re.MULTILINE | re.IGNORECASE)


@dataclass(slots=True)
class RawCard:
    """The bytes of one card, with its marks.

    Attributes:
        record: number of the card in its file, from 1.
        line: number of its first line, from 1.
        pieces: what stands in it, in order; cards within it are left out.
        size: bytes in the pieces.
        ended: whether its end was found.
        agent: whether it is the value of the AGENT property around it.
    """

    record: int
    line: int
    pieces: list[bytes] = field(default_factory=list)
    size: int = 0
    ended: bool = False
    agent: bool = False

    def add(self, data: bytes) -> None:
        """Take up some bytes; of a card that is too large only the size."""
        self.size += len(data)
        if self.size <= LARGEST_CARD:
            self.pieces.append(data)
        else:
            self.pieces.clear()

    def strip_end(self) -> None:
        """Take line ends and blanks away at the end."""
        while self.pieces:
            last = self.pieces.pop().rstrip()
            if last:
                self.pieces.append(last)
                return


def split_cards(blocks: Iterable[bytes]) -> Iterator[RawCard | Problem]:
    """Find the cards of a file.

    A card whose end is missing ends where the next one begins. One that stands
    within another is given as a card of its own, unless it is the other's
    AGENT: then it stays in it, written on one line as vCard 3.0 has it. What
    stands between two cards is passed over, unless it looks like one.

    Args:
        blocks: the file as :func:`kontor.exchange.vcard.blocks.line_blocks` has it.

    Yields:
        Cards in the order of their beginnings, and a problem for what cannot be
        one: no BEGIN, too large, an empty file.
    """
    splitter = _Splitter()
    for block in blocks:
        at = 0
        for begins, start, end in _marks(block):
            splitter.text(block[at:start])
            mark = block[start:end]
            yield from splitter.begin(mark) if begins else splitter.end(mark)
            at = end
        splitter.text(block[at:])
    yield from splitter.finish()


def _marks(block: bytes) -> Iterator[tuple[bool, int, int]]:
    """Give (is it a beginning, start, end) of every BEGIN and END line."""
    upper = block.upper()
    at = upper.find(_MARK)
    while at >= 0:
        floor = max(0, at - LONGEST_MARK)
        start = upper.rfind(b"\n", floor, at) + 1
        before = upper[start:at] if start or not floor else b""
        end = at + 5
        if before in (b"BEGIN:", b"END:") and upper[end : end + 1] in (b"\n", b""):
            yield before == b"BEGIN:", start, end + 1
        else:
            mark = _BEFORE.match(before)
            after = _AFTER.match(upper, end)
            if mark and after:
                newline = after.group().endswith(b"\n")
                last = after.end() if newline else end
                yield mark[1] == b"BEGIN", start + mark.start(1), last
        at = upper.find(_MARK, end)


class _Splitter:
    """The cards that are open, and what is known of those that wait for it."""

    def __init__(self) -> None:
        self.records = 0
        self.line = 1
        self.open: list[RawCard] = []
        self.waiting: list[RawCard] = []  # whole, but the one around is not yet
        self.outside = RawCard(record=0, line=1)

    def text(self, data: bytes) -> None:
        """Take up what stands between two marks."""
        if not data:
            return
        if self.open:
            self.open[-1].add(data)
        elif data.strip(_BLANK):
            if not self.outside.size:
                blank = data[: len(data) - len(data.lstrip(_BLANK))]
                self.outside.line = self.line + blank.count(b"\n")
            self.outside.add(data)
        self.line += data.count(b"\n")

    def begin(self, mark: bytes) -> Iterator[RawCard | Problem]:
        """Open a card."""
        agent = bool(self.open) and _awaits_agent(self.open[-1])
        if (self.waiting and not agent) or len(self.open) >= DEEPEST:
            yield from self._give_up_open()
            agent = False
        if not self.open:
            yield from self._outside(meant=False)
        if agent:
            self.open[-1].strip_end()
        self.records += not agent
        card = RawCard(self.records, self.line, agent=agent)
        self.open.append(card)
        card.add(mark)
        self.line += mark.count(b"\n")

    def end(self, mark: bytes) -> Iterator[RawCard | Problem]:
        """Close the innermost card."""
        self.line += mark.count(b"\n")
        if not self.open:
            yield from self._outside(meant=True)
            return
        self.open[-1].add(mark)
        self.open[-1].ended = True
        self._close()
        if not self.open:
            yield from self._settle()

    def finish(self) -> Iterator[RawCard | Problem]:
        """Give what is left at the end of the file."""
        yield from self._give_up_open()
        nothing = not self.records
        if nothing and not self.outside.size:
            yield Problem("empty-file", record=0, line=0)
        yield from self._outside(meant=nothing)

    def _close(self) -> None:
        card = self.open.pop()
        if card.agent and self.open:
            self.open[-1].add(_as_value(card))
            self.open[-1].size += card.size
        else:
            self.waiting.append(card)

    def _give_up_open(self) -> Iterator[RawCard | Problem]:
        while self.open:
            self._close()
        yield from self._settle()

    def _settle(self) -> Iterator[RawCard | Problem]:
        for card in sorted(self.waiting, key=lambda card: card.record):
            if card.size <= LARGEST_CARD:
                yield card
            else:
                yield Problem("vcard-too-large", card.record, card.line)
        self.waiting = []

    def _outside(self, *, meant: bool) -> Iterator[Problem]:
        """Report text outside any card where it was meant as one."""
        outside, self.outside = self.outside, RawCard(record=0, line=1)
        if not outside.size:
            return
        text = b"".join(outside.pieces)
        if meant or _NAME_LINE.search(text):
            self.records += 1
            yield Problem("vcard-misspelt", self.records, outside.line)


def _awaits_agent(card: RawCard) -> bool:
    """Tell whether a card's last line so far is an AGENT without its value."""
    last = next((piece for piece in reversed(card.pieces) if piece), b"")
    tail = last[-200:].rstrip().rpartition(b"\n")[2].upper()
    name = tail.partition(b":")[0].partition(b";")[0]
    return tail.endswith(b":") and name.rpartition(b".")[2].strip() == b"AGENT"


def _as_value(card: RawCard) -> bytes:
    r"""Write a card as the value of one line, escaped as in vCard 3.0."""
    text = b"".join(card.pieces).strip(b"\n")
    for plain, escaped in (
        (b"\\", b"\\\\"), (b"\n", b"\\n"), (b",", b"\\,"), (b";", b"\\;"),
    ):  # fmt: skip
        text = text.replace(plain, escaped)
    return text + b"\n"
