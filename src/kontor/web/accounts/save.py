"""Saving a section of the settings, each in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.actions.accounts.books import erase_book
from kontor.actions.accounts.settings import change_settings
from kontor.actions.connections.confidential import add_rule
from kontor.actions.connections.people import edit_person
from kontor.actions.connections.pieces import Point
from kontor.actions.done import Done
from kontor.reports.accounts.books import settings_of
from kontor.reports.overview.person import person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kontor.lib.hand import Hand
    from kontor.reports.accounts.books import BookView
    from kontor.reports.connections.lines import PointLine

Values = dict[str, Any]
OWNER = "owner"


def save_columns(book: BookView, hand: Hand, values: Values) -> Done:
    """Save what are columns of the book."""
    return change_settings(book.id, hand=hand, **values)


def save_half_life(book: BookView, hand: Hand, values: Values) -> Done:
    """Set the half-life, or let Kontor learn it again."""
    own = values["half_life_own"]
    if not own and not settings_of(book.id).half_life_own:
        return Done(None, "change_settings")
    days = values["half_life"] if own else None
    return change_settings(book.id, hand=hand, half_life=days)


def save_own(book: BookView, hand: Hand, values: Values) -> Done:
    """Change the owner's name and addresses."""
    uid = settings_of(book.id).owner_uid
    owner = person(book.id, uid, today=hand.today(book.time_zone))
    changes: Values = {
        "emails": _points(values["emails"], owner.points),
        "phones": _points(values["phones"], owner.points),
    }
    if values["display"] != owner.name:
        changes["name"] = values["display"]
    return edit_person(book.id, uid, hand=hand, **changes)


def save_rule(book: BookView, hand: Hand, values: Values) -> Done:
    """Make a mail domain or a calendar confidential."""
    return add_rule(book.id, hand=hand, kind=values["kind"], value=values["value"])


def erase(book: BookView, hand: Hand, values: Values) -> None:
    """Delete the book for good.

    Raises:
        OnlyItsOwner: this account keeps it for somebody else.
        NameDiffers: the name typed is not the book's.
    """
    erase_book(book.id, hand=hand, name=values["erase"])


SAVE: dict[str, Callable[[BookView, Hand, Values], Done]] = {
    "own": save_own,
    "place": save_columns,
    "rhythms": save_columns,
    "weights": save_columns,
    "half_life": save_half_life,
    "retention": save_columns,
    "confidential": save_rule,
}


def _points(lines: Sequence[str], known: Sequence[PointLine]) -> list[Point]:
    """Keep the label of an address that stays."""
    labels = {point.value: point for point in known}
    return [
        Point(line, labels[line].label, labels[line].preferred)
        if line in labels
        else Point(line)
        for line in lines
    ]
