"""One page of a long list, found without counting the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    number = max(number, 1)
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Page(found[:size], number, has_next=len(found) > size)


def count_of(rows: QuerySet[Any], page: Page[Any], size: int) -> Count:
    """Count rows, but no further than is worth knowing.

    Where a page of them shows the end, nothing need be asked. Else they are counted
    in order: so SQLite takes the same way as for the page, and looks up the few that
    a search has found.
    """
    if not page.has_next and (page.object_list or page.number == 1):
        number = (page.number - 1) * size + len(page.object_list)
        return Count(min(number, COUNTED), more=number > COUNTED)
    number = rows.values("pk")[: COUNTED + 1].count()
    return Count(min(number, COUNTED), more=number > COUNTED)
