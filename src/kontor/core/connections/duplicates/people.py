"""The people of a book, as the search for duplicates looks at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.lib.names import NameParts

Birthday: TypeAlias = tuple[int | None, int | None, int | None]
"""Year, month, day; each None where it is not known."""
NO_DAY: Birthday = (None, None, None)


@dataclass(frozen=True, slots=True)
class People:
    """Columns of one length, one place for each person; "" or () is not known.

    Attributes:
        names: the parts of the names; one known as shown only is taken apart first
            (:func:`kontor.lib.names.split_name`).
        organisations: where they work.
        mails: their mail addresses.
        phones: their telephones in one form (E.164).
        streets: street and number of the postal address.
        extras: what stands beside the street: a house, a district, c/o.
        postal_codes: postal codes.
        cities: towns.
        birthdays: as far as they are known.
    """

    names: Sequence[NameParts]
    organisations: Sequence[str]
    mails: Sequence[Sequence[str]]
    phones: Sequence[Sequence[str]]
    streets: Sequence[str]
    extras: Sequence[str]
    postal_codes: Sequence[str]
    cities: Sequence[str]
    birthdays: Sequence[Birthday]

    def __post_init__(self) -> None:
        """Refuse columns of several lengths.

        Raises:
            ValueError: they have.
        """
        lengths = {len(getattr(self, name)) for name in self.__slots__}
        if len(lengths) > 1:
            msg = f"Columns of people are of one length, not of {sorted(lengths)}."
            raise ValueError(msg)

    def __len__(self) -> int:
        """Count the people."""
        return len(self.names)

    def __add__(self, others: People) -> People:
        """Put others behind these."""
        return People(*(
            [*getattr(self, name), *getattr(others, name)] for name in self.__slots__
        ))  # fmt: skip
