"""Who a record of a file is: somebody known, somebody new, or in doubt.

Only what two records share decides, never how alike they look: the full search
for duplicates is another matter (docs/decisions).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.core.connections.names import names_fit
from kontor.lib.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kontor.lib.names import NameParts

# How many a keeper is shown to choose from.
MOST_SHOWN = 5
# What people call their own card.
_ME = frozenset({"me", "myself", "i", "ich", "mich"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about a record.

    Attributes:
        whom: key of the person it is, None where it comes in as new.
        doubtful: keys of those it might be, best first; empty where there is no
            doubt.
    """

    whom: int | None = None
    doubtful: tuple[int, ...] = ()


NOBODY = Finding()


def find_out(
    by_source: int | None,
    by_contact: Mapping[int, bool],
    by_name: Collection[int] = (),
) -> Finding:
    """Decide who a record is.

    The same id of the same kind of source is the same person; so is the only one
    who shares a mail address or telephone and whose name fits. An equal name
    alone, an address that somebody of another name has, or several who fit are
    in doubt: the record comes in as new.

    Args:
        by_source: who has a source card with the record's own id.
        by_contact: who shares an address or telephone, and whether the name fits.
        by_name: who has the same name.
    """
    if by_source is not None:
        return Finding(by_source)
    fitting = [key for key, fits in by_contact.items() if fits]
    if len(fitting) == 1:
        return Finding(fitting[0])
    doubtful = fitting or [*by_contact, *by_name]
    if not doubtful:
        return NOBODY
    return Finding(None, tuple(dict.fromkeys(doubtful))[:MOST_SHOWN])


def fits(record: NameParts, known: NameParts, *, owner: bool = False) -> bool:
    """Tell whether a record with a shared address can be this person.

    Args:
        record, known: the names.
        owner: it is the owner's own address; their own card often says "Me".
    """
    if names_fit(record, known):
        return True
    return owner and fold(f"{record.given} {record.family}").strip() in _ME
