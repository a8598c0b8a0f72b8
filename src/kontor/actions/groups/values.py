"""Checking what is written of groups: texts, days, money, hours."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kontor.actions.connections.errors import BadValue, NoSuchDay
from kontor.actions.groups.errors import (
    BadHour,
    BadRule,
    LeftBeforeJoined,
    NoCurrency,
    NoGroupName,
    SameName,
)
from kontor.exchange.ical.rule import BadRule as Unreadable
from kontor.exchange.ical.rule import parse_rule
from kontor.lib.text import fold
from kontor.records.journal import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.db import models

    from kontor.records.models import Book

EARLIEST = date(1800, 1, 1)
MOST_MINUTES = 60 * 24 * 31
# What a column of whole numbers holds on every database.
MOST_MONEY = 2**53
MOST_MEMBERS = 1_000_000_000
MOST_WORDS = 200
LONGEST_NAME = 200
LONGEST_RULE = 200
LONGEST_WORD = 300
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_HOUR = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def only(values: dict[str, Any], known: Collection[str]) -> None:
    """See that only known columns are given.

    Raises:
        BadValue: there is another one.
    """
    if unknown := values.keys() - set(known):
        name = min(unknown)
        raise BadValue(field=name, value=values[name])


def line(name: str, value: object, most: int) -> str:
    """Give a text in one line.

    Raises:
        BadValue: it is longer than ``most`` letters.
    """
    text = " ".join(str(clean(str(value or ""))).split())
    if len(text) > most:
        raise BadValue(field=name, value=text[:40] + "…")
    return text


def block(value: object) -> str:
    """Give a text of several lines."""
    return str(clean(str(value or ""))).strip()


def named(
    model: type[models.Model], book: Book, name: object, own: int | None = None
) -> tuple[str, str]:
    """Give a name and what finds it again.

    Raises:
        NoGroupName: it is empty.
        SameName: another row of the table has it.
        BadValue: it is too long.
    """
    shown = line("name", name, LONGEST_NAME)
    folded = fold(shown)[:LONGEST_NAME]
    if not folded:
        raise NoGroupName
    others = model._default_manager.filter(book=book, folded=folded).exclude(pk=own)
    if others.exists():
        raise SameName(name=shown)
    return shown, folded


def day(name: str, value: object) -> date | None:
    """Check a day.

    Raises:
        BadValue, NoSuchDay: it is none.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadValue(field=name, value=value)
    if value < EARLIEST:
        raise NoSuchDay(day=value)
    return value


def in_order(joined: date | None, left: date | None) -> None:
    """See that nobody leaves before joining.

    Raises:
        LeftBeforeJoined: somebody would.
    """
    if joined is not None and left is not None and left < joined:
        raise LeftBeforeJoined(joined=joined, left=left)


def number(name: str, value: object, most: int) -> int | None:
    """Check a whole number from 0 on.

    Raises:
        BadValue: it is none.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise BadValue(field=name, value=value)
    return value


def currency(value: object, sums: Sequence[int | None]) -> str:
    """Check the currency of sums of money; "" where there is no sum.

    Raises:
        NoCurrency: there is a sum and no currency.
        BadValue: it is none.
    """
    code = line("currency", value, LONGEST_RULE).upper()
    if code and not re.fullmatch("[A-Z]{3}", code):
        raise BadValue(field="currency", value=code)
    if not code and any(one is not None for one in sums):
        raise NoCurrency
    return code


def hour(value: object) -> str:
    """Check an hour of the day, and write it as "07:00".

    Raises:
        BadHour: it is none.
    """
    text = line("starts_at", value, LONGEST_RULE)
    if not text:
        return ""
    found = _HOUR.fullmatch(text)
    if found is None:
        raise BadHour(value=text)
    return f"{int(found[1]):02}:{found[2]}"


def rule(value: object) -> str:
    """Check how gatherings recur.

    Raises:
        BadRule: it cannot be read, or it is more often than daily.
    """
    text = line("rule", value, LONGEST_RULE).upper().removeprefix("RRULE:")
    if not text:
        return ""
    try:
        frequency = parse_rule(text).frequency
    except Unreadable as error:
        raise BadRule(value=text) from error
    if frequency not in _FREQUENCIES:
        raise BadRule(value=text)
    return text


def choice(name: str, value: object, known: Sequence[str]) -> str:
    """Check one of a few words.

    Raises:
        BadValue: it is another one.
    """
    if value not in known:
        raise BadValue(field=name, value=value)
    return str(value)


def words(name: str, values: object) -> list[str]:
    """Give texts, each once; empty ones are left out.

    Raises:
        BadValue: they are no list of texts, or too many or too long ones.
    """
    if not isinstance(values, list | tuple):
        raise BadValue(field=name, value=values)
    if len(values) > MOST_WORDS:
        raise BadValue(field=name, value=f"{len(values)} > {MOST_WORDS}")
    shown = [line(name, value, LONGEST_WORD) for value in values]
    return list({fold(text): text for text in shown if fold(text)}.values())
