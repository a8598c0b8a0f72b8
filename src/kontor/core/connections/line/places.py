"""Where it was: "im Café Luise", "at the fair", "bei Rewe", "in Köln"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kontor.core.connections.line.channels import EVENT
from kontor.core.connections.line.dates import MONTH
from kontor.core.connections.line.words import ENDS, PRONOUNS
from kontor.lib.name_words import word_set

_FLAGS = re.IGNORECASE
_WORD = re.compile(r"[^\W_](?:[\w'’&-]|\.(?=\w))*")
_AT = re.compile(
    r"(?<!\w)(?:(?:at|in|on)\s+(?:the|an?)\s+|at\s+|over\s+at\s+)(?=[^\W\d_])"
    r"|(?<![\w@])(?:im|in (?:der|dem|den|einem|einer)|in|bei(?:m| der| dem| den)?"
    r"|auf (?:der|dem|einer|einem)|auf|am|an der|@)\s+(?=[^\W\d_])",
    _FLAGS,
)
_NO_PLACE = re.compile(
    rf"(?:urlaub|gespräch|moment|auftrag|prinzip|anschluss|rahmen|namen|kürze|zukunft"
    r"|least|last|first|once|all|the|time|general|person|stress|betreff|risk|detail"
    r"|sachen|bezug|frage|kontakt|ruhe|ordnung|arbeit an|future|touch|charge|english"
    r"|german|deutsch|englisch|ende|laufe|wochenende|weekend|grund|basis|anfang|touch"
    rf"|holiday|need|case|order|fact|short|it|\w+ing|{MONTH})\b",
    _FLAGS,
)
_INSIDE = word_set("am an der de la du del zum zur of von the alten neuen roten")
_TOPIC = re.compile(
    r"\b(?:wegen|about|über|re|regarding|bzgl\.?|bezüglich|betreffend|thema"
    r"|zum thema)(?=\s)",
    _FLAGS,
)
_HIS = word_set("her his their our my ihrem seinem meinem unserem ihrer seiner")
_ENGLISH = ("at", "in the", "in a", "over", "on the")
_MOST = 4


class Place(NamedTuple):
    """A place, without its preposition, and where it is told."""

    name: str
    start: int
    end: int


def topic_start(text: str, start: int, end: int) -> int:
    """Give where a stretch goes over to what it was about, its end for nowhere."""
    match = _TOPIC.search(text, start, end)
    return match.start() if match else end


def find_place(text: str, start: int, end: int, *, lower: bool) -> Place | None:
    """Find the first place in a stretch of a line (``lower``: typed in lower case)."""
    for match in _AT.finditer(text, start, topic_start(text, start, end)):
        stop = _place_end(text, match, end, lower=lower)
        if stop:
            return Place(text[match.end() : stop], match.start(), stop)
    return None


def is_event(place: str) -> bool:
    """Tell whether a place is an event: "Messe", "the fair"."""
    return re.search(rf"\b{EVENT}\b", place, _FLAGS) is not None


def _place_end(text: str, at: re.Match[str], end: int, *, lower: bool) -> int:
    """Give the end of the place behind a preposition, 0 for none."""
    anyhow = lower or at[0].lower().startswith(_ENGLISH)
    if _NO_PLACE.match(text, at.end(), end):
        return 0
    stop, position, named = 0, at.end(), 0
    while named < _MOST and (word := _WORD.match(text, position, end)):
        kind = _kind(word[0], anyhow=anyhow, first=position == at.end())
        if kind == "end":
            break
        named += 1
        if kind == "name":
            stop = word.end()
        position = word.end() + 1
        if text[word.end() : position] not in (" ", "\u00a0"):
            break
    return stop


def _kind(word: str, *, anyhow: bool, first: bool) -> str:
    folded = word.lower()
    if first and folded in _HIS:
        return "inside"
    if not first and word in _INSIDE:
        return "inside"
    if folded in ENDS and (folded in PRONOUNS or word.islower()):
        return "end"
    return "name" if anyhow or not word.islower() else "end"
