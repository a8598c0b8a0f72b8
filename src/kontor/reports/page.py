"""One page of a long list, found without counting the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import Model, QuerySet

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
M = TypeVar("M", bound=Model)
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


def page_of(rows: QuerySet[M], number: int, size: int) -> Page[M]:
    """Fetch a page of ``size`` rows, and one more to see whether it goes on."""
    number = max(number, 1)
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Page(found[:size], number, has_next=len(found) > size)


def count_of(rows: QuerySet[M]) -> Count:
    """Count rows, but no further than is worth knowing.

    The keys are fetched in order rather than counted: so SQLite takes the same way
    as for the page, and looks up the few that a search has found.
    """
    number = len(rows.values_list("pk", flat=True)[: COUNTED + 1])
    return Count(min(number, COUNTED), more=number > COUNTED)
