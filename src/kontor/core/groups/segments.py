"""Who belongs to a target segment, by the owner's words for it.

Texts are folded (``lib.text.fold``) before they come here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SHORT = 4
# Of women, and of more than one, in German and English.
_ENDINGS = ("", "in", "innen", "s", "en", "e")


@dataclass(frozen=True, slots=True)
class Rules:
    """What makes somebody belong; any one of it is enough.

    Attributes:
        trades, organisations, tags: whole names.
        words: each is looked for in what somebody does; one of several words has to
            stand there as a whole, a word of a compound at its beginning or end.
    """

    trades: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of everybody, turned round: by each text, who has it."""

    trades: Mapping[str, set[int]] = field(default_factory=dict)
    organisations: Mapping[str, set[int]] = field(default_factory=dict)
    tags: Mapping[str, set[int]] = field(default_factory=dict)
    roles: Mapping[str, set[int]] = field(default_factory=dict)


def members(
    rules: Rules, known: Known, said: Iterable[tuple[int, bool]] = ()
) -> set[int]:
    """Give who belongs to a segment.

    A trade is looked for among the seats in groups and among roles.

    Args:
        said: the owner's own word on single people, which comes before the rules.
    """
    found: set[int] = set()
    for names, having in (
        (rules.trades, known.trades),
        (rules.trades, known.roles),
        (rules.organisations, known.organisations),
        (rules.tags, known.tags),
    ):
        for name in names:
            found |= having.get(name, set())
    for texts in (known.roles, known.trades):
        for text, people in texts.items():
            if any(stands_in(word, text) for word in rules.words):
                found |= people
    for person, belongs in said:
        (found.add if belongs else found.discard)(person)
    return found


def stands_in(word: str, text: str) -> bool:
    """Tell whether a word stands in a text, or begins or ends a word of it.

    "verwalter" stands in "hausverwalterin", as an ending does not count; "art" does
    not stand in "partner". Fewer than four letters have to be a word by themselves.
    """
    if " " in word:
        return f" {word} " in f" {text} "
    parts = text.replace("-", " ").replace("/", " ").split()
    if len(word) < _SHORT:
        return word in parts
    ends = tuple(word + ending for ending in _ENDINGS)
    return any(part.startswith(word) or part.endswith(ends) for part in parts)
