"""Phrases that name people: where they end, and what to look up in the book."""

from __future__ import annotations

import re
from typing import NamedTuple

from kontor.core.connections.line.slip import COVER
from kontor.core.connections.line.words import ARTICLES, ENDS
from kontor.lib.name_words import (
    NOBLE,
    PARTICLES,
    SECOND_TITLES,
    TITLES,
    plain,
    word_set,
)
from kontor.lib.names import peel_titles

_WORD = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # a mail address names somebody, too
    r"|(?:[^\W\d_]\.)+(?:-[^\W\d_]\.)*"  # initials
    r"|[^\W\d_]+(?:\.-?[^\W\d_]+)*(?:[-'’][^\W\d_]+(?:\.-?[^\W\d_]+)*)*"
)
_GAP = re.compile(r"[ \t\u00a0]+")
_LAST_FEW = 4
# "von der", "de los", "von und zu": alone these are no part of a name.
_FOLLOWING = word_set("der den dem des das do los las lo auf und zum zur")
_BEFORE_FOLLOWING = [[word] for word in ("von", "van", "de", "auf", "und", "in", "zu")]
_NO_NAME = word_set("hause haus besuch mittag fuß gast tisch ende beginn")


class Phrase(NamedTuple):
    """Where a name may stand: ``text[start:end]``."""

    start: int
    end: int


def phrase_at(text: str, at: int, *, lower: bool) -> Phrase | None:
    """Read the words that may name somebody from a position on.

    Args:
        text: the line, with what has been read covered.
        at: where the name should begin; white space and an article are skipped.
        lower: names may be in lower case throughout.
    """
    at = _skipped(text, at)
    start, end, names = at, at, 0
    while names < (_LAST_FEW - 1 if lower else _LAST_FEW):
        word = _WORD.match(text, at)
        if word is None:
            break
        stop = _with_full_stop(text, word)
        kind = _kind(text[word.start() : stop], after=text[start : word.start()])
        if kind == "name" and not _is_name(word[0], lower=lower):
            break
        if kind == "end" or (kind == "particle" and not _leads_on(text, stop, lower)):
            break
        names += kind == "name"
        if kind == "name":
            end = stop
        gap = _GAP.match(text, stop)
        if gap is None:
            break
        at = gap.end()
    return Phrase(start, end) if names else None


def candidates(phrase: str) -> list[str]:
    """Give what a phrase may name, the longest first, to be looked up in the book.

    ``Dr. Anna Berger Laden``, without its title and ever shorter: ``Anna Berger
    Laden``, ``Anna Berger``, ``Anna``; last a family name without its particles.
    """
    words = phrase.split()
    bare = words[peel_titles(words) :]
    found = [" ".join(words)]
    for count in range(len(bare), 0, -1):
        if bare[count - 1] not in PARTICLES:
            found.append(" ".join(bare[:count]))
    core = [word for word in bare if word not in PARTICLES and plain(word) not in NOBLE]
    if core and bare[0] != core[0]:
        found.extend(" ".join(core[:count]) for count in range(len(core), 0, -1))
    return [one for one in dict.fromkeys(found) if one]


def leftover(phrase: str, candidate: str) -> str:
    """Give the words behind a candidate that the book knows: they are a note."""
    _, _, rest = phrase.partition(candidate)
    return rest.strip()


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\u00a0" + COVER:
        at += 1
    word = _WORD.match(text, at)
    if word and word[0].lower() in ARTICLES:
        gap = _GAP.match(text, word.end())
        follows = _WORD.match(text, gap.end()) if gap else None
        if follows and follows[0][0].isupper():
            return follows.start()
    return at


def _with_full_stop(text: str, word: re.Match[str]) -> int:
    """Give the end of a word, a title's full stop included."""
    end = word.end()
    if text[end : end + 1] == "." and _is_title(word[0]):
        return end + 1
    return end


def _is_title(word: str) -> bool:
    return plain(word) in TITLES or plain(word) in SECOND_TITLES


def _kind(word: str, *, after: str) -> str:
    folded = plain(word)
    if "@" in word:
        return "name"
    if folded in TITLES and (word[-1] == "." or word[0].isupper() or not after):
        return "title"
    if folded in SECOND_TITLES and word[-1] == "." and after:
        return "title"
    if word in PARTICLES and _opens_or_follows(word, after):
        return "particle"
    # "Will" is somebody, "will" is not.
    return "end" if folded in ENDS and word != "Will" else "name"


def _opens_or_follows(word: str, after: str) -> bool:
    """Tell a particle of a name from an article or an "und" between two people."""
    return word not in _FOLLOWING or after.split()[-1:] in _BEFORE_FOLLOWING


def _is_name(word: str, *, lower: bool) -> bool:
    return lower or word[0].isupper() or "@" in word or not word[0].islower()


def _leads_on(text: str, at: int, lower: bool) -> bool:
    """Tell whether a name follows a particle, so that it belongs to one."""
    gap = _GAP.match(text, at)
    word = _WORD.match(text, gap.end()) if gap else None
    if word is None:
        return False
    if word[0] in PARTICLES:
        return _leads_on(text, word.end(), lower)
    if word[0].lower() in ENDS | _NO_NAME:
        return False
    return lower or word[0][0].isupper()
