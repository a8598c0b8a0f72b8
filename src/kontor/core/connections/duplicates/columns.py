"""A book in numbers: what comparing and blocking read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.duplicates.mails import own_and_part
from kontor.core.connections.duplicates.words import (
    MISSING,
    Words,
    counts,
    flat,
    numbered,
)
from kontor.lib.name_words import LEGAL_FORMS, plain
from kontor.lib.names import NameParts, family_core

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.core.connections.columns import Ints
    from kontor.core.connections.duplicates.people import Birthday, People

_STREET = re.compile(r"(?:stra(?:ss|ß)e|str\b\.?)", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"\s*(\d+\w?)[\s,]+(.*\D.*)")
# Telephones that end alike are the same one without and with its country.
TAIL = 7


@dataclass(frozen=True, slots=True)
class Text:
    """One column of texts: number of the value of each, and how many share it."""

    words: Words
    code: Ints
    many: Ints


@dataclass(frozen=True, slots=True)
class Several:
    """One column of several values each, the values of person i side by side.

    Attributes:
        starts: where the values of each begin, shape (n + 1,).
        code: number of each value, ``MISSING`` for one that is never a person's own.
        many: how many people have it.
        part: number of what makes two values near: all before the "@", the end of
            a telephone number.
    """

    starts: Ints
    code: Ints
    many: Ints
    part: Ints


@dataclass(frozen=True, slots=True)
class Columns:
    """A whole book; given and family names share their words, so do streets.

    Attributes:
        birthday: year, month, day, 0 for what is not known, shape (n, 3).
        same_day: how many have the same birthday, 0 where it is not whole.
    """

    given: Text
    family: Text
    organisation: Text
    mail: Several
    phone: Several
    street: Text
    extra: Text
    postal_code: Text
    city: Text
    birthday: Ints
    same_day: Ints

    def __len__(self) -> int:
        """Count the people."""
        return len(self.given.code)


def columns(people: People) -> Columns:
    """Put people into numbers."""
    names, streets = Words(parted=True), Words()
    birthday = _days(people.birthdays)
    return Columns(
        given=_text(map(_given, people.names), names),
        family=_text(map(_family, people.names), names),
        organisation=_text(map(_organisation, people.organisations)),
        mail=_mails(people),
        phone=_phones(people),
        street=_text(map(_street, people.streets), streets),
        extra=_text(map(_street, people.extras), streets),
        postal_code=_text(people.postal_codes),
        city=_text(people.cities),
        birthday=birthday,
        same_day=counts(whole_days(birthday)),
    )


def _text(texts: Sequence[str] | map[str], words: Words | None = None) -> Text:
    words = words or Words()
    code = words.column(texts)
    return Text(words, code, counts(code))


def _mails(people: People) -> Several:
    owners, values = flat(people.mails)
    return _several(len(people), owners, *own_and_part(owners, values, people.names))


def _phones(people: People) -> Several:
    owners, values = flat(people.phones)
    return _several(len(people), owners, values, [value[-TAIL:] for value in values])


def _several(
    people: int, owners: Ints, values: Sequence[str], parts: Sequence[str]
) -> Several:
    starts = np.searchsorted(owners, np.arange(people + 1))
    code = numbered(values)
    return Several(starts, code, counts(code), numbered(parts))


def _days(birthdays: Sequence[Birthday]) -> Ints:
    rows = [(year or 0, month or 0, day or 0) for year, month, day in birthdays]
    return np.array(rows, np.int64).reshape(-1, 3)


def whole_days(birthday: Ints) -> Ints:
    """Number birthdays of which year, month and day are known, shape (n,)."""
    year, month, day = birthday.T
    whole = (birthday > 0).all(1)
    return np.where(whole, (year * 13 + month) * 32 + day, MISSING)


def _given(name: NameParts) -> str:
    if not name.additional:
        return name.given or name.nickname
    return f"{name.given} {name.additional}"


def _family(name: NameParts) -> str:
    return family_core(name.family)[0] if " " in name.family else name.family


def _organisation(name: str) -> str:
    """Leave out what kind of company it is: ``GmbH`` and the like."""
    words = [word for word in name.split() if plain(word) not in LEGAL_FORMS]
    return " ".join(words)


def _street(street: str) -> str:
    """Write a street as others do: the number last, no "Straße" in full."""
    if found := _NUMBER_FIRST.fullmatch(street):
        street = f"{found[2]} {found[1]}"
    return _STREET.sub("str", street)
