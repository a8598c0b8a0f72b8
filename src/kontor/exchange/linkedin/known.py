"""What the rest of LinkedIn's archive tells of those who write and are written to."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kontor.exchange.card import Card
from kontor.exchange.charset import decode_as, guess_charset
from kontor.exchange.csv.lines import take_head
from kontor.exchange.csv.read import read_table
from kontor.exchange.linkedin.heading import is_own
from kontor.lib.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kontor.exchange.archive import Member, Packed

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Known:
    """Who is who in an archive.

    Attributes:
        own_names: what its owner is called, folded.
        by_name: the profile of a connection by folded name, "" where several are
            called so.
    """

    own_names: set[str] = field(default_factory=set)
    by_name: dict[str, str] = field(default_factory=dict)

    def profile(self, url: str, name: str) -> str:
        """Give the profile by which somebody is told, "" where nothing tells.

        A name counts only where there is no profile, and only one connection is
        called so: somebody of another profile is somebody else.
        """
        return url or self.by_name.get(fold(name), "")


@dataclass(slots=True)
class Beside:
    """The tables of an archive that tell who is who, read once for all messages."""

    packed: Packed
    members: Sequence[Member]
    _known: Known | None = None

    def known(self) -> Known:
        """Tell what they say."""
        if self._known is None:
            self._known = known_from(self.packed, self.members)
        return self._known


def known_from(packed: Packed, members: Sequence[Member]) -> Known:
    """Read the connections and the owner's own tables of an archive.

    What cannot be read of them is done without.
    """
    known = Known()
    for member in members:
        try:
            _read(known, packed, member)
        except Exception:
            _log.exception("a table beside the messages could not be read")
    return known


def profile_url(text: str) -> str:
    """Give a profile's address as connections have it: no query, no last slash."""
    return text.strip().split("?")[0].rstrip("/")


def _read(known: Known, packed: Packed, member: Member) -> None:
    with packed.opened(member.index) as stream:
        if member.format == "linkedin":
            _add_connections(known, _cards(read_table(stream)))
            return
        head = take_head(stream)
    if is_own(decode_as(head, guess_charset(head))) == "profile":
        with packed.opened(member.index) as stream:
            names = (_name(card) for card in _cards(read_table(stream)))
            known.own_names |= {fold(name) for name in names if name}


def _cards(found: Iterable[object]) -> Iterable[Card]:
    return (card for card in found if isinstance(card, Card))


def _add_connections(known: Known, cards: Iterable[Card]) -> None:
    for card in cards:
        name, url = fold(_name(card)), card.source_id
        if not url:
            continue
        if name:
            known.by_name[name] = url if name not in known.by_name else ""


def _name(card: Card) -> str:
    return f"{card.name.given} {card.name.family}".strip() or card.display
