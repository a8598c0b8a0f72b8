"""Who a record of a file is: somebody known, somebody new, or in doubt.

Only what two records share decides, never how alike they look: the full search
for duplicates is another matter (docs/decisions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.core.connections.names import names_fit
from kontor.lib.names import NameParts
from kontor.lib.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# How many a keeper is shown to choose from.
MOST_SHOWN = 5
# What more people have is of a whole house, as the number of its switchboard.
MOST_SHARING = 100
# What people call their own card.
_ME = frozenset({"me", "myself", "i", "ich", "mich"})
# Mail addresses of a house, not of a person: the part before the "@".
ROLES = frozenset({
    "admin", "anfrage", "anfragen", "buchhaltung", "buero", "büro", "contact",
    "donotreply", "email", "empfang", "hallo", "hello", "help", "hilfe", "info",
    "information", "kanzlei", "kontakt", "mail", "noreply", "office", "post",
    "postmaster", "praxis", "presse", "rechnung", "rechnungen", "reception",
    "rezeption", "sales", "sekretariat", "service", "support", "team", "termine",
    "verwaltung", "vertrieb", "webmaster", "willkommen", "zentrale",
})  # fmt: skip
_BETWEEN = re.compile(r"[-._+]")


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

    Whoever the source's own id stands for (see ``id_decides``) is the same person;
    so is the only one who shares a mail address or telephone and whose name fits.
    An equal name alone, an address that somebody of another name has, or several
    who fit are in doubt: the record comes in as new.

    Args:
        by_source: who has a source card with the record's own id.
        by_contact: who shares an address or telephone, and whether the name fits.
        by_name: who has the same name, or else might be meant.
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


def fits(
    record: NameParts,
    known: NameParts,
    shared: Collection[str],
    *,
    owner: bool = False,
) -> bool:
    """Tell whether a record with a shared address can be this person.

    Nothing the record says of the name may be lost by it: "Karla Müller" is not
    somebody whose given name is "Müller". Whoever has no name is told by a mail
    address of their own only: a telephone and ``info@`` are those of a whole house.

    Args:
        record, known: the names.
        shared: mail addresses and telephones that both have.
        owner: it is the owner's own address; their own card often says "Me".
    """
    if is_nameless(record) or is_nameless(known):
        return any(is_personal(key) for key in shared)
    if names_fit(record, known) and names_fit(record, _filled(known, record)):
        return True
    return owner and fold(f"{record.given} {record.family}").strip() in _ME


def id_decides(
    record: NameParts, known: NameParts, *, shared: bool, again: bool = False
) -> bool:
    """Tell whether a record with somebody's own id is that person.

    Programs give the same ids as others do, or one to all. So the name has to fit,
    or a mail address or telephone is shared, or one part of the name is equal, as
    after a wedding.

    Args:
        record, known: the names.
        shared: they share a mail address or telephone.
        again: another record of the same import has the id: then the name decides.
    """
    if is_nameless(record) or is_nameless(known):
        return shared
    if names_fit(record, known):
        return True
    return not again and (shared or _one_part_equal(record, known))


def joined(known: NameParts, record: NameParts) -> NameParts:
    """Give the fullest name that two records of one person tell together.

    Later records are compared with it: once "Müller" is "Karla Müller", "Max
    Müller" is somebody else. A name that does not fit is a new one.
    """
    if known == record:
        return known
    if not names_fit(known, record):
        return record
    fullest = NameParts(*map(_longer, _parts(known), _parts(record)))
    if names_fit(fullest, known) and names_fit(fullest, record):
        return fullest
    return _filled(known, record)


def is_nameless(name: NameParts) -> bool:
    """Tell whether a name tells nobody from anybody."""
    return not (name.given or name.family or name.additional or name.nickname)


def is_personal(key: str) -> bool:
    """Tell whether a key is a mail address that only one person is likely to have."""
    local, at, _ = key.rpartition("@")
    if not at:
        return False
    words = _BETWEEN.split(local.lower())
    return not ({words[0], "".join(words)} & ROLES)


def _filled(known: NameParts, record: NameParts) -> NameParts:
    """Fill the gaps of a name, as applying a record does."""
    return NameParts(
        *(a or b for a, b in zip(_parts(known), _parts(record), strict=True))
    )


def _longer(one: str, other: str) -> str:
    return other if len(other) > len(one) else one


def _parts(name: NameParts) -> tuple[str, ...]:
    return (
        name.given, name.additional, name.family, name.prefix, name.suffix,
        name.nickname,
    )  # fmt: skip


def _one_part_equal(one: NameParts, other: NameParts) -> bool:
    pairs = ((one.given, other.given), (one.family, other.family))
    return any(a and fold(a) == fold(b) for a, b in pairs)
