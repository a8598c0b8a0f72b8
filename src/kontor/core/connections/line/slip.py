"""The line on its way: what is read is covered, the rest stays open."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kontor.core.connections.line.reading import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

COVER = "\x00"
"""What stands in ``open`` for a character already read."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_EDGE = re.compile(
    r"[;\n!?()\[\]|…•]|:(?=\s|$)|,(?!\d)|(?<!\d),|(?<=\s)[-–—>]+(?=\s)"
    r"|(?<=[^\W\d_]{3})\.(?=\s|$)"
)
_ABBREVIATION = re.compile(
    r"\b(?:prof|dipl|ing|med|rer|nat|phil|jur|mag|mrs|min|mins|std|hrs|tel|bzw|usw|etc"
    r"|str|geb|inkl|evtl|ggf|vgl|approx|jan|feb|mrz|mar|apr|jun|jul|aug|sep|sept|okt"
    r"|oct|nov|dez|dec|mon|tue|wed|thu|fri|priv|univ|kfm|psych)\.$",
    re.IGNORECASE,
)
# "15 min. Er braucht": what follows a unit with a capital is a new sentence.
_UNIT_AND_MORE = re.compile(r"(?:[Mm]ins?|[Ss]td|hrs)\.\s+[A-ZÄÖÜ]")
# "Tuesday, March 12" and "Dienstag, den 12.3." are one day, "Mar 12, 2024" too.
_IN_DATE = re.compile(
    r"(?:tag|mittwoch|day)\s*,\s*(?:den\s+|the\s+)?(?:\d|[^\W\d_]{3,9}\.?\s\d)"
    r"|[^\W\d_]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,\s(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def tidied(text: str) -> str:
    """Compose accents and make spaces of controls; lines stay lines."""
    return _CONTROL.sub(" ", unicodedata.normalize("NFC", text.replace("\r\n", "\n")))


class Slip:
    """A tidied line with its clauses and what has been read of it so far.

    Attributes:
        text: the whole line.
        open: the same length, with what has been read covered.
        clauses: (start, end) of each stretch between commas, full stops and so on.
        told: what has been read.
        lower: typed in lower case; only the first word may have a capital.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.open = text
        self.clauses = list(_clauses(text))
        self.told: list[Span] = []
        self.lower = not any(c.isupper() for c in text.lstrip()[1:])

    def cover(self, start: int, end: int) -> None:
        """Cover a stretch so that no pattern reads it again."""
        self.open = self.open[:start] + COVER * (end - start) + self.open[end:]

    def uncover(self, start: int, end: int) -> None:
        """Open a stretch again, but for what has been told of it."""
        self.open = self.open[:start] + self.text[start:end] + self.open[end:]
        for span in self.told:
            if span.start < end and start < span.end:
                self.cover(span.start, span.end)

    def tell(self, kind: Kind, start: int, end: int) -> None:
        """Note what a stretch was read as, and cover it."""
        self.told.append(Span(kind, start, end))
        self.cover(start, end)

    def clause_at(self, at: int) -> tuple[int, int]:
        """Give the clause that a position lies in."""
        for start, end in self.clauses:
            if at <= end:
                return start, end
        return self.clauses[-1]

    def words_left(self, start: int, end: int) -> bool:
        """Tell whether a stretch still holds a letter or a digit."""
        return any(c.isalnum() for c in self.open[start:end])


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    dates = [m.span() for m in _IN_DATE.finditer(text)]
    start = 0
    for edge in _EDGE.finditer(text):
        if _is_no_edge(text, edge, dates):
            continue
        yield start, edge.start()
        start = edge.end()
    yield start, len(text)


def _is_no_edge(text: str, edge: re.Match[str], dates: list[tuple[int, int]]) -> bool:
    if edge[0] == ".":
        before = text[max(0, edge.end() - 12) : edge.end()]
        unit_ends = _UNIT_AND_MORE.search(text, max(0, edge.end() - 5), edge.end() + 9)
        return _ABBREVIATION.search(before) is not None and unit_ends is None
    if edge[0] == ",":
        return any(start <= edge.start() < end for start, end in dates)
    return False
