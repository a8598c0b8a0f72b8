"""What a record could name somebody by, told again without keeping the name.

A mark is such a sign, made the same however it was written; sealed with a secret it
is a number from which nobody can read it back without that secret
(docs/sources.md#erasing).
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# 128 bits: no two people meet by chance.
_FIGURES = 32
PERSON, KEY, BORN, SOURCE, CARD, BOOK = "person", "key", "born", "id", "card", "book"
# In the place of a year: the book had none; whatever it is, a source tells none.
_ANY_YEAR, _NO_YEAR = "*", "-"
Birthday: TypeAlias = "Sequence[int | None]"


class Mark(NamedTuple):
    """A sign of somebody: what kind it is, and what it says."""

    kind: str
    text: str


def keys(found: Iterable[str]) -> Iterator[Mark]:
    """Mark mail addresses, telephones (E.164) and links by their keys."""
    return (Mark(KEY, key.lower()) for key in found if key)


def born(sort_name: str, birthday: Birthday | None) -> Iterator[Mark]:
    """Mark somebody's name together with their birthday, (year or None, month, day).

    They are known again where a source does not tell the year, and where only the
    source does.
    """
    year, month, day = birthday or (None, None, None)
    if sort_name and month and day:
        first = f"{year}" if year else _ANY_YEAR
        yield Mark(BORN, f"{sort_name}|{first}|{month}|{day}")
        yield Mark(BORN, f"{sort_name}|{_NO_YEAR}|{month}|{day}")


def said_to_be_born(sort_name: str, birthday: Birthday | None) -> Iterator[Mark]:
    """Give the marks of ``born`` that a record may have been somebody's by."""
    year, month, day = birthday or (None, None, None)
    if sort_name and month and day:
        for told in (f"{year}", _ANY_YEAR) if year else (_NO_YEAR,):
            yield Mark(BORN, f"{sort_name}|{told}|{month}|{day}")


def record(source: str, source_id: str, digest: str) -> Iterator[Mark]:
    """Mark a record of a source by its own id and by what it says as a whole.

    The id may be that of a person of Kontor's own, gone out and come back.
    """
    if source_id:
        yield Mark(SOURCE, f"{source}|{source_id}")
        yield Mark(PERSON, source_id.lower().removeprefix("urn:uuid:"))
    if digest:
        yield Mark(CARD, f"{source}|{digest}")


def sealed(secret: bytes, mark: Mark) -> str:
    """Seal a mark: HMAC-SHA256 with the secret, as 32 figures."""
    text = f"{mark.kind}\n{mark.text}".encode()
    return hmac.digest(secret, text, "sha256").hex()[:_FIGURES]
