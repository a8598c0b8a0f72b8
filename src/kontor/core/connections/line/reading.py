"""What is read from one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date, time

Channel = Literal["email", "message", "call", "meeting", "event"]
Direction = Literal["out", "in", "both"]
By = Literal["me", "them"]
Kind = Literal[
    "channel",
    "name",
    "day",
    "time",
    "minutes",
    "place",
    "promise",
    "unanswered",
    "birthday",
]


class Span(NamedTuple):
    """Where in the line something was read: ``text[start:end]``."""

    kind: Kind
    start: int
    end: int


class Promised(NamedTuple):
    """Something promised, in the line's own words, without its day."""

    text: str
    due: date | None
    by: By


class Birthday(NamedTuple):
    """A day of birth; ``year`` is None where it is not known."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Line:
    """The reading of one line; what is not understood stands in ``note``.

    Attributes:
        text: the line as it was read (Unicode composed, controls as spaces); the
            spans of ``told`` point into it.
        channel: None where the line tells none.
        direction: "out" from the owner, "in" to the owner, else "both".
        day: the day of the touch; the day it is read where the line tells none.
        future: the day lies ahead, so this is no touch yet.
        time: the time of day in the book's zone, where told.
        minutes: how long it took, where told.
        names: what names people, in order, titles included; trailing words that
            belong to no name may have been caught (see ``phrases.candidates``).
        perhaps: what may name further people or else belongs to the note, where it
            stands too: "Ben" in "lunch with Anna, Ben". The book decides.
        promises: what was promised, by the owner or by the others.
        place: where, without its preposition, "" where not told.
        note: all words that were not understood, in their order.
        answered: False where the line says that nobody was reached.
        is_touch: False where the line holds nothing but promises, or a birthday.
        told: what was read from where, in the order of the line.
        no_day: words that tell a day the calendar does not have ("31.2."), where it
            would be that of the touch or the birthday; ``day`` is today then.
        no_due: the same where it would be that of a promise.
        is_birthday: the line does nothing but tell somebody's birthday.
        birthday: that day; None where it is no such line, or ``no_day``.
    """

    text: str
    channel: Channel | None
    direction: Direction
    day: date
    future: bool
    time: time | None
    minutes: int | None
    names: tuple[str, ...]
    perhaps: tuple[str, ...]
    promises: tuple[Promised, ...]
    place: str
    note: str
    answered: bool
    is_touch: bool
    told: tuple[Span, ...]
    no_day: str = ""
    no_due: str = ""
    is_birthday: bool = False
    birthday: Birthday | None = None
