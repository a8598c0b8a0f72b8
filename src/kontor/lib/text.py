"""Text: marking for translation, and folding for search and order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GERMAN = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue",
        "ß": "ss", "ẞ": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe",
    }
)  # fmt: skip
_PLAIN = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "a", "ø": "o", "œ": "o", "ł": "l", "đ": "d", "ı": "i"}
)

_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
# A word with a character that is not ASCII.
_ODD_WORD = re.compile(r"(?<!\S)[^\s\x80-\U0010ffff]*+[^\s\x00-\x7f]\S*")


def gettext_noop(text: str) -> str:
    """Mark a text for translation where Django may not be imported."""
    return text


def fold(text: str) -> str:
    """Lower case without accents, white space squeezed: ``Müller`` is ``muller``."""
    if not text.isascii():
        text = _ODD_WORD.sub(lambda found: _plain_word(found[0]), text)
    return " ".join(text.lower().split())


def fold_german(text: str) -> str:
    """Fold with umlauts written out: ``Müller`` is ``mueller``."""
    if not text.isascii():
        text = _ODD_WORD.sub(lambda found: _german_word(found[0]), text)
    return " ".join(text.lower().split())


def word_forms(word: str) -> frozenset[str]:
    """Give both ways a word may fold: ``Jörg`` is ``jorg`` and ``joerg``."""
    return frozenset((fold(word), fold_german(word)))


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same words, each umlaut written either way."""
    ones, others = one.split(), other.split()
    return len(ones) == len(others) and all(
        not word_forms(a).isdisjoint(word_forms(b))
        for a, b in zip(ones, others, strict=True)
    )


def search_forms(text: str) -> str:
    """Give every way a text may be typed: ``Jörg Abt`` is ``jorg abt joerg``.

    Every word stands once. Those that fold in two ways stand in both, so that one
    substring search finds either spelling.
    """
    words = text.lower().split()
    if text.isascii():
        return " ".join(dict.fromkeys(words))
    plain = {word: _plain_word(word) for word in words if not word.isascii()}
    forms = dict.fromkeys(map(plain.get, words, words))
    forms |= dict.fromkeys(map(_german_word, plain))
    found = " ".join(forms).strip()
    # Of a mark by itself, such as "´", a blank or nothing may be left.
    return " ".join(found.split()) if "  " in found else found


# The same words come again and again, in an import above all.
@lru_cache(maxsize=16_384)
def _plain_word(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold().translate(_PLAIN))
    bare = _LATIN_MARKS.sub("", parts)
    if bare.isascii():
        return bare
    return "".join(c for c in bare if not unicodedata.combining(c))


@lru_cache(maxsize=16_384)
def _german_word(word: str) -> str:
    written = unicodedata.normalize("NFC", word).lower().translate(_GERMAN)
    return written if written.isascii() else _plain_word(written)
