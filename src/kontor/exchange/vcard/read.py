"""Reading vCard files: one card at a time, whatever state they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kontor.exchange.card import Card, Problem
from kontor.exchange.vcard.blocks import line_blocks
from kontor.exchange.vcard.cards import RawCard, split_cards
from kontor.exchange.vcard.draft import Draft, settle
from kontor.exchange.vcard.heads import Head, Heads, parse_head, split_open_line
from kontor.exchange.vcard.lines import decode_card, mend_lines
from kontor.exchange.vcard.properties import HANDLERS, keep
from kontor.exchange.vcard.values import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 60  # characters of a stray line that a problem quotes


def read_vcards(source: BinaryIO) -> Iterator[Card | Problem]:
    """Read the cards of a file, vCard 2.1, 3.0 or 4.0, also mixed.

    Cards come one by one: memory depends on the largest card, not on the file.
    A card that cannot be used costs no other.

    Args:
        source: the file, open for reading bytes.

    Yields:
        A card for every record that names somebody, else a problem with the
        outcome "failed". What could not be used of a card is in its
        ``problems``. Record 0 of a problem is the file itself.
    """
    heads = Heads()
    for raw in split_cards(line_blocks(source)):
        if isinstance(raw, Problem):
            yield raw
        else:
            yield _read_alone(raw, heads)


def _read_alone(raw: RawCard, heads: Heads) -> Card | Problem:
    try:
        return _read_card(raw, heads)
    except (ValueError, LookupError):
        # Whatever a card may hold that nobody thought of: it costs no other.
        return Problem("unreadable", raw.record, raw.line)


def _read_card(raw: RawCard, heads: Heads) -> Card | Problem:
    text, lines = decode_card(b"".join(raw.pieces))
    card = Card("vcard", raw.record, raw.line, raw=text)
    draft = Draft(card)
    if not _take_lines(draft, lines, heads):
        lines, stray = mend_lines(lines)
        card = Card("vcard", raw.record, raw.line, raw=text)
        draft = Draft(card)
        _take_lines(draft, lines, heads)
        for line in stray:
            draft.note_problem("vcard-stray-line", value=line.strip()[:_SHOWN])
    if not raw.ended:
        draft.note_problem("vcard-truncated")
    return settle(draft)


def _take_lines(draft: Draft, lines: list[str], heads: Heads) -> bool:
    """Fill a draft; False, and the draft of no use, if a line is no content line."""
    for line in lines:
        text, colon, value = line.partition(":")
        if colon:
            head = heads[text]
            if head.special:
                if _take_special(draft, head, value, line):
                    continue
            elif head.name:
                HANDLERS.get(head.name, keep)(draft, head, value, line)
                continue
        if line and not line.isspace():
            return False
    return True


def _take_special(draft: Draft, head: Head, value: str, line: str) -> bool:
    """Take a line that is encoded, an alternative, or has a colon in quotes."""
    if head.open:
        text, value = split_open_line(line)
        head = parse_head(text)
        if not head.name:
            return False
    if head.altid:
        alternative = (head.name, head.altid)
        if alternative in draft.alternatives:
            draft.keep(head.name, line)
            return True
        draft.alternatives.add(alternative)
    if head.encoding and head.name != "PHOTO":
        value = decoded(value, head.encoding, head.charset)
    HANDLERS.get(head.name, keep)(draft, head, value, line)
    return True
