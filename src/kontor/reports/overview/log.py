"""Reading a log line against the book, for a nod before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kontor.core.connections.line.phrases import candidates, leftover
from kontor.core.connections.line.read import read_line
from kontor.lib.days import writes_month_first
from kontor.lib.names import with_capitals
from kontor.lib.text import fold_german
from kontor.records.models import Book
from kontor.reports.connections.people import (
    NAMESAKES,
    PersonRow,
    count_named,
    people_named,
)

if TYPE_CHECKING:
    from datetime import date

    from kontor.core.connections.line.reading import Line

MOST = 6


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody a line names.

    Attributes:
        written: the name as the line has it.
        candidates: who of the book it may be, the strongest tie first; ``MOST`` at
            the most.
        chosen: uid where there is no doubt, "new" where nobody fits, "" where the
            keeper has to say.
        more: how many more of the book it may be.
    """

    written: str
    candidates: tuple[PersonRow, ...]
    chosen: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as it was understood; ``note`` is what is left of its words."""

    line: Line
    parties: tuple[Party, ...]
    note: str

    @property
    def clear(self) -> bool:
        """Tell whether it could be saved without a question."""
        known = all(party.chosen not in {"", "new"} for party in self.parties)
        no_days = self.line.no_day or self.line.no_due
        return bool(self.parties) and known and not no_days


class Found(NamedTuple):
    """Whom a name may mean: the strongest ties, and how many there are in all."""

    rows: list[PersonRow]
    number: int


def read(book: int, text: str, *, today: date) -> Reading:
    """Read a line and look up whom it names."""
    region = Book.objects.values_list("region", flat=True).get(pk=book)
    line = read_line(text, today=today, month_first=writes_month_first(region))
    parties: list[Party] = []
    note = line.note
    for phrase in line.names:
        find = _whose if line.is_birthday else _party
        party, rest = find(book, phrase, today)
        parties.append(party)
        note = f"{rest} {note}".strip() if rest else note
    for phrase in line.perhaps:
        found = _look_up(book, phrase, today)
        if found.number:
            parties.append(_known(phrase, found))
            note = " ".join(note.replace(phrase, " ").split()).strip(" ,")
    return Reading(line, _once(parties), note)


def party_named(book: int, name: str, *, today: date) -> Party:
    """Look up a name that was given by itself."""
    found = _look_up(book, name, today)
    return _known(name, found) if found.number else _new(name)


def _party(book: int, phrase: str, today: date) -> tuple[Party, str]:
    """Find the longest beginning of a phrase that names somebody of the book."""
    for name in candidates(phrase):
        found = _look_up(book, name, today)
        if found.number:
            return _known(name, found), leftover(phrase, name)
    return _new(phrase), ""


def _whose(book: int, phrase: str, today: date) -> tuple[Party, str]:
    """Find whose birthday it is: the s of a genitive may be part of the name."""
    forms = [phrase, phrase[:-1]] if phrase.endswith("s") else [phrase]
    for form in forms:
        for name in candidates(form):
            found = _look_up(book, name, today)
            if found.number and form.endswith(name):
                return _known(form, found), ""
    return _new(phrase), ""


def _new(name: str) -> Party:
    """Name somebody the book has not; a mail address keeps its small letters."""
    return Party(name if "@" in name else with_capitals(name), (), "new")


def _look_up(book: int, name: str, today: date) -> Found:
    rows = people_named(book, name, today=today)
    full = len(rows) >= NAMESAKES
    return Found(rows, count_named(book, name) if full else len(rows))


def _known(written: str, found: Found) -> Party:
    return Party(
        written,
        tuple(found.rows[:MOST]),
        chosen=found.rows[0].uid if found.number == 1 else "",
        more=max(found.number - MOST, 0),
    )


def _once(parties: list[Party]) -> tuple[Party, ...]:
    """Leave out who was named twice."""
    seen: set[str] = set()
    kept = []
    for party in parties:
        known = party.chosen not in {"", "new"}
        key = party.chosen if known else fold_german(party.written)
        if key not in seen:
            seen.add(key)
            kept.append(party)
    return tuple(kept)
