"""Who a touch was with: where in the line the names stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kontor.core.connections.line.lists import People, people_at
from kontor.core.connections.line.slip import COVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.core.connections.line.channels import Hit

_FLAGS = re.IGNORECASE
_WITH = r"(?P<prep>mit|with|w/|m\.|an|to|von|from|by|bei|beim)"
_PREPOSITION = re.compile(rf"(?<!\w){_WITH}(?=\s)", _FLAGS)
_TOGETHER = ("mit", "with", "w/", "m.")
_TOWARDS = (*_TOGETHER, "an", "to", "von", "from", "by")
_NOT_TO_MEET = frozenset({"an", "to", "from", "by"})
_BESIDE = re.compile(
    r"\b(?:in|im|auf|an|am|bei|beim|at|vom|von|zum|zur|wegen|über|about|of|on)"
    r"(?:\s+(?:der|dem|den|die|das|the|a|an|einem|einer))?\s+$",
    _FLAGS,
)
_AUX = re.compile(
    r"(?:[\s\x00]|\b(?:hat|has|habe|hab|have|had|hatte|just|gerade|eben|heute|kurz|mich|mir"
    r"|ich|i|zufällig|wieder|endlich|eine?|a|an|noch|nochmal|auch|also)\b)*",
    _FLAGS,
)
_LEADING = re.compile(
    r"(?:[\s\x00,]|\b(?:ich|i|we|wir|habe|hab|have|had|hatte|heute|today|hat|has|zufällig"
    r"|just|gerade|eben|kurz|noch|nochmal|wieder|left)\b)*",
    _FLAGS,
)


def find_people(
    text: str, hit: Hit | None, clause: tuple[int, int], *, lower: bool
) -> People | None:
    """Find the people of a touch.

    Args:
        text: the line, with what has been read (the channel word, too) covered.
        hit: the channel word, None where there is none.
        clause: the clause of the channel word, or the first one.
        lower: names may be in lower case.
    """
    start, end = clause
    if hit is None:
        return (
            _by_preposition(text, hit, start, end, lower, only=_TOGETHER)
            or _leading(text, start, lower)
            or _by_preposition(text, hit, start, end, lower)
        )
    ways = {"noun": _of_noun, "verb": _of_verb, "participle": _of_participle}
    return ways[hit.shape](text, hit, clause, lower)


def listed(text: str, start: int, clause: tuple[int, int], until: int) -> People | None:
    """Read a list that begins before the clause of the channel word and reaches it.

    "Ben, Clara und Tom beim Stammtisch getroffen".
    """
    people = _leading(text, start, lower=False, until=until)
    reaches = people is not None and people.phrases[-1].end > clause[0]
    return people if reaches else None


def _of_noun(
    text: str, hit: Hit, clause: tuple[int, int], lower: bool
) -> People | None:
    start, end = clause
    return (
        _by_preposition(text, hit, hit.end, end, lower, only=_TOGETHER)
        or _adjacent(text, hit.end, lower)
        or _by_preposition(text, hit, hit.end, end, lower)
        or _by_preposition(text, hit, start, hit.start, lower)
        or _leading(text, start, lower, until=hit.start)
    )


def _of_verb(
    text: str, hit: Hit, clause: tuple[int, int], lower: bool
) -> People | None:
    start, end = clause
    return (
        _just_before(text, start, hit.start, lower)
        or _adjacent(text, hit.end, lower)
        or _by_preposition(text, hit, hit.end, end, lower)
        or _by_preposition(text, hit, start, hit.start, lower)
    )


def _of_participle(
    text: str, hit: Hit, clause: tuple[int, int], lower: bool
) -> People | None:
    start, end = clause
    return (
        _by_preposition(text, hit, hit.end, end, lower, only=_TOGETHER)
        or _by_preposition(text, hit, start, hit.start, lower, only=_TOWARDS)
        or _leading(text, start, lower, until=hit.start)
        or _just_before(text, start, hit.start, lower)
        or _by_preposition(text, hit, start, hit.start, lower)
        or _by_preposition(text, hit, hit.end, end, lower)
        or _adjacent(text, hit.end, lower)
    )


def _by_preposition(
    text: str,
    hit: Hit | None,
    start: int,
    end: int,
    lower: bool,
    only: tuple[str, ...] = (),
) -> People | None:
    for match in _PREPOSITION.finditer(text, start, end):
        prep = match["prep"].lower()
        meets = hit is not None and hit.channel in ("meeting", "event")
        if (only and prep not in only) or (meets and prep in _NOT_TO_MEET):
            continue
        people = people_at(text, match.end(), lower=lower, since=match.start())
        if people:
            return people._replace(
                prep=prep, before=match.start() < (hit.start if hit else 0)
            )
    return None


def _adjacent(text: str, at: int, lower: bool) -> People | None:
    """Read names right behind the channel word: "WhatsApp Tom", "called Ben"."""
    while at < len(text) and text[at] in " \t:" + COVER:
        at += 1
    if _PREPOSITION.match(text, at):
        return None
    return people_at(text, at, lower=lower)


def _just_before(text: str, start: int, end: int, lower: bool) -> People | None:
    """Read names that end right before the channel word: "Ben hat angerufen"."""
    for at in _word_starts(text, start, end):
        if _BESIDE.search(text, start, at):
            continue
        people = people_at(text, at, lower=lower)
        if people and _AUX.fullmatch(text, people.phrases[-1].end, end):
            return people._replace(before=True)
    return None


def _leading(
    text: str, start: int, lower: bool, until: int | None = None
) -> People | None:
    """Read names at the head of a clause: "Anna Berger im Café getroffen"."""
    lead = _LEADING.match(text, start)
    at = lead.end() if lead else start
    people = people_at(text, at, lower=lower)
    if people and (until is None or people.phrases[-1].end <= until):
        return people._replace(before=True)
    return None


def _word_starts(text: str, start: int, end: int) -> Iterator[int]:
    for match in re.compile(r"(?<![\w.'’-])[^\W\d_]").finditer(text, start, end):
        yield match.start()
