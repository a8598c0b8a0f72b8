"""Names: taken apart, put together, put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kontor.lib.name_words import (
    GENERATION,
    LEGAL_FORMS,
    NOBLE,
    PARTICLES,
    SECOND_TITLES,
    SPANISH,
    SUFFIXES,
    TITLES,
    plain,
)
from kontor.lib.text import fold_german


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of one name as written; every part may be empty."""

    given: str = ""
    additional: str = ""
    family: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""


_WORD = r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*"
_TWO_WORDS = re.compile(rf"(?![\u3040-\ud7af])({_WORD}) ({_WORD})")
_SPECIAL = TITLES | PARTICLES | SUFFIXES | LEGAL_FORMS | NOBLE
# Written family name first.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What comes after so many characters belongs to no name.
_LONGEST = 1_000
_NICKNAME = re.compile(r"[\"“„«(]\s*([^\"“”„«»()]+?)\s*[\"”“»)]|(?<=\s)'([^']+)'(?=\s)")


def split_name(text: str) -> NameParts:
    """Take a name as shown apart.

    Knows titles (``Prof. Dr. med.``), particles (``von der Heide``), former titles
    of nobility (part of the family name, as in German law), ``Berger, Anna``,
    Spanish double names and nicknames in quotes or brackets. A single word is the
    given name, after a title the family name. The name of an organisation is all
    family name.
    """
    two = _TWO_WORDS.fullmatch(text)
    if two and _SPECIAL.isdisjoint((two[1].lower(), two[2].lower())):
        return NameParts(given=two[1], family=two[2])
    text = " ".join(text[:_LONGEST].split())
    if looks_like_company(text):
        return NameParts(family=text)
    if nickname := _NICKNAME.search(text):
        rest = " ".join(_NICKNAME.sub(" ", text, count=1).split()).strip(" ,")
        if rest:
            parts = split_name(rest)
            both = f"{nickname[1] or nickname[2]} {parts.nickname}"
            return replace(parts, nickname=both.strip())
    if "," in text:
        return _split_at_commas([part.strip() for part in text.split(",")])
    return _split_words(text.split())


def looks_like_company(text: str) -> bool:
    """Tell whether a name is that of an organisation by its legal form."""
    words = text.split()
    return any(plain(word) in LEGAL_FORMS for word in words[1:])


def display_name(parts: NameParts) -> str:
    """Put a name together as it is shown: ``Dr. Anna M. Berger``."""
    words = (parts.prefix, parts.given, parts.additional, parts.family)
    if _EAST_ASIAN.match(parts.family):
        words = (parts.prefix, parts.family, parts.given, parts.additional)
    name = " ".join(word for word in words if word) or parts.nickname
    if not parts.suffix:
        return name
    comma = "" if plain(parts.suffix) in GENERATION else ","
    return f"{name}{comma} {parts.suffix}".strip(", ")


def sort_name(
    given: str, family: str, additional: str = "", suffix: str = "", prefix: str = ""
) -> str:
    """Give what a name is put in order by: ``heide anna von der``.

    DIN 5007-2, the order of German directories of names: ü as ue, ß as ss, the
    family name first, particles and former titles of nobility last, so that
    ``von der Heide`` and ``Graf von Zeppelin`` stand under H and Z. Only particles
    in lower case move: ``Van Damme`` and ``De Luca`` stand under V and D, as
    their bearers expect. Academic titles do not count, but tell namesakes apart.
    """
    core, particles = family_core(family)
    words = (core, given, additional, particles, suffix, prefix)
    return fold_german(" ".join(word for word in words if word))


def family_core(family: str) -> tuple[str, str]:
    """Part a family name from its particles: ``("Heide", "von der")``."""
    words = family.split()
    start = 0
    while start < len(words) - 1 and _is_fore(words, start):
        start += 1
    return " ".join(words[start:]), " ".join(words[:start])


def peel_titles(words: list[str]) -> int:
    """Count the titles that a name begins with."""
    count = 0
    while count < len(words):
        word = plain(words[count])
        second = count > 0 and (word in SECOND_TITLES or word == "h.c")
        if word not in TITLES and not second:
            break
        count += 1
    return count


def with_capitals(text: str) -> str:
    """Give a name typed in lower case its capitals; leave any other as it is."""
    if text != text.lower():
        return text
    words = text.split()
    last = len(words) - 1
    return " ".join(
        word if word in PARTICLES and i < last else _capital(word)
        for i, word in enumerate(words)
    )


def _capital(word: str) -> str:
    return re.sub(r"(^|[-'’.])(\w)", lambda m: m[1] + m[2].upper(), word)


def _is_fore(words: list[str], at: int) -> bool:
    """Tell whether a word of a family name stands before its core."""
    word = words[at]
    return word in PARTICLES or plain(word) in NOBLE or word[:2] == "d'"


def _split_at_commas(parts: list[str]) -> NameParts:
    head, *rest = [part for part in parts if part] or [""]
    tail = [part for part in rest if not _all_suffixes(part)]
    suffix = ", ".join(part for part in rest if _all_suffixes(part))
    if not tail:
        return replace(split_name(head), suffix=suffix) if suffix else split_name(head)
    words, more = head.split(), " ".join(tail).split()
    titles = peel_titles(words)
    # "Berger, Anna, Dr." and "Berger, Dr. Anna" alike.
    more.sort(key=lambda word: not _titled(word))
    mine = peel_titles(more)
    names = more[mine:]
    return NameParts(
        given=names[0] if names else "",
        additional=" ".join(names[1:]),
        family=" ".join(words[titles:]),
        prefix=" ".join(words[:titles] + more[:mine]),
        suffix=suffix,
    )


def _titled(word: str) -> bool:
    return plain(word) in TITLES or (word[-1:] == "." and plain(word) in SECOND_TITLES)


def _all_suffixes(part: str) -> bool:
    return all(plain(word) in SUFFIXES for word in part.split())


def _split_words(words: list[str]) -> NameParts:
    titles = peel_titles(words)
    names = words[titles:]
    end = len(names)
    while (
        end > 1 and plain(names[end - 1]) in SUFFIXES and not names[end - 1].islower()
    ):
        end -= 1
    prefix, suffix = " ".join(words[:titles]), " ".join(names[end:])
    names = names[:end]
    if not names:
        return NameParts(family=prefix)
    if len(names) == 2 and _EAST_ASIAN.match(names[0]):
        names.reverse()
    at = _family_start(names, titled=titles > 0)
    return NameParts(
        given=names[0] if at > 0 else "",
        additional=" ".join(names[1:at]),
        family=" ".join(names[at:]),
        prefix=prefix,
        suffix=suffix,
    )


def _family_start(names: list[str], *, titled: bool) -> int:
    """Give the index of the first word of the family name, the length for none."""
    last = len(names) - 1
    if last == 0:
        return 0 if titled else 1
    for at in range(last):
        if _is_fore(names, at) and (at > 0 or titled or names[0].islower()):
            return at
        if at == 0 and plain(names[0]) in NOBLE:
            return 0
    before = names[last - 1].lower()
    if last > 1 and (before in SPANISH or before.endswith(("ez", "éz"))):
        return last - 1
    return last
