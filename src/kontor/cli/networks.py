"""Which group, segment, gathering or sum of money is meant on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer
from django.utils.translation import gettext as _

from kontor.cli.complete import group_names, segment_names
from kontor.cli.options import day_of, is_none
from kontor.core.errors import Invalid, Missing
from kontor.lib.money import minor_units
from kontor.lib.text import fold, gettext_noop
from kontor.reports.groups import names
from kontor.reports.words import WORDS, day_text, word

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from kontor.cli.ground import Desk

SHOWN = 10


class NoGroup(Missing):
    """No group of the book has this name."""

    text = gettext_noop("No network in “{book}” is called {name}. Look: kontor groups")


class SeveralGroups(Invalid):
    """More than one group fits."""

    text = gettext_noop("{name} may be any of: {names}. Say more of the name.")


class NoSegment(Missing):
    """No segment of the book has this name."""

    text = gettext_noop(
        "No target segment in “{book}” is called {name}. Look: kontor segments"
    )


class SeveralSegments(Invalid):
    """More than one segment fits."""

    text = gettext_noop("{name} may be any of: {names}. Say more of the name.")


class NoGathering(Missing):
    """Nothing is noted of that day."""

    text = gettext_noop(
        "No gathering of “{group}” is noted on {day}. Note it: kontor gathering"
    )


class SeveralGatherings(Invalid):
    """More than one gathering is noted of that day."""

    text = gettext_noop(
        "“{group}” had several gatherings on {day}. In place of the day give one of: "
        "{names}."
    )


class NoSum(Invalid):
    """Not a sum of money."""

    text = gettext_noop("“{value}” is no sum. Write it as 12.50, without a currency.")


class NoSuchWord(Invalid):
    """Not one of the words that may stand here."""

    text = gettext_noop("“{value}” is none of: {known}.")


Group = Annotated[
    str,
    typer.Argument(
        metavar=_("NETWORK"),
        help=_("The network's name, in quotes if it has several words."),
        autocompletion=group_names,
    ),
]
Segment = Annotated[
    str,
    typer.Argument(
        metavar=_("SEGMENT"),
        help=_("The target segment's name, in quotes if it has several words."),
        autocompletion=segment_names,
    ),
]


def the_group(desk: Desk, name: str) -> tuple[str, str]:
    """Find the one group meant, as (uid, name).

    Raises:
        NoGroup, SeveralGroups: it cannot be told.
    """
    return _one(desk, names.groups_called, name, NoGroup, SeveralGroups)


def the_segment(desk: Desk, name: str) -> tuple[str, str]:
    """Find the one segment meant, as (uid, name).

    Raises:
        NoSegment, SeveralSegments: it cannot be told.
    """
    return _one(desk, names.segments_called, name, NoSegment, SeveralSegments)


def _one(
    desk: Desk,
    look: Callable[[int, str], names.Found],
    name: str,
    none: type[Missing],
    several: type[Invalid],
) -> tuple[str, str]:
    found = look(desk.id, name)
    if not found:
        raise none(book=desk.book.name, name=name)
    if len(found) > 1:
        shown = ", ".join(text for _uid, text in found[:SHOWN])
        raise several(name=name, names=shown)
    return found[0]


def gathering_of(desk: Desk, group: tuple[str, str], day: str) -> str | None:
    """Find the gathering of a day, or by its uid; None where none is noted.

    Raises:
        NoDay, SeveralGatherings: it cannot be told.
    """
    try:
        return str(UUID(day))
    except ValueError:
        when = the_day(desk, day)
    found = names.gatherings_on(desk.id, group[0], when)
    if len(found) > 1:
        shown = ", ".join(f"{uid} ({title})" for uid, title in found)
        raise SeveralGatherings(group=group[1], day=day_text(when), names=shown)
    return found[0][0] if found else None


def the_day(desk: Desk, text: str) -> date:
    """Read a day that has to be one.

    Raises:
        NoDay: it is none.
    """
    # An empty text is no day either; any other way it would be left out.
    found = day_of(text or "-", desk.today, ahead=False)
    assert found is not None
    return found


def day_or_none(desk: Desk, text: str) -> date | None:
    """Read a day, or that there shall be none.

    Raises:
        NoDay: it is neither.
    """
    return None if is_none(text) else day_of(text, desk.today, ahead=False)


def sum_of(text: str, currency: str) -> int | None:
    """Read a sum of money, or that there shall be none.

    Raises:
        NoSum: it is neither.
    """
    if not text.strip() or is_none(text):
        return None
    found = minor_units(text, currency)
    if found is None:
        raise NoSum(value=text)
    return found


def code_of(text: str, kind: str) -> str:
    """Find the code of a word of ``reports.words``, in English or as it is spoken.

    Raises:
        NoSuchWord: it is none.
    """
    known = WORDS[kind]
    for code in known:
        if fold(text) in {code, fold(word(code, kind))}:
            return code
    raise NoSuchWord(value=text, known=", ".join(known))


def read_with(
    fields: dict[str, Any], read: Callable[[str], Any], which: Collection[str]
) -> dict[str, Any]:
    """Read those of the options given that are of one sort."""
    return {name: read(fields[name]) for name in which if name in fields}
