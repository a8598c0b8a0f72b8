"""How long it took: "40 min", "1,5 h", "1h30", "eine halbe Stunde"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kontor.core.connections.line.numbers import NUMBER, amount

_DAY = 24 * 60
_ABOUT = (
    r"(?:\b(?:ca\.?|circa|etwa|rund|ungefähr|knapp|gut|about|around|approx\.?|for|für"
    r"|über)\s+|~\s?)?"
)
_HOUR = r"(?:h|hrs?|hours?|std|stdn|stunden?)"
_MINUTE = r"(?:min|mins|minutes?|minuten?|(?<=\d)m)"
_FREE = r"(?<![\w.,:/])"
# A word and its unit stand apart: "an hour", but not "am".
_APART = r"(?:(?<=\d)\s?|\s+)"
_ONE = r"(?:(?:eine?[nrm]?|'?ne|a|an|one|1)\s+)?"
# What to add to the hours (h) and minutes (m) that the pattern holds.
_FORMS = [
    (add, re.compile(f"{_ABOUT}{pattern}", re.IGNORECASE))
    for add, pattern in (
        (
            0,
            rf"\b(?P<h>\d\d?)\s?{_HOUR}\.?\s?(?:und|and)?\s?(?P<m>[0-5]?\d)\s?{_MINUTE}"
            r"\b\.?",
        ),
        (
            0,
            r"\b(?P<h>\d\d?)(?:h|\s?std\.?|\s?stunden?)\s?(?P<m>[0-5]\d)\b"
            r"(?![.:,]\d|\s?[%€$])",
        ),
        (0, rf"\b(?P<h>1?\d):(?P<m>[0-5]\d)\s?{_HOUR}\b\.?"),
        (30, rf"\b(?P<h>\d\d?)\s?(?:½|1/2)\s?{_HOUR}\b\.?"),
        (30, r"\b(?P<h>one|two|three|\d)\s(?:and\s)?a\shalf\shours?\b"),
        (90, r"\b(?:an|one|1)\shour\sand\sa\shalf\b"),
        (90, r"\b(?:anderthalb|ein(?:und)?einhalb)\s?(?:stunden|std\.?|h)\b"),
        (150, r"\bzwei(?:und)?einhalb\s?(?:stunden|std\.?|h)\b"),
        (45, rf"\b(?:{_ONE}dreiviertelstunde|three\squarters\sof\san\shour)\b"),
        (15, rf"\b(?:{_ONE}viertel\s?stunde|{_ONE}quarter\sof\san\shour)\b"),
        (
            30,
            rf"(?:\b{_ONE}halben?\s+(?:stunde|std\.?|h)\b|\b{_ONE}half\s(?:an\s)?hour\b"
            rf"|\b{_ONE}half-hour\b|(?:½|(?<![\d/])1/2)\s?(?:h|std\.?|stunde|hour)\b)",
        ),
        (0, rf"{_FREE}(?P<h>{NUMBER}){_APART}{_HOUR}\b\.?"),
        (0, rf"{_FREE}(?P<m>{NUMBER}){_APART}{_MINUTE}\b\.?"),
        (0, rf"{_FREE}(?P<m>\d{{1,3}})\s?['′’](?!\w)"),
    )
]
# "in 2 hours", "every 30 min", "um 15h" tell no duration.
_NOT_AFTER = re.compile(
    r"\b(?:in|vor|nach|alle|every|within|binnen|innerhalb|seit|since|um|at|gegen|after"
    r"|before|ab|jede)\s+$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\s+(?:ago|later|später|walk|drive|entfernt|away|weg)\b", re.IGNORECASE
)


class Spell(NamedTuple):
    """A duration found: minutes and where they are told."""

    minutes: int
    start: int
    end: int


def find_minutes(text: str) -> list[Spell]:
    """Find every duration of at most a day, in the order of the text."""
    found: list[Spell] = []
    for add, pattern in _FORMS:
        for match in pattern.finditer(text):
            spell = _spell(text, match, add)
            if spell and all(
                spell.end <= other.start or other.end <= spell.start for other in found
            ):
                found.append(spell)
    return sorted(found, key=lambda spell: spell.start)


def _spell(text: str, match: re.Match[str], add: int) -> Spell | None:
    before = text[max(0, match.start() - 12) : match.start()]
    if _NOT_AFTER.search(before) or _NOT_BEFORE.match(text, match.end()):
        return None
    told = match.groupdict()
    hours, minutes = (amount(told.get(unit) or "0") for unit in ("h", "m"))
    total = round(add + hours * 60 + minutes)
    return Spell(total, *match.span()) if 0 < total <= _DAY else None
