"""Which way a touch went: from the owner, to the owner, or both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kontor.core.connections.line.slip import COVER
from kontor.lib.name_words import word_set

if TYPE_CHECKING:
    from kontor.core.connections.line.channels import Hit
    from kontor.core.connections.line.lists import People
    from kontor.core.connections.line.reading import Channel, Direction
    from kontor.core.connections.line.slip import Slip

_BEFORE = (
    r"i|ich|we|wir|had|have|has|hat|habe|hab|haben|hatte|hatten|did|a|an|the|eine?[nmrs]?"
    r"|kurz|kurze[nmrs]?|quick|short|just|eben|gerade|got|sent|wrote|received|made|left"
)
_AFTER = (
    r"getrunken|gegessen|gehabt|bekommen|erhalten|received|me|mich|mir|uns|us|geschickt"
    r"|geschrieben|gesendet|getroffen|angerufen|telefoniert|besucht|gesprochen|geredet"
    r"|gewesen|worden|zusammen|together|up|back|zurück"
)
_BETWEEN = (
    r"hat|has|habe|hab|have|had|hatte|ich|i|mich|mir|uns|me|just|gerade|eben|kurz|an|a"
    r"|eine?n?|auch|und|and"
)
_FLAGS = re.IGNORECASE
_SWEPT = re.compile(
    rf"(?<!\S)(?:{_BEFORE})[ \t]*(?={COVER})"
    rf"|(?<={COVER})[ \t]*(?:{_AFTER})(?![\w'’@])"
    rf"|(?<={COVER})[ \t]*(?:(?:{_BETWEEN})(?![\w'’])[ \t]*)+(?={COVER})",
    _FLAGS,
)
_AN = re.compile(
    rf"(?<={COVER})[ \t]*(?:an|zurück)(?=[ \t]*(?:$|[{COVER},;:.!?\n]))", _FLAGS
)
_TO_ME = word_set("bekommen erhalten got received me mich mir uns us")
_BY_PREPOSITION: dict[str, Direction] = {
    "mit": "both", "with": "both", "w/": "both", "an": "out", "to": "out", "bei": "out",
    "von": "in", "from": "in", "by": "in",
}  # fmt: skip
_MUTUAL = ("telefoniert", "gechattet", "chat", "telefonierte")


def sweep(slip: Slip, hit: Hit | None) -> list[str]:
    """Cover the small words that belong to the channel: "had a", "getrunken", "me"."""
    swept: list[str] = []
    pattern = _SWEPT
    while match := pattern.search(slip.open) or _an(slip, hit):
        swept += match[0].lower().split()
        slip.tell("channel", match.start(), match.end())
    return swept


def direction_of(
    channel: Channel | None, hit: Hit | None, people: People | None, swept: list[str]
) -> Direction:
    """Tell which way it went; meetings, events and the unknown go both ways."""
    if channel not in ("email", "message", "call") or hit is None:
        return "both"
    prep = people.prep if people else ""
    if hit.channel is None or hit.word in _MUTUAL:
        return "both"
    if not _TO_ME.isdisjoint(swept):
        return "in"
    if prep in _BY_PREPOSITION:
        return _BY_PREPOSITION[prep]
    if hit.shape == "verb":
        return "in" if people and people.before else "out"
    if hit.shape == "participle":
        return "in" if {"hat", "has"} & set(swept) else "out"
    sent = {"sent", "geschickt", "geschrieben", "gesendet", "wrote", "made"}
    return "both" if sent.isdisjoint(swept) else "out"


def _an(slip: Slip, hit: Hit | None) -> re.Match[str] | None:
    """Find the second half of "rief ... an"."""
    return _AN.search(slip.open) if hit and hit.word == "rief" else None
