"""One page of a long list, found without counting the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

T = TypeVar("T")
# Nobody reads on past so many; a count that stops here costs the same in any book.
COUNTED = 500


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list; ``number`` begins at 1."""

    object_list: Sequence[T]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Tell whether there is a page before this one."""
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        """Give the number of the page before."""
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        """Give the number of the page after."""
        return self.number + 1


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are: exact up to ``COUNTED``, beyond that ``more`` is True."""

    number: int
    more: bool


def page_of(rows: QuerySet[Any, T], number: int, size: int) -> Page[T]:
    """Fetch a page of ``size`` rows, and one more to see whether it goes on."""
    return page_of_parts([rows], number, size)


def page_of_parts(parts: Iterable[QuerySet[Any, T]], number: int, size: int) -> Page[T]:
    """Fetch a page of a list that comes in parts, one behind the other.

    A part is asked for only where those before it end on this page or before.
    """
    number = max(number, 1)
    start = (number - 1) * size
    found: list[T] = []
    for part in parts:
        wanted = size + 1 - len(found)
        here = list(part[start : start + wanted])
        found += here
        if len(here) == wanted:
            break
        # What is left of the way to the page, in the parts to come.
        start = max(start - part.count(), 0) if start and not here else 0
    return Page(found[:size], number, has_next=len(found) > size)


def count(number: int) -> Count:
    """Tell a number, but no further than is worth knowing."""
    return Count(min(number, COUNTED), more=number > COUNTED)


def count_of(rows: QuerySet[Any]) -> Count:
    """Count rows, but no further than is worth knowing."""
    return count(rows.values("pk")[: COUNTED + 1].count())
