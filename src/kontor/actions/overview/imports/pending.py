"""Who an import will bring: as good as known to the records that follow.

A reference is the key of a person where it is above 0, else minus the key of the
item that will make one. Keys are kept as hashes: a hundred thousand cards fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kontor.core.connections.identity import MOST_SHARING, MOST_SHOWN, joined
from kontor.lib.names import NameParts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BETWEEN = "\x1f"


@dataclass(slots=True)
class Pending:
    """What is known of the people of an import that is being read.

    Attributes:
        claimed: source cards in the book that a record will write anew.
        confirmed: source cards that a record has said again.
        earlier: items that change somebody, by reference.
        attendees: references of those a calendar or a mail named, by address.
        organisations: folded names of those that have a record.
        reached: names of organisations by the hash of an address of theirs.
        left_out: records of the file being read that were left out, and why.
        touches: those there will be, by kind of source and its own id.
    """

    claimed: set[int] = field(default_factory=set)
    confirmed: set[int] = field(default_factory=set)
    earlier: dict[int, list[int]] = field(default_factory=dict)
    attendees: dict[str, int] = field(default_factory=dict)
    organisations: set[str] = field(default_factory=set)
    reached: dict[int, str] = field(default_factory=dict)
    left_out: set[tuple[int, str]] = field(default_factory=set)
    touches: set[int] = field(default_factory=set)
    _records: dict[int, int] = field(default_factory=dict)
    _sources: dict[int, int] = field(default_factory=dict)
    _first: dict[int, int] = field(default_factory=dict)
    _more: dict[int, list[int]] = field(default_factory=dict)
    _by_name: dict[int, list[int]] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)

    def enter(
        self,
        reference: int,
        *,
        digest: str,
        source: tuple[str, str],
        keys: Iterable[str],
        name: NameParts,
        sort_name: str,
    ) -> None:
        """Take note of a record and of whom it is about."""
        self._records.setdefault(hash(digest), reference)
        if source[1]:
            self._sources.setdefault(hash(source), reference)
        for key in keys:
            self._enter_key(hash(key), reference)
        if sort_name:
            namesakes = self._by_name.setdefault(hash(sort_name), [])
            if len(namesakes) < MOST_SHOWN and reference not in namesakes:
                namesakes.append(reference)
        self._enter_name(reference, name)

    def enter_record(self, reference: int, digest: str) -> None:
        """Take note of a record by which nobody else is found."""
        self._records.setdefault(hash(digest), reference)

    def has_card(self, key: int) -> bool:
        """Tell whether a source card belongs to another record of this import."""
        return key in self.claimed or key in self.confirmed

    def first_time(self, record: int, code: str) -> bool:
        """Tell whether a record of this file has not been left out for this yet."""
        if (record, code) in self.left_out:
            return False
        self.left_out.add((record, code))
        return True

    def first_touch(self, key: tuple[str, str]) -> bool:
        """Tell whether no record of this import has made this touch yet."""
        number = hash(key)
        if number in self.touches:
            return False
        self.touches.add(number)
        return True

    def same_record(self, digest: str) -> int | None:
        """Find whom a record is about that says exactly the same."""
        return self._records.get(hash(digest))

    def by_source(self, source: tuple[str, str]) -> int | None:
        """Find whom a record with the source's own id is about."""
        return self._sources.get(hash(source)) if source[1] else None

    def by_key(self, key: str) -> Sequence[int]:
        """Find who has this mail address or telephone."""
        number = hash(key)
        first = self._first.get(number)
        return () if first is None else (first, *self._more.get(number, ()))

    def named(self, sort_name: str) -> list[int]:
        """Find who has this name."""
        return self._by_name.get(hash(sort_name), []) if sort_name else []

    def name_of(self, reference: int, book: NameParts | None = None) -> NameParts:
        """Give the name somebody will have, by all records so far.

        Args:
            book: the name in the book, None for somebody it does not have.
        """
        packed = self._names.get(reference)
        if packed is None:
            return book or NameParts()
        name = NameParts(*packed.split(_BETWEEN))
        return name if book is None else joined(book, name)

    def _enter_name(self, reference: int, name: NameParts) -> None:
        packed = _packed(name)
        before = self._names.setdefault(reference, packed)
        if before != packed:
            whole = joined(NameParts(*before.split(_BETWEEN)), name)
            self._names[reference] = _packed(whole)

    def _enter_key(self, number: int, reference: int) -> None:
        first = self._first.setdefault(number, reference)
        if first != reference:
            more = self._more.setdefault(number, [])
            # With one more than count, the key does not count any more.
            if len(more) < MOST_SHARING and reference not in more:
                more.append(reference)


def _packed(name: NameParts) -> str:
    return _BETWEEN.join(
        (name.given, name.additional, name.family, name.prefix, name.suffix,
         name.nickname)
    )  # fmt: skip
