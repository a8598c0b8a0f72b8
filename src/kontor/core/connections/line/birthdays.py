"""A line that does nothing but tell a birthday: "Anna hat am 12.3. Geburtstag"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kontor.core.connections.line.channels import find_channel
from kontor.core.connections.line.dates import told_dates, valid
from kontor.core.connections.line.days import find_no_days
from kontor.core.connections.line.phrases import phrase_at
from kontor.core.connections.line.reading import Birthday
from kontor.core.connections.line.relative import relative_days
from kontor.core.connections.line.slip import COVER
from kontor.core.connections.line.weekdays import weekdays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kontor.core.connections.line.dates import Told
    from kontor.core.connections.line.slip import Slip

_FLAGS = re.IGNORECASE
_WORD = re.compile(
    r"(?:(?<![\w.])\d{1,3}(?:\.|st|nd|rd|th)\s+)?\b(?:geburtstag|geburtsdatum|birthday"
    r"|b-?day|date of birth)\b"
    r"|\b(?P<born>geboren|born)\b|\b(?P<geb>geb)\.(?=\s)",
    _FLAGS,
)
# What such a line holds beside the name and the day; anything more makes it another.
_GLUE = (
    r"\b(?:hat|hatte|ist|war|wurde|has|had|is|was|it['’]s|am|on|of|von|the|der|her|his"
    r"|their|ihren|seinen|date)\b"
)
_BEFORE = re.compile(rf"(?:{_GLUE}|[\W_])*", _FLAGS)
_BEHIND = re.compile(rf"(?:{_GLUE}|[\W_])*$", _FLAGS)
_HAS = re.compile(r"\b(?:hat|hatte|ist|war|has|had|is|was|it['’]s)\b", _FLAGS)
_HAD = re.compile(r"\b(?:hatte|war|had|was)\b", _FLAGS)
# To congratulate, to give and to celebrate is to be in touch.
_TOUCH = re.compile(
    r"gratul|glückw|congrat|\bhappy\b|alles gute|wünsch|\bwish|feier|geschenk|\bgift",
    _FLAGS,
)
_OF_SOMEBODY = re.compile(r"['’]s$", _FLAGS)
_INSIDE = re.compile(r"['’]s\s", _FLAGS)


class Born(NamedTuple):
    """A birthday told; ``no_day`` has the words of a day that is none.

    A German name may still have the s of its genitive: "Annas Geburtstag".
    """

    birthday: Birthday | None
    no_day: str
    name: str


class _Spot(NamedTuple):
    start: int
    end: int
    birthday: Birthday | None = None
    no_day: str = ""


def find_birthday(slip: Slip, today: date, *, month_first: bool) -> Born | None:
    """Read a line that tells a birthday and nothing else, and cover all of it.

    Whoever congratulates, or does more than tell the day, is in touch: None then.
    """
    words = list(_WORD.finditer(slip.text))
    if not words or _TOUCH.search(slip.text):
        return None
    born = any(word["born"] or word["geb"] for word in words)
    spot = _day_told(slip.text, today, month_first=month_first, born=born)
    if spot is None or find_channel(slip.text, slip.clauses):
        return None
    spans = [word.span() for word in words if word.start() >= spot.end]
    spans += [word.span() for word in words if word.end() <= spot.start]
    name = _name_in(slip, [*spans, (spot.start, spot.end)])
    if not spans or name is None:
        return None
    _tell(slip, name, spot)
    shown = _OF_SOMEBODY.sub("", slip.text[name[0] : name[1]])
    return Born(spot.birthday, spot.no_day, shown)


def _day_told(text: str, today: date, *, month_first: bool, born: bool) -> _Spot | None:
    """Find the longest day told, by number or from today ("hat morgen")."""
    spots = [
        _Spot(told.start, told.end, _birthday(told, today, born=born))
        for told in told_dates(text, month_first=month_first)
        if told.month and told.exists
    ]
    spots += [
        _Spot(bad.start, bad.end, no_day=bad.words)
        for bad in find_no_days(text, [], month_first=month_first)
    ]
    if not spots and _HAS.search(text):
        spots = [
            _Spot(start, end, Birthday(None, day.month, day.day))
            for day, start, end in _from_today(text, today)
        ]
    return max(spots, key=lambda spot: spot.end - spot.start, default=None)


def _from_today(text: str, today: date) -> Iterator[tuple[date, int, int]]:
    for day, start, end, _ in relative_days(text, today):
        yield day, start, end
    ahead = not _HAD.search(text)
    for day, start, end, _ in weekdays(text, today, ahead=ahead):
        yield day, start, end


def _birthday(told: Told, today: date, *, born: bool) -> Birthday:
    """Give the day; a year is that of the birth only where it may be."""
    month, year = told.month or 0, told.year
    if year is not None and told.short_year and year > today.year:
        year -= 100
    day = valid(year, month, told.day) if year is not None else None
    if day is None or day > today or (year == today.year and not born):
        return Birthday(None, month, told.day)
    return Birthday(year, month, told.day)


def _name_in(slip: Slip, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Find the one name that is all the rest; an empty one if there is no rest."""
    rest = slip.text
    for start, end in spans:
        rest = rest[:start] + COVER * (end - start) + rest[end:]
    runs = [_bare(run) for run in re.finditer(rf"[^{COVER}]+", rest)]
    names = [(start, end) for start, end in runs if start < end]
    if not names:
        return 0, 0
    start, end = names[0]
    phrase = phrase_at(rest, start, lower=slip.lower)
    alone = len(names) == 1 and not _INSIDE.search(rest, start, end)
    return phrase if alone and phrase and phrase.end >= end else None


def _bare(run: re.Match[str]) -> tuple[int, int]:
    """Leave out the little words on either side of what may be a name."""
    text, (start, end) = run.string, run.span()
    before = _BEFORE.match(text, start, end)
    start = before.end() if before else start
    behind = _BEHIND.search(text, start, end)
    return start, behind.start() if behind else end


def _tell(slip: Slip, name: tuple[int, int], spot: _Spot) -> None:
    """Note what was read from where; all but the name and the day is the birthday."""
    slip.tell("day", spot.start, spot.end)
    if name[1]:
        slip.tell("name", *name)
    for run in re.finditer(rf"[^{COVER}]+", slip.open):
        if any(char.isalnum() for char in run[0]):
            slip.tell("birthday", *run.span())
