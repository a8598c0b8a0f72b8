"""How long it took: "40 min", "1,5 h", "1h30", "eine halbe Stunde"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kontor.core.connections.line.numbers import NUMBER, amount

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = 24 * 60
_H = r"(?:h|hrs?|hours?|std|stdn|stunden?)"
_M = r"(?:min|mins|minutes?|minuten?|minütchen|m)"
_ABOUT = r"(?:\b(?:ca\.?|circa|etwa|rund|ungefähr|knapp|gut|about|around|approx\.?|for|für|über)\s+|~\s?)?"
_FLAGS = re.IGNORECASE


class Spell(NamedTuple):
    """A duration found: minutes and where they are told."""

    minutes: int
    start: int
    end: int


_Match = re.Match[str]


def _fixed(minutes: int) -> Callable[[_Match], float]:
    return lambda _: minutes


_FORMS: list[tuple[re.Pattern[str], Callable[[_Match], float]]] = [
    (re.compile(rf"{_ABOUT}{pattern}", _FLAGS), reckon)
    for pattern, reckon in (
        (
            rf"\b(\d{{1,2}})\s?{_H}\.?\s?(?:und|and)?\s?([0-5]?\d)\s?{_M}\b\.?",
            lambda m: int(m[1]) * 60 + int(m[2]),
        ),
        (
            rf"\b(\d{{1,2}})(?:h|\s?std\.?|\s?stunden?)\s?([0-5]\d)\b(?![.:,]\d|\s?[%€$])",
            lambda m: int(m[1]) * 60 + int(m[2]),
        ),
        (
            rf"\b(1?\d):([0-5]\d)\s?{_H}\b\.?",
            lambda m: int(m[1]) * 60 + int(m[2]),
        ),
        (rf"\b(\d{{1,2}})\s?(?:½|1/2)\s?{_H}\b\.?", lambda m: int(m[1]) * 60 + 30),
        (r"\b(?:one and a half|1 and a half) hours?\b", _fixed(90)),
        (r"\b(?:an|one|1) hour and a half\b", _fixed(90)),
        (r"\b(?:anderthalb|eineinhalb|einundeinhalb)\s?(?:stunden|std\.?|h)\b", _fixed(90)),
        (r"\b(?:zweieinhalb|zweiundeinhalb)\s?(?:stunden|std\.?|h)\b", _fixed(150)),
        (
            r"\b(?:(?:(?:eine?[rn]?|'?ne)\s+)?dreiviertelstunde|three quarters of an hour)\b",
            _fixed(45),
        ),
        (
            r"\b(?:(?:(?:eine?[rn]?|'?ne)\s+)?viertel\s?stunde|(?:a )?quarter of an hour)\b",
            _fixed(15),
        ),
        (
            r"(?:\b(?:(?:eine?[rn]?|'?ne)\s+)?halben?\s+(?:stunde|std\.?|h)\b"
            r"|\b(?:half an hour|(?:a )?half[ -]hour)\b|½\s?(?:h|std\.?|stunde|hour)\b"
            r"|(?<![\d/])1/2\s?(?:h|std\.?|stunde|hour)\b)",
            _fixed(30),
        ),
        (rf"(?<![\w.,:/])(?P<n>{NUMBER})\s?{_H}\b\.?", lambda m: amount(m["n"]) * 60),
        (rf"(?<![\w.,:/])(?P<n>{NUMBER})\s?{_M}\b\.?", lambda m: amount(m["n"])),
        (r"(?<![\w.,:/])(?P<n>\d{1,3})\s?['′’](?!\w)", lambda m: amount(m["n"])),
    )
]  # fmt: skip
# "in 2 hours", "every 30 min", "um 15h" tell no duration.
_NOT_AFTER = re.compile(
    r"\b(?:in|vor|nach|alle|every|within|binnen|innerhalb|seit|since|um|at|gegen|after"
    r"|before|ab|jede)\s+$",
    _FLAGS,
)
_NOT_BEFORE = re.compile(
    r"\s+(?:ago|later|später|walk|drive|entfernt|away|weg)\b", _FLAGS
)


def find_minutes(text: str) -> list[Spell]:
    """Find every duration of at most a day, in the order of the text."""
    found: list[Spell] = []
    for pattern, reckon in _FORMS:
        for match in pattern.finditer(text):
            spell = _spell(text, match, reckon)
            if spell and not any(
                s.start < spell.end and spell.start < s.end for s in found
            ):
                found.append(spell)
    return sorted(found, key=lambda spell: spell.start)


def _spell(text: str, match: _Match, reckon: Callable[[_Match], float]) -> Spell | None:
    before = text[max(0, match.start() - 12) : match.start()]
    if _NOT_AFTER.search(before) or _NOT_BEFORE.match(text, match.end()):
        return None
    minutes = round(reckon(match))
    return Spell(minutes, *match.span()) if 0 < minutes <= _DAY else None
