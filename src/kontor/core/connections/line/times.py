"""At what time: "um 15 Uhr", "at 3pm", "15:30", "10:00-11:30"."""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple

_FLAGS = re.IGNORECASE
_HALF = r"(am|pm|a\.m\.|p\.m\.)(?!\w|\s+(?:mo|di|mi|do|fr|sa|so|\d))"
_AT = r"(?:\b(?:um|gegen|ab|at|around|@)\s*)"
_RANGE = re.compile(
    r"\b(?:(?:von|from)\s+)?([012]?\d)(?:[:.]([0-5]\d))?(?:\s?uhr|h)?\s*"
    r"(?:-|–|\bbis\b|\bto\b|\btill\b|\buntil\b)\s*([012]?\d)(?:[:.]([0-5]\d))?"
    r"(?:\s?(uhr|h\b)|\s?(am|pm)\b)?(?![\d.:/-])",
    _FLAGS,
)
_CLOCKS = [
    re.compile(pattern, _FLAGS)
    for pattern in (
        rf"{_AT}?\b([012]?\d)(?:[:.]([0-5]\d))?\s?{_HALF}",
        rf"{_AT}?\b([012]?\d)(?:[:.]([0-5]\d))?()\s?uhr\b(?:\s?([0-5]\d)\b)?",
        rf"{_AT}\s?([012]?\d)(?:[:.]([0-5]\d))?()\s?h\b",
        rf"{_AT}?(?<![\d:.,/-])\b([012]?\d):([0-5]\d)()\b(?![:.,/-]?\d)",
        rf"{_AT}([012]?\d)()()(?=\s*(?:$|[,;:\x00]|o'clock\b))(?:\s*o'clock)?",
    )
]


class Clock(NamedTuple):
    """A time found, with the minutes until the end where a range was told."""

    time: time
    minutes: int | None
    start: int
    end: int


_HOURS = {
    "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_HALF_HOUR = re.compile(
    rf"{_AT}?\b(?:(?P<past>half past)|halb)\s+(?P<hour>1?\d|{'|'.join(_HOURS)})\b",
    _FLAGS,
)


def find_time(text: str) -> Clock | None:
    """Find the first time of day.

    An hour from 1 to 6 without more is in the afternoon: nobody logs a coffee at
    three in the morning; "03:00" is taken at its word.
    """
    return _range(text) or _half_hour(text) or _single(text)


def _half_hour(text: str) -> Clock | None:
    """Read "halb vier" (half an hour before four) and "half past three"."""
    match = _HALF_HOUR.search(text)
    if match is None:
        return None
    told = match["hour"].lower()
    hour = _HOURS.get(told) or int(told)
    shown = _time(str(hour if match["past"] else (hour - 1) or 12), "30", None)
    return Clock(shown, None, *match.span()) if shown else None


def _single(text: str) -> Clock | None:
    found: list[Clock] = []
    for pattern in _CLOCKS:
        for match in pattern.finditer(text):
            hour, minute, half, *more = match.groups()
            told = _time(hour, minute or next(iter(more), None), half)
            if told:
                found.append(Clock(told, None, *match.span()))
    return min(found, key=lambda clock: clock.start, default=None)


def _range(text: str) -> Clock | None:
    for match in _RANGE.finditer(text):
        hour, minute, to_hour, to_minute, word, half = match.groups()
        if not (word or half or (minute and to_minute)):
            continue
        start = _time(hour, minute, half)
        end = _time(to_hour, to_minute, half)
        if start is None or end is None:
            continue
        minutes = end.hour * 60 + end.minute - start.hour * 60 - start.minute
        if minutes > 0:
            return Clock(start, minutes, *match.span())
    return None


def _time(hour_text: str, minute: str | None, half: str | None) -> time | None:
    hour = int(hour_text)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    elif 1 <= hour <= 6 and len(hour_text) == 1:
        hour += 12
    return time(hour, int(minute or 0)) if hour < 24 else None
