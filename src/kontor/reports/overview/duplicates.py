"""Who may stand in the book twice: pairs, side by side, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kontor.records.facts import duplicates as facts
from kontor.reports.overview.sides import Side, sides
from kontor.reports.overview.signs import Sign, likely_text, signs
from kontor.reports.page import COUNTED, Count, Page, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

PAGE = 20
# So many are asked about at once; each has two people.
CHUNK = 200
EVERY = 1_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person.

    Attributes:
        first: the one that is better kept: the owner, else who has more of a past.
        probability: that they are one, 0 to 1; ``likely`` says it in words.
        speaks_for, against: why, the weightiest first.
    """

    first: Side
    second: Side
    probability: float
    likely: str
    speaks_for: tuple[Sign, ...]
    against: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """How far the search for duplicates is.

    Attributes:
        state: "never", "looking" or "done".
        done: of a hundred parts.
        moment: of the search, where it is done.
        new: people who have come since.
    """

    state: str
    done: int = 0
    moment: datetime | None = None
    new: int = 0


@dataclass(frozen=True, slots=True)
class Duplicates:
    """A page of pairs, how many there are in all, and the state of the search."""

    page: Page[Pair]
    count: Count
    search: Search


def duplicates(book: int, *, page: int = 1) -> Duplicates:
    """List pairs that may be one person, likeliest first.

    Left out are those said to be two people, and whoever is confidential.
    """
    number = max(page, 1)
    found = facts.pairs_page(book, PAGE + 1, (number - 1) * PAGE)
    pairs = _pairs(book, found[:PAGE])
    shown = Page(pairs, number, has_next=len(found) > PAGE)
    return Duplicates(shown, how_many(book), search(book))


def every_pair(book: int) -> Iterator[Pair]:
    """Give all pairs, likeliest first."""
    found = facts.pairs_page(book, EVERY, 0)
    for start in range(0, len(found), CHUNK):
        yield from _pairs(book, found[start : start + CHUNK])


def how_many(book: int) -> Count:
    """Count the pairs of a book, but no further than is worth knowing."""
    return count(facts.count_pairs(book, COUNTED + 1))


def how_many_of(book: int, batch: UUID | str) -> Count:
    """Count those with somebody whom an import has brought or changed.

    Args:
        batch: uid of the import; none is counted where there is no such one.
    """
    try:
        key = UUID(str(batch))
    except ValueError:
        return count(0)
    return count(facts.count_pairs_of(book, key, COUNTED + 1))


def search(book: int) -> Search:
    """Tell how far the search in a book is."""
    found = facts.search_of(book)
    if found is None:
        return Search("never")
    state, done, moment, new = found
    if state == "done":
        return Search("done", done, moment, new)
    return Search("looking", done)


def _pairs(book: int, found: Sequence[tuple[Any, ...]]) -> list[Pair]:
    if not found:
        return []
    known = sides(book, sorted({key for row in found for key in row[:2]}))
    return [_pair(known[one], known[other], *rest) for one, other, *rest in found]


def _pair(
    one: Side, other: Side, chance: float, levels: list[int], weights: list[float]
) -> Pair:
    if (other.is_owner, other.touches) > (one.is_owner, one.touches):
        one, other = other, one
    speaks_for, against = signs(levels, weights)
    return Pair(one, other, chance, likely_text(chance), speaks_for, against)
