"""Several people in a row: "Müller, Schmidt und Jörg Abt"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kontor.core.connections.line.phrases import Phrase, phrase_at
from kontor.core.connections.line.slip import COVER

_FLAGS = re.IGNORECASE
_AND = re.compile(
    r"[ \t]*,?[ \t]*(?:\b(?:und|and|sowie|plus|as well as|u\.)[ \t]+|[&+/][ \t]*)",
    _FLAGS,
)
_COMMA = re.compile(r"[ \t]*,[ \t]*(?=\S)")
_CLOSED = re.compile(rf"[ \t]*(?:$|[{COVER},;:.!?()\n–-])")
_GOING_ON = re.compile(
    r"[ \t]+(?!ge\w+(?:t|en)\b|be\w+en\b|\w+iert\b)(?-i:[a-zäöü@])", _FLAGS
)


class People(NamedTuple):
    """The names found.

    Attributes:
        phrases: the names.
        perhaps: what follows behind commas and may be further names.
        spans: what they take up, prepositions included.
        prep: the preposition before them, "" for none.
        before: they stand before the channel word.
    """

    phrases: tuple[Phrase, ...]
    perhaps: tuple[Phrase, ...]
    spans: tuple[tuple[int, int], ...]
    prep: str = ""
    before: bool = False


def people_at(
    text: str, at: int, *, lower: bool, since: int | None = None
) -> People | None:
    """Read one or more names from a position on: "Müller, Schmidt und Jörg Abt"."""
    first = phrase_at(text, at, lower=lower)
    if first is None:
        return None
    phrases, spans = [first], [(at if since is None else since, first.end)]
    tail: list[_Further] = []
    end = first.end
    while further := _further(text, end, lower=lower):
        tail.append(further)
        end = further.phrase.end
        if further.closes:
            if len(tail) > 1 and not _ends_well(text, end):
                break
            phrases += [one.phrase for one in tail]
            spans += [(one.start, one.phrase.end) for one in tail]
            tail = []
    perhaps = [one.phrase for one in tail if _is_short(text, one.phrase)]
    return People(tuple(phrases), tuple(perhaps), tuple(spans))


class _Further(NamedTuple):
    """One more name of a list; ``closes`` where "und" stands before it."""

    phrase: Phrase
    start: int
    closes: bool


def _further(text: str, at: int, *, lower: bool) -> _Further | None:
    link = _AND.match(text, at) or _COMMA.match(text, at)
    phrase = phrase_at(text, link.end(), lower=lower) if link else None
    if link is None or phrase is None:
        return None
    closes = link.re is _AND
    # Between commas stands a name and nothing else.
    alone = _CLOSED.match(text, phrase.end) or _AND.match(text, phrase.end)
    return _Further(phrase, link.start(), closes) if closes or alone else None


def _ends_well(text: str, at: int) -> bool:
    """Tell "und Jörg Abt am 12.3." from "und Preise besprochen"."""
    return bool(_CLOSED.match(text, at) or _GOING_ON.match(text, at))


def _is_short(text: str, phrase: Phrase) -> bool:
    return len(text[phrase.start : phrase.end].split()) <= 3
